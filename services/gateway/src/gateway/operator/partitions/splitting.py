"""Gives one workspace partitions of its own, and takes them back.

Rows move in one transaction, so everybody sees them where they were until they are where they belong. Meanwhile the
workspace can be read and takes no writes, as when the database is away; no other workspace waits but for the moments
at the beginning and at the end. What would stay after a crash are two empty schemas that say so, and a constraint.
"""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from gateway.operator.failures import ExitCode, OperatorError, not_found
from gateway.operator.partitions.changing import LONG_S, change, closing, lock_of, lock_tables, prove, run_all, unproven
from gateway.operator.partitions.tables import PACKAGE, partitioned_names, refuse_obstacles
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from shared.db.pool import Connection
from shared.db.sql import statement

_LOOK_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a workspace is, and what is going on there; `is_open` is None for a workspace that is not there."""

    is_apart: bool
    is_moving: bool
    running: int
    unsettled: int
    is_open: bool | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Move:
    """Which workspace, its tables (those that are referred to first), who moves it, and how long its jobs may take."""

    workspace_id: UUID
    names: tuple[str, ...]
    operator: str
    patience_s: float


async def find_place(connection: Connection, workspace_id: UUID) -> Place:
    """Return where a workspace is.

    Raises:
        OperatorError: for one that is not there and has left no partitions either.
    """
    row = await connection.fetchrow(statement(PACKAGE, "find_move"), workspace_id)
    assert row is not None
    place = Place(**dict(row))
    if place.is_open is None and not place.is_apart:
        raise not_found(f"workspace {workspace_id}", "`convex partitions status` shows the largest.")
    return place


async def plan_split(connection: Connection, move: Move) -> dict[str, list[str]]:
    """Return the statements of each phase in order."""
    phases: dict[str, list[str]] = defaultdict(list)
    for row in await connection.fetch(statement(PACKAGE, "plan_split"), move.workspace_id, list(move.names)):
        phases[row["phase"]].append(row["statement"])
    return phases


async def plan_merge(connection: Connection, move: Move, *, with_rows: bool = True) -> list[str]:
    """Return the statements that take the partitions away and bring the rows back, or don't."""
    rows = await connection.fetch(statement(PACKAGE, "plan_merge"), move.workspace_id, list(move.names))
    return [row["statement"] for row in rows if with_rows or not row["is_copy"]]


async def planned(connection: Connection, workspace_id: UUID, *, operator: str, patience_s: float) -> Move:
    """Return the move of a workspace.

    Raises:
        OperatorError: when its tables are not partitioned.
    """
    return Move(workspace_id, tuple(await partitioned_names(connection)), operator, patience_s)


async def split(connection: Connection, move: Move) -> float:
    """Move the rows of a workspace to partitions of their own; return the seconds for which it took no writes.

    Raises:
        OperatorError: when it is being deleted, or its jobs don't end; everything is as it was.
    """
    place = await find_place(connection, move.workspace_id)
    if not place.is_open:
        raise OperatorError("This workspace is deleted.", "Nothing was changed.", code=ExitCode.REFUSED)
    await refuse_obstacles(connection, list(move.names))
    await prove(connection, await unproven(connection))
    try:
        await _drain(connection, move)
        began = await _close(connection, move)
        async with connection.transaction():
            await _move(connection, move)
    except BaseException:
        await reopen(connection, move)
        raise
    await _let_write(connection, move)
    closed_s = time.monotonic() - began
    await prove(connection, (await plan_split(connection, move))["prove"])
    return closed_s


async def merge(connection: Connection, move: Move) -> float:
    """Move the rows back to all others; return the seconds for which everybody waited."""
    try:
        await _drain(connection, move)
        await connection.execute(statement(PACKAGE, "lock_workspace"), move.workspace_id, timeout=LONG_S)
        async with connection.transaction():
            await lock_tables(connection, lock_of(move.names))
            began = time.monotonic()
            await run_all(connection, await plan_merge(connection, move))
            await run_all(connection, (await plan_split(connection, move))["open"])
            await _write_down(connection, move, "workspace.merged")
    except BaseException:
        await reopen(connection, move)
        raise
    await _let_write(connection, move)
    return time.monotonic() - began


async def reopen(connection: Connection, move: Move) -> None:
    """Undo what a move did before it moved anything."""
    if not connection.is_closed():
        await change(connection, lock_of(move.names), (await plan_split(connection, move))["open"])
        await _let_write(connection, move)


async def _drain(connection: Connection, move: Move) -> None:
    await run_all(connection, (await plan_split(connection, move))["drain"])
    deadline = time.monotonic() + move.patience_s
    while (place := await find_place(connection, move.workspace_id)).running + place.unsettled > 0:
        if time.monotonic() > deadline:
            at_work = f"{place.running} jobs and {place.unsettled} calls to models of this workspace"
            sentence = f"{at_work} had not ended after {move.patience_s:g} s."
            raise OperatorError(sentence, "Try again later, or with a larger --patience-s.", code=ExitCode.REFUSED)
        await asyncio.sleep(_LOOK_S)


async def _close(connection: Connection, move: Move) -> float:
    await connection.execute(statement(PACKAGE, "lock_workspace"), move.workspace_id, timeout=LONG_S)
    began = time.monotonic()
    await change(connection, lock_of(move.names), (await plan_split(connection, move))["close"])
    return began


async def _move(connection: Connection, move: Move) -> None:
    phases = await plan_split(connection, move)
    await run_all(connection, phases["move"])
    for name in move.names:
        own = f"app_of_{move.workspace_id.hex}.{name}"
        await run_all(connection, await closing(connection, f"app.{name}", own))
    await run_all(connection, phases["copy"])
    await lock_tables(connection, lock_of(move.names))
    await run_all(connection, [*phases["attach"], *phases["open"]])
    await _write_down(connection, move, "workspace.split")


async def _let_write(connection: Connection, move: Move) -> None:
    await connection.fetchval(statement(PACKAGE, "unlock_workspace"), move.workspace_id)


async def _write_down(connection: Connection, move: Move, action: str) -> None:
    change_made = Change(action, "workspace", move.workspace_id, None, {})
    await write_down(connection, move.workspace_id, change_made, operator=move.operator)
