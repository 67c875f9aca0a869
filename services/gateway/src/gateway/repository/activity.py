"""What happened in a workspace, for those who work there."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from gateway.auth.caller import Claim
from shared.db.pool import Connection
from shared.db.sql import statement
from shared.ids import new_id
from shared.json import dumps

_PACKAGE: Final = "gateway"


async def insert_activity(
    connection: Connection, claim: Claim, action: str, subject: tuple[str, UUID], data: Mapping[str, JsonValue]
) -> None:
    """Write down an action of the caller; the subject is its type and its id."""
    await connection.execute(
        statement(_PACKAGE, "insert_activity"),
        claim.workspace_id,
        new_id(),
        claim.caller.actor_id,
        action,
        subject[0],
        subject[1],
        dumps(data),
    )
