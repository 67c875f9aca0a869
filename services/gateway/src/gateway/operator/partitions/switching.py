"""Puts partitioned tables in the place of large ones; what was the table becomes the default partition, uncopied.

Each table is one transaction that looks at the catalogue first, so it may be interrupted and done again at any time.
Partitions live in schemas that no service may use; they keep the names of what they have, so errors keep theirs.
"""

from dataclasses import dataclass
from typing import Final

from gateway.operator.partitions.changing import change, closing, prove, unproven
from gateway.operator.partitions.tables import PACKAGE, list_tables, refuse_obstacles
from shared.db.pool import Connection
from shared.db.sql import statement

_BEFORE_POLICIES: Final = 60


@dataclass(frozen=True, slots=True)
class TableSwitch:
    """How one table is switched: the lock, and what is done while it is held."""

    name: str
    lock: str
    statements: tuple[str, ...]


async def plan(connection: Connection) -> list[TableSwitch]:
    """Return what is still to do, table by table.

    Raises:
        OperatorError: when a table has what partitions can't carry.
    """
    names = [table.name for table in await list_tables(connection) if not table.is_partitioned]
    await refuse_obstacles(connection, names)
    return [await _plan(connection, name) for name in names]


async def switch(connection: Connection) -> list[str]:
    """Switch what is not switched, close partitions as their tables are closed, and return the names of the former."""
    await prove(connection, await unproven(connection))
    await connection.execute("CREATE SCHEMA IF NOT EXISTS app_others")
    todo = [each.name for each in await plan(connection)]
    for name in todo:
        # Anew, because the table before it has changed what refers to this one.
        step = await _plan(connection, name)
        await change(connection, step.lock, step.statements)
    await prove(connection, await unproven(connection))
    await align(connection)
    return todo


async def align(connection: Connection) -> list[str]:
    """Give partitions the policies of their tables where a migration has changed these, and return their names."""
    rows = await connection.fetch(statement(PACKAGE, "list_open_partitions"))
    for row in rows:
        statements = await closing(connection, row["root"], row["name"])
        await change(connection, f"LOCK TABLE {row['name']} IN ACCESS EXCLUSIVE MODE", statements)
    return [row["name"] for row in rows]


async def _plan(connection: Connection, name: str) -> TableSwitch:
    rows = await connection.fetch(statement(PACKAGE, "plan_switch"), name)
    policies = await closing(connection, f"app.{name}", f"app.{name}")
    before = [row["statement"] for row in rows if row["place"] < _BEFORE_POLICIES]
    after = [row["statement"] for row in rows if row["place"] > _BEFORE_POLICIES]
    return TableSwitch(name, before[0], (*before[1:], *policies, *after))
