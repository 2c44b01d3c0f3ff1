"""A W3C Data Integrity proof (eddsa-rdfc-2022): an Ed25519 signature over what a JSON-LD document says."""

import hashlib
import json
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
FOLDER = Path(__file__).with_name("assets") / "contexts"
CONTEXTS = {VC: "credentials-v2.json", OB: "open-badges-3.0.3.json"}
LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = bytes([0xED, 0x01])  # what a multikey of such a public key begins with


def multibase(data):
    """Bytes in base 58, as keys and signatures are written here."""
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = LETTERS[digit] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_multibase(text):
    number = 0
    for letter in text[1:]:
        number = number * 58 + LETTERS.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(key):
    """The public half of a private key, as it is published."""
    return multibase(ED25519 + key.public_key().public_bytes_raw())


def private_key(seed):
    """The key of 32 bytes in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))


@cache
def context(url):
    return json.loads((FOLDER / CONTEXTS[url]).read_text())


def own_contexts(url, _options):
    """PyLD's way to ask for a context: ours, from this folder, and no other."""
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": context(url)}


def digest(document, loader):
    from pyld import jsonld

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    return hashlib.sha256(jsonld.normalize(document, options).encode()).digest()


def signed_part(document, proof, loader):
    """What the signature is over: first how it is signed, then what."""
    return digest({"@context": document["@context"], **proof}, loader) + digest(document, loader)


def with_proof(document, key, method, created, loader=own_contexts):
    """The document with its signature; `method` is the address under which the key is published."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(signed_part(document, proof, loader))
    return document | {"proof": proof | {"proofValue": multibase(signature)}}


def is_genuine(signed, public, loader=own_contexts):
    """Whether this is what the holder of that multikey signed."""
    document = {name: value for name, value in signed.items() if name != "proof"}
    proof = {name: value for name, value in signed["proof"].items() if name != "proofValue"}
    key = Ed25519PublicKey.from_public_bytes(from_multibase(public).removeprefix(ED25519))
    try:
        key.verify(from_multibase(signed["proof"]["proofValue"]), signed_part(document, proof, loader))
    except InvalidSignature:
        return False
    return True
