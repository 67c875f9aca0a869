"""API keys: shown once when made, afterwards only by their beginning."""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field

from shared.contracts.wire import Text, WireModel

KeyRole = Literal["admin", "editor", "viewer"]
KEY_ROLES: Final[tuple[KeyRole, ...]] = ("viewer", "editor", "admin")


def _text(value: object) -> object:
    # Otherwise a number would count as seconds since 1970.
    if isinstance(value, int | float):
        raise ValueError("must be an RFC 3339 time with its offset")  # noqa: TRY004 - becomes a field error
    return value


class APIKeyRequest(WireModel):
    """`POST /api-keys`."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    role: Annotated[KeyRole, Field(description="At most the caller's own.")]
    expires_at: Annotated[
        AwareDatetime | None, BeforeValidator(_text), Field(description="Without it the key lives until revoked.")
    ] = None


class APIKey(WireModel):
    """What is known of a key after it was made."""

    id: UUID
    name: str
    role: KeyRole
    prefix: str
    created_by: UUID
    created_at: AwareDatetime
    last_used_at: Annotated[AwareDatetime | None, Field(description="To the minute; null for a key nobody has used.")]
    expires_at: AwareDatetime | None
    revoked_at: AwareDatetime | None


class NewAPIKey(APIKey):
    """A key that was just made, with its text."""

    key: Annotated[
        str | None, Field(description="Shown this once; null when an Idempotency-Key brings this answer again.")
    ]


class APIKeyPage(WireModel):
    """Keys, newest first, revoked ones included; nextCursor is null on the last page."""

    items: tuple[APIKey, ...]
    next_cursor: str | None
