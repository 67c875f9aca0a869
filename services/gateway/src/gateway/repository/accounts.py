"""Local accounts: found by e-mail to sign in, read by their owner."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.db.pool import Pool, Reader
from shared.db.sql import statement

_PACKAGE: Final = "gateway"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password is checked against; accounts without a password can't sign in here."""

    user_id: UUID
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A local account as its owner sees it."""

    id: UUID
    email: str
    display_name: str


async def find_account(pool: Pool, email: str) -> Credentials | None:
    """Return the account with this e-mail, in whatever case it is written."""
    row = await pool.fetchrow(statement(_PACKAGE, "find_account"), email)
    return None if row is None else Credentials(row["id"], row["password_hash"])


async def read_account(connection: Reader, user_id: UUID) -> Account | None:
    """Return the caller's own account; users of an outside provider have none."""
    row = await connection.fetchrow(statement(_PACKAGE, "read_account"), user_id)
    return None if row is None else Account(row["id"], row["email"], row["display_name"])
