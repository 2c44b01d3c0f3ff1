"""A passkey of which nobody has the device: enough for the pages that list it and ask for it."""

import hashlib

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

ID = b"0123456789abcdef"


def credential():
    """As a browser sends it when a passkey is made, in allauth's words."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    made = AttestedCredentialData.create(Aaguid.NONE, ID, key)
    data = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, made)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, ID, "http://localhost")
    response = AuthenticatorAttestationResponse(
        client_data=client, attestation_object=AttestationObject.create("none", data, {})
    )
    return dict(RegistrationResponse(raw_id=ID, response=response))
