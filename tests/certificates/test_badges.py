"""The credential inside an adult's certificate: what it says, that it is genuine, and that it can be withdrawn."""

import base64
import copy
import datetime
import gzip
import io
import json

import pikepdf
import pytest
from django.utils import timezone
from pydantic import ValidationError

from certificates import badges
from certificates.models import Certificate
from certificates.proofs import (
    VC,
    from_multibase,
    is_genuine,
    multibase,
    multikey,
    own_contexts,
    private_key,
    with_proof,
)
from tests.pdfs import certificate, printed

from .open_badges import AchievementCredential

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
Kind = Certificate.Kind


@pytest.fixture
def credential():
    return json.loads(badges.credential(certificate(kind=Kind.STAFF, name="Ms Okafor")))


def public(document):
    return document["proof"]["verificationMethod"].partition("#")[2]


def test_the_example_of_the_standard_is_signed_as_there():
    """W3C vc-di-eddsa, appendix B.1."""

    def contexts(url, options):
        words = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
        return {"contextUrl": None, "documentUrl": url, "document": words} if url == EXAMPLES else own_contexts(url, 0)

    key = private_key(from_multibase("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")[2:].hex())
    document = {
        "@context": [VC, EXAMPLES],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    }
    method = f"did:key:{multikey(key)}#{multikey(key)}"
    signed = with_proof(document, key, method, "2023-02-24T23:36:38Z", contexts)
    assert multikey(key) == "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    assert signed["proof"]["proofValue"] == (
        "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"
    )


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0abc", bytes(range(256))])
def test_base_58_goes_both_ways(data):
    assert from_multibase(multibase(data)) == data


def test_it_says_what_the_paper_says_and_hides_the_name(credential):
    assert credential["name"] == "Navigators: Online Safety"
    assert credential["validFrom"] == "2026-11-23T00:00:00Z"
    assert credential["issuer"]["id"] == "did:web:localhost%3A8000"
    assert "Okafor" not in json.dumps(credential)


def test_what_ends_says_when(credential):
    """A checker who never asks us would take it for good, years later."""
    assert "validUntil" not in credential
    row = certificate(kind=Kind.STAFF, expires_on=datetime.date(2027, 11, 23))
    ends = json.loads(badges.credential(row))
    assert ends["validUntil"] == "2027-11-23T23:59:59Z"
    assert is_genuine(ends, public(ends))


def places(part, way=()):
    """The way to each value, and to each list and object, that a document has."""
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, value in steps:
        yield (*way, step)
        yield from places(value, (*way, step))


def changed(document, way, change):
    document = copy.deepcopy(document)
    *before, last = way
    part = document
    for step in before:
        part = part[step]
    change(part, last)
    return document


def test_it_is_genuine_and_for_the_holder_of_its_key_alone(credential):
    assert is_genuine(credential, public(credential))
    assert not is_genuine(credential, multikey(private_key("11" * 32)))


def test_no_word_of_it_can_be_left_out_or_changed():
    """A term that no context explains would be left out of what is signed: JSON-LD's safe mode refuses it."""
    row = certificate(kind=Kind.STAFF, name="Ms Okafor", expires_on=datetime.date(2027, 11, 23))
    credential = json.loads(badges.credential(row))
    signed = [
        way for way in places(credential) if way[0] != "@context" and way[-1] != "proofValue" and way != ("proof",)
    ]
    assert len(signed) > 40
    for way in signed:
        assert not is_genuine(changed(credential, way, lambda part, last: part.pop(last)), public(credential)), way
        value = changed(credential, way, lambda part, last: part.__setitem__(last, "urn:x"))
        assert not is_genuine(value, public(credential)), way


@pytest.mark.parametrize("name", ["Ms Okafor", ""])
@pytest.mark.parametrize("kind", [Kind.STAFF, Kind.FAMILY])
@pytest.mark.parametrize("expires_on", [None, datetime.date(2027, 11, 23)])
def test_it_has_the_shape_of_open_badges(kind, name, expires_on):
    row = certificate(kind=kind, name=name, expires_on=expires_on)
    AchievementCredential.model_validate_json(badges.credential(row))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("validFrom",), "2026-11-23"),
        (("validFrom",), "2026-11-23 00:00:00Z"),
        (("validFrom",), 1),
        (("validUntil",), "2027-11-23"),
        (("credentialSubject", "identifier", 0, "hashed"), 1),
        (("proof", "created"), 1),
        (("issuer", "type"), ["Organisation"]),
        (("credentialSubject", "achievement", "criteria"), {}),
        (("credentialSubject", "identifier", 0, "identityType"), "fullName"),
        (("credentialSubject", "identifer"), []),
    ],
)
def test_what_has_another_shape_is_found(credential, place, value):
    """The negative control."""
    other = changed(credential, place, lambda part, last: part.__setitem__(last, value))
    with pytest.raises(ValidationError):
        AchievementCredential.model_validate_json(json.dumps(other))


def test_nothing_that_must_be_there_can_be_missing(credential):
    for way in places(credential):
        if way != ("validUntil",):
            with pytest.raises(ValidationError):
                other = changed(credential, way, lambda part, last: part.pop(last))
                AchievementCredential.model_validate_json(json.dumps(other))


def test_the_same_row_gives_the_same_credential():
    row = certificate(kind=Kind.FAMILY)
    assert badges.credential(row) == badges.credential(row)


def test_an_adult_without_a_name_is_known_by_the_code():
    row = certificate(kind=Kind.STAFF, name="")
    assert badges.subject(row)["identifier"][0]["identityType"] == "identifier"


def test_it_is_attached_to_the_pdf():
    with pikepdf.open(io.BytesIO(printed(kind=Kind.STAFF, design="seal"))) as document:
        inside = document.attachments["credential.json"].get_file().read_bytes()
        assert document.Root.AF[0].AFRelationship == "/Data"
    assert is_genuine(json.loads(inside), public(json.loads(inside)))


def test_without_a_key_there_is_none(settings, client):
    settings.BADGE_KEYS = []
    with pikepdf.open(io.BytesIO(printed(kind=Kind.STAFF))) as document:
        assert not document.attachments
    assert client.get("/.well-known/did.json").status_code == client.get("/badges/status/").status_code == 404


def test_the_key_is_found_at_the_address_that_the_proof_names(client, credential):
    """did:web and Multikey: what a checker asks for who knows nothing but the credential."""
    answer = client.get("/.well-known/did.json")
    [method] = answer.json()["verificationMethod"]
    assert answer["Content-Type"] == "application/did+json"
    assert method == {
        "id": credential["proof"]["verificationMethod"],
        "type": "Multikey",
        "controller": credential["issuer"]["id"],
        "publicKeyMultibase": public(credential),
    }
    assert answer.json()["assertionMethod"] == [method["id"]]
    assert is_genuine(credential, method["publicKeyMultibase"])


@pytest.mark.parametrize("path", ["/.well-known/did.json", "/badges/status/"])
def test_a_checker_that_runs_in_a_browser_may_read_them(client, path):
    answer = client.get(path, headers={"Origin": "https://checker.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_old_keys_stay_published(client, settings, credential):
    settings.BADGE_KEYS = ["22" * 32, *settings.BADGE_KEYS]
    published = client.get("/.well-known/did.json").json()
    assert published["id"] == credential["issuer"]["id"]
    assert len(published["verificationMethod"]) == 2
    assert credential["proof"]["verificationMethod"] in published["assertionMethod"]
    newer = json.loads(badges.credential(certificate(kind=Kind.STAFF)))
    assert newer["proof"]["verificationMethod"] == published["verificationMethod"][0]["id"]


def test_the_list_of_what_holds_is_where_the_credential_says(client, credential):
    """W3C Bitstring Status List."""
    entry = credential["credentialStatus"]
    answer = client.get(entry["statusListCredential"])
    listed = json.loads(answer.content)
    assert answer["Content-Type"] == "application/vc"
    assert (listed["id"], listed["issuer"]) == (entry["statusListCredential"], credential["issuer"]["id"])
    assert listed["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert listed["credentialSubject"]["type"] == "BitstringStatusList"
    assert listed["credentialSubject"]["statusPurpose"] == entry["statusPurpose"]
    assert entry["statusListIndex"] == "1"


def holds(client, certificate):
    listed = json.loads(client.get("/badges/status/").content)
    assert is_genuine(listed, public(listed))
    packed = listed["credentialSubject"]["encodedList"].removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    assert len(bits) * 8 >= 131_072
    return not bits[certificate.pk // 8] & (0x80 >> certificate.pk % 8)


def test_a_credential_holds_until_it_is_withdrawn(client, teacher, navigators):
    given = Certificate.objects.create(
        learner=teacher, course_key=navigators.translation_key, kind=Kind.STAFF, title="Staff preparation"
    )
    assert holds(client, given)
    Certificate.objects.update(revoked_at=timezone.now())
    assert not holds(client, given)


def test_nothing_is_said_of_pupils(client, certificate):
    assert not holds(client, certificate)
