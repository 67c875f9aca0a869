"""Every act of an operator stands in the audit log of the workspace that it touched."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from gateway.auth.caller import Caller, Claim
from gateway.repository.audit_log import Change, insert_audit_entry
from shared.db.pool import Connection

# No user and no key has this id; whoever reads the log knows by it that it was the operator.
OPERATOR_ID: Final = UUID("00000000-0000-4000-8000-00000000c0de")


async def write_down(connection: Connection, workspace_id: UUID, change: Change, *, operator: str) -> None:
    """Write an act down in the transaction that does it; `operator` is who was at work."""
    signed = replace(change, new={**(change.new or {}), "operator": operator})
    await insert_audit_entry(connection, Claim(Caller(OPERATOR_ID), workspace_id), signed)
