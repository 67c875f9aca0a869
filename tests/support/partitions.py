"""`convex partitions` as an operator runs it, and all rows of the tables it is about."""

from typing import Final

from gateway.operator.partitions.tables import LARGE
from support.backends import Backends
from support.convex import Owner, Ran, convex
from support.people import create_person
from support.scene import make_scene
from support.whole_strategies import insert_whole_strategy

_MOVES: Final = ("workspace.split", "workspace.merged")
# Of what a scene leaves empty, something for every workspace.
_MORE: Final = (
    "INSERT INTO app.activity (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " SELECT id, id, id, 'made', 'workspace', id FROM app.workspaces",
    "INSERT INTO app.audit_log (workspace_id, id, actor_id, action, subject_type, subject_id)"
    " SELECT id, id, id, 'made', 'workspace', id FROM app.workspaces",
    "INSERT INTO app.audit_findings (workspace_id, audit_id, check_id, pillar, status, weight, evidence)"
    " SELECT workspace_id, id, 'title', 'technical', 'good', 1, '{}' FROM app.audits",
    "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
    " prompt_version, price_version, started_at, settled_at, reserved_nanousd)"
    " SELECT id, id, id, 1, 1, 'first', 'm', '{}', '1', '1', now(), now(), 1 FROM app.workspaces",
)


async def partitions(backends: Backends, *arguments: str) -> Ran:
    """Run `convex partitions` as the database's owner."""
    return await convex(backends, "partitions", *arguments, extra={"DATABASE_MIGRATION_URL": backends.owner_url})


async def all_rows(owner: Owner) -> dict[str, tuple[str, ...]]:
    """Return every row of the large tables as text, but what the audit log says of moves."""
    rows = {
        name: tuple(row[0] for row in await owner.fetch(f"SELECT to_json(t)::text AS row FROM app.{name} t ORDER BY 1"))
        for name in LARGE
    }
    told = tuple(row for row in rows["audit_log"] if not any(f'"action":"{move}"' in row for move in _MOVES))
    return rows | {"audit_log": told}


async def filled(backends: Backends, owner: Owner) -> dict[str, tuple[str, ...]]:
    """Put something into every large table, of several workspaces, and return all rows."""
    await make_scene(backends, strategies=20)
    await insert_whole_strategy(backends, await create_person(backends))
    await owner.execute("UPDATE app.jobs SET status = 'cancelled', finished_at = now() WHERE status = 'running'")
    for text in _MORE:
        await owner.execute(text)
    rows = await all_rows(owner)
    assert all(rows.values())
    return rows
