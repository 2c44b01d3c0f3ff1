"""A certificate authority for a test, and a key that it vouches for, as one would be bought."""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = b"secret"


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def vouch(subject, public, issuer, signing, is_authority, days=365):
    now = datetime.datetime.now(datetime.UTC)
    usage = dict.fromkeys(
        [
            "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only",
        ],
        False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=400))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=not is_authority,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                **usage,
            ),
            critical=True,
        )
        .sign(signing, hashes.SHA256())
    )


def make(folder, days=365, trusted=True):
    """The paths of a PKCS #12 file and of its authority's certificate."""
    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = vouch("Test authority", authority.public_key(), "Test authority", authority, True)
    leaf = vouch("Waymark under test", own.public_key(), "Test authority", authority, False, days)
    if not trusted:
        leaf = vouch("Waymark alone", own.public_key(), "Waymark alone", own, False, days)
    file, root_file = folder / "key.p12", folder / "authority.pem"
    locked = serialization.BestAvailableEncryption(PASSWORD)
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"waymark", own, leaf, [root], locked))
    root_file.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    return file, root_file
