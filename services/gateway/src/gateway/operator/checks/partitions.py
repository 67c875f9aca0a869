"""Whether the large tables should be in pieces, and whether the pieces are in order."""

from gateway.operator.checks.finding import Finding
from gateway.operator.partitions.reporting import is_due
from gateway.operator.partitions.tables import DUE_ROWS, PACKAGE, list_tables
from shared.db.pool import Pool
from shared.db.sql import statement


async def check_partitions(pool: Pool) -> list[Finding]:
    """Return what is to be said of partitions, also where there are none."""
    lax = [row["name"] for row in await pool.fetch(statement(PACKAGE, "list_open_partitions"))]
    moves = [str(row["workspace_id"]) for row in await pool.fetch(statement(PACKAGE, "list_moves"))]
    findings = [await _size(pool)]
    if lax:
        remedy = "Run `convex partitions switch`: it gives partitions the policies of their tables."
        told = f"Partitions with other policies than their table: {', '.join(lax[:5])}."
        findings.append(Finding("partitions", "fail", told, remedy))
    if moves:
        remedy = "If no `convex partitions` runs, one was interrupted: run its `split` again, or `merge` to end it."
        told = f"Takes no new work because its rows are being moved: {', '.join(moves[:5])}."
        findings.append(Finding("partitions", "warn", told, remedy))
    return findings


async def _size(pool: Pool) -> Finding:
    tables = await list_tables(pool)
    most = max(table.rows for table in tables)
    if is_due(tables):
        told = f"A table has about {most:,} rows, more than {DUE_ROWS:,} in one piece."
        return Finding("partitions", "warn", told, "Run `convex partitions status`, then `convex partitions switch`.")
    if all(table.is_partitioned for table in tables):
        return Finding("partitions", "ok", f"The {len(tables)} large tables are partitioned.")
    return Finding("partitions", "ok", f"The largest table has about {most:,} rows: no partitions are needed.")
