"""Says how large the tables are, who is large in them, and whether a switch would bring anything."""

from typing import Final

from gateway.operator.output import Output
from gateway.operator.partitions.tables import DUE_ROWS, PACKAGE, LargeTable, list_tables
from shared.db.pool import Connection
from shared.db.sql import statement

_MOST: Final = 10
_TABLES: Final = {"table": "table", "kind": "kind", "rows": "rows, about", "sizeMegabytes": "MB"}
_WORKSPACES: Final = {
    "workspaceId": "workspace",
    "name": "name",
    "strategies": "strategies",
    "share": "of all",
    "jobs": "jobs",
    "place": "partitions",
}


async def report(connection: Connection, out: Output) -> None:
    """Print tables and workspaces."""
    tables = await list_tables(connection)
    table_rows = [_table(table) for table in tables]
    rows = await connection.fetch(statement(PACKAGE, "list_largest"), _MOST)
    workspace_rows = [
        {
            "workspaceId": row["workspace_id"],
            "name": row["name"],
            "strategies": row["strategies"],
            "share": f"{row['share']:.1%}",
            "jobs": row["jobs"],
            "place": "being moved" if row["is_moving"] else "its own" if row["is_apart"] else "with all others",
        }
        for row in rows
    ]
    if out.as_json:
        out.document({"isDue": is_due(tables), "tables": table_rows, "workspaces": workspace_rows})
        return
    out.rows(table_rows, _TABLES, empty="There are no tables.")
    out.rows(workspace_rows, _WORKSPACES, empty="No workspace has been counted yet.")
    out.say(_verdict(tables))


def is_due(tables: list[LargeTable]) -> bool:
    """Return whether a table that is in one piece is larger than it should be."""
    return any(table.rows > DUE_ROWS and not table.is_partitioned for table in tables)


def _table(table: LargeTable) -> dict[str, object]:
    kind = f"default and {table.own_partitions} more" if table.is_partitioned else "in one piece"
    return {"table": table.name, "kind": kind, "rows": table.rows, "sizeMegabytes": round(table.size_bytes / 1e6, 1)}


def _verdict(tables: list[LargeTable]) -> str:
    most = max((table.rows for table in tables), default=0)
    if is_due(tables):
        return f"A switch is due: a table has about {most:,} rows. Split the workspaces with a large share afterwards."
    if all(table.is_partitioned for table in tables):
        return (
            "All large tables are partitioned. A workspace with a large share gains most by `convex partitions split`."
        )
    return f"No switch is due: the largest table has about {most:,} rows, and up to {DUE_ROWS:,} partitions only cost."
