"""Signing in with a local account, and what a caller may know of themselves."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field

from shared.contracts.wire import Text, WireModel

Role = Literal["owner", "admin", "editor", "viewer"]
Email = Annotated[Text, Field(min_length=3, max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")]


class LoginRequest(WireModel):
    """`POST /auth/login`."""

    # A password is compared byte by byte, so no blank of it may be cut off.
    model_config = ConfigDict(str_strip_whitespace=False)

    email: Email
    password: Annotated[Text, Field(min_length=1, max_length=1024)]
    return_token: Annotated[
        bool, Field(strict=True, description="Answer with the token instead of setting cookies, for programs.")
    ] = False


class User(WireModel):
    """Who is signed in; users of an outside identity provider have no display name here."""

    id: UUID
    email: str
    display_name: str | None


class LoginAnswer(WireModel):
    """A session: the cookie holds the token, unless `returnToken` asked for it in the body."""

    token: Annotated[str | None, Field(description="Only with `returnToken`.")]
    csrf_token: Annotated[str, Field(description="Goes into X-CSRF-Token with every unsafe request by cookie.")]
    expires_at: AwareDatetime
    user: User


class Membership(WireModel):
    """A workspace the caller belongs to."""

    workspace_id: UUID
    name: str
    role: Role


class KeyIdentity(WireModel):
    """The API key that asks."""

    id: UUID


class Me(WireModel):
    """The caller: a user, or an API key with the one workspace it belongs to."""

    user: User | None
    api_key: KeyIdentity | None
    memberships: Annotated[tuple[Membership, ...], Field(description="At most 100; `/workspaces` pages through all.")]
