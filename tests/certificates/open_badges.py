"""The shape of an AchievementCredential of Open Badges 3.0 (1EdTech, final release), for JSON.

Stricter than the official JSON schema: what a credential of ours does not use is refused, so that nothing is misspelt
unseen. That schema comes in no package that tests could install. It was held against this in November 2026: whatever
it refuses, this refuses (docs/decisions/adult-certificates.md).
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, AnyUrl, BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")]
Address = Annotated[str, AfterValidator(lambda text: AnyUrl(text) and text)]
IDENTITY_TYPES = (
    "name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn issn lisSourcedId "
    "oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId identifier"
)
IdentityType = Annotated[
    str, StringConstraints(pattern=f"^({'|'.join(IDENTITY_TYPES.split())}|ext:[a-z|A-Z|0-9|.|_-]+)$")
]


def types(*needed):
    """`type` is a list that has these."""

    def check(found):
        assert set(needed) <= set(found), f"{needed} are not all in {found}"
        return found

    return Annotated[list[Text], Field(min_length=1), AfterValidator(check)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Profile(Strict):
    id: Address
    type: types("Profile")
    name: Text
    url: Address


class IdentityObject(Strict):
    type: Literal["IdentityObject"]
    hashed: bool
    identity_hash: Annotated[str, StringConstraints(pattern=r"^(sha256\$[0-9a-f]{64}|md5\$[0-9a-f]{32})$")] = Field(
        alias="identityHash"
    )
    identity_type: IdentityType = Field(alias="identityType")
    salt: Text


class Criteria(Strict):
    narrative: Text


class Achievement(Strict):
    id: Address
    type: types("Achievement")
    achievement_type: Literal["CertificateOfCompletion"] = Field(alias="achievementType")
    name: Text
    description: Text
    criteria: Criteria


class AchievementSubject(Strict):
    type: types("AchievementSubject")
    identifier: list[IdentityObject] = Field(min_length=1)
    achievement: Achievement


class Status(Strict):
    id: Address
    type: Literal["BitstringStatusListEntry"]
    purpose: Literal["revocation"] = Field(alias="statusPurpose")
    index: Annotated[str, StringConstraints(pattern=r"^\d+$")] = Field(alias="statusListIndex")
    listed_in: Address = Field(alias="statusListCredential")


class Proof(Strict):
    type: Literal["DataIntegrityProof"]
    cryptosuite: Literal["eddsa-rdfc-2022"]
    created: Moment
    method: Address = Field(alias="verificationMethod")
    purpose: Literal["assertionMethod"] = Field(alias="proofPurpose")
    value: Annotated[str, StringConstraints(pattern="^z[1-9A-HJ-NP-Za-km-z]+$")] = Field(alias="proofValue")


class AchievementCredential(Strict):
    context: tuple[
        Literal["https://www.w3.org/ns/credentials/v2"],
        Annotated[
            str, StringConstraints(pattern=r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d\.\d\.json$")
        ],
    ] = Field(alias="@context")
    id: Address
    type: types("VerifiableCredential", "OpenBadgeCredential")
    name: Text
    issuer: Profile
    valid_from: Moment = Field(alias="validFrom")
    valid_until: Moment = Field(alias="validUntil", default="")
    status: Status = Field(alias="credentialStatus")
    subject: AchievementSubject = Field(alias="credentialSubject")
    proof: Proof
