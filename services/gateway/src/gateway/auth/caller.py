"""Who a request comes from, the workspace they mean, and what they may do there."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from gateway.replica.position import Position
from shared.db.pool import Context

Role = Literal["viewer", "editor", "admin", "owner"]
ROLES: Final[tuple[Role, ...]] = ("viewer", "editor", "admin", "owner")


@dataclass(frozen=True, slots=True)
class Caller:
    """A user or an API key; a key belongs to one workspace, a token ends at a time in seconds since 1970."""

    user_id: UUID | None
    email: str = ""
    api_key_id: UUID | None = None
    key_workspace_id: UUID | None = None
    expires_at: float | None = None

    @property
    def actor_id(self) -> UUID:
        """Return whom an action is written down to."""
        found = self.user_id or self.api_key_id
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Claim:
    """A caller in the workspace they say they belong to; nobody has verified it yet."""

    caller: Caller
    workspace_id: UUID

    @property
    def context(self) -> Context:
        """Return the context for a transaction; every policy of the database verifies it again."""
        return Context(self.workspace_id, self.caller.user_id, self.caller.api_key_id)


@dataclass(frozen=True, slots=True)
class Access(Claim):
    """A claim the database confirmed, with the caller's role.

    `position` is how far the primary was then; only a request that can't write has one, for the replica.
    """

    role: Role
    position: Position | None = None


def reaches(role: Role, need: Role) -> bool:
    """Return whether a role may do what another one may."""
    return ROLES.index(role) >= ROLES.index(need)
