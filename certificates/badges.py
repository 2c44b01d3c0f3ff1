"""The credential of an adult's certificate: Open Badges 3.0, which is a W3C Verifiable Credential, signed.

It goes into the PDF as an attachment. Who issues it is `did:web` of this site; its public keys, and which credentials
hold, are published by `badge_views`. Without a key (`BADGE_KEYS`) there is none.
"""

import base64
import gzip
import hashlib
import json
import uuid
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Certificate
from .proofs import OB, VC, multikey, private_key, with_proof
from .wording import verify_address

FEWEST_BITS = 131_072  # so that which one somebody asks for is not plain from the list's size


def is_issuer():
    return bool(settings.BADGE_KEYS)


def issuer():
    """This site as a decentralised identifier: did:web:waymark.example.org."""
    return "did:web:" + quote(urlsplit(settings.BASE_URL).netloc, safe="")


def methods():
    """Each key, the one that signs first, with the address under which its public half is published."""
    keys = map(private_key, settings.BADGE_KEYS)
    return [(key, f"{issuer()}#{multikey(key)}") for key in keys]


def did_document():
    """Who we are and with which keys we have ever signed."""
    published = [
        {"id": method, "type": "Multikey", "controller": issuer(), "publicKeyMultibase": multikey(key)}
        for key, method in methods()
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer(),
        "verificationMethod": published,
        "assertionMethod": [method["id"] for method in published],
    }


def status_address():
    return settings.BASE_URL + reverse("certificates:badge_status")


def sign(document, moment):
    key, method = methods()[0]
    return with_proof(document, key, method, moment)


def credential(certificate):
    """The signed credential of a certificate, as JSON: what the paper says, and the name only as a salted hash."""
    issued = f"{certificate.awarded_on}T00:00:00Z"
    document = {
        "@context": [VC, OB],
        "id": uuid.uuid5(uuid.NAMESPACE_URL, verify_address(certificate)).urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": {"id": issuer(), "type": ["Profile"], "name": settings.WAGTAIL_SITE_NAME, "url": settings.BASE_URL},
        "validFrom": issued,
        **ends(certificate),
        "credentialStatus": {
            "id": f"{status_address()}#{certificate.pk}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(certificate.pk),
            "statusListCredential": status_address(),
        },
        "credentialSubject": subject(certificate),
    }
    return json.dumps(sign(document, issued), ensure_ascii=False, indent=1).encode()


def ends(certificate):
    """Until when it holds, where it does not for ever: what a checker has to know who never asks us."""
    return {"validUntil": f"{certificate.expires_on}T23:59:59Z"} if certificate.expires_on else {}


def subject(certificate):
    kind, text = ("name", certificate.name) if certificate.name else ("identifier", certificate.code)
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityType": kind,
                "hashed": True,
                "identityHash": "sha256$" + hashlib.sha256((text + certificate.code).encode()).hexdigest(),
                "salt": certificate.code,
            }
        ],
        "achievement": {
            "id": uuid.UUID(str(certificate.course_key)).urn,
            "type": ["Achievement"],
            "achievementType": "CertificateOfCompletion",
            "name": certificate.title,
            "description": certificate.title,
            "criteria": {"narrative": _("Every part of the course was completed.")},
        },
    }


def status_list():
    """Which credentials hold: bit 0 at the number of each. What was withdrawn, replaced, erased or never was is 1."""
    current = list(Certificate.objects.current().adults().values_list("pk", flat=True))
    bits = bytearray(b"\xff" * ((max([FEWEST_BITS, *current]) + 8) // 8))
    for pk in current:
        bits[pk // 8] &= ~(0x80 >> pk % 8)
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
    now = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {
        "@context": [VC],
        "id": status_address(),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer(),
        "validFrom": now,
        "credentialSubject": {
            "id": f"{status_address()}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + packed,
        },
    }
    return sign(document, now)
