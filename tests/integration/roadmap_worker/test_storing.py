"""What the roadmap worker reads and writes, as its own role on the real Postgres."""

from datetime import UTC, date, datetime
from typing import cast
from uuid import UUID

import asyncpg
import pytest
from pydantic import JsonValue

from roadmap_worker.handlers import perform
from roadmap_worker.resources import Resources
from shared.db.pool import Context, Pool, transaction
from shared.errors import PermanentError
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion
from support.backends import Backends
from support.control import ReadingControl
from support.tenants import Tenant, create_tenant
from support_roadmap.tasks import VARIABLES

pytestmark = pytest.mark.integration

DOCUMENT = '{"openQuestions": {"items": [{"question": "What is the margin?", "changes": "the floor"}]}}'
AUDIT = '{"recommendations": [{"id": "T01", "title": "Let the page be indexed", "effort": "low", "points": 30}]}'


def _job(tenant: Tenant, **changes: JsonValue) -> ClaimedJob:
    variables = VARIABLES["offer_architecture"] | {"otherObjections": "“Too dear” – said twice\nToo slow"}
    return ClaimedJob(
        workspace_id=tenant.workspace_id,
        id=new_id(),
        kind="roadmap",
        attempt=1,
        max_attempts=5,
        request={"templateType": "offer_architecture", "variables": variables, **changes},
        created_by=tenant.user_id,
        created_at=datetime(2026, 11, 25, 9, tzinfo=UTC),
    )


async def _made(pool: Pool, tenant: Tenant, **changes: JsonValue) -> Completion:
    done = await perform(_job(tenant, **changes), ReadingControl(pool, tenant.workspace_id), Resources(4))
    async with transaction(pool, Context(tenant.workspace_id)) as connection:
        await done.store(connection)
    return done


async def _insert_links(backends: Backends, tenant: Tenant, *, is_deleted: bool = False) -> tuple[UUID, UUID]:
    strategy_id, audit_id = new_id(), new_id()
    connection = await asyncpg.connect(backends.owner_url)
    await connection.execute(
        "INSERT INTO app.strategies (workspace_id, id, job_id, title, business_name, framework, engine, score,"
        " compliance, version, created_by, deleted_at)"
        " VALUES ($1, $2, $3, 'T', 'B', 'offer_architecture', 'offline', 50, 'fail', 2, $4,"
        " CASE WHEN $5::boolean THEN now() END)",
        tenant.workspace_id, strategy_id, new_id(), tenant.user_id, is_deleted,
    )  # fmt: skip
    for version, document in ((1, "{}"), (2, DOCUMENT)):
        await connection.execute(
            "INSERT INTO app.strategy_versions (workspace_id, strategy_id, version, title, brief, document, markdown,"
            " sections, summary, document_sha256, created_by)"
            " VALUES ($1, $2, $3, 'T', '{}', $4, '', '[]', '{}', '', $5)",
            tenant.workspace_id, strategy_id, version, document, tenant.user_id,
        )  # fmt: skip
    await connection.execute(
        "INSERT INTO app.audits (workspace_id, id, job_id, domain, primary_keyword, coverage, ruleset_version, result,"
        " created_by) VALUES ($1, $2, $3, 'a.example', 'k', 1, '1', $4, $5)",
        tenant.workspace_id, audit_id, new_id(), AUDIT, tenant.user_id,
    )  # fmt: skip
    await connection.close()
    return strategy_id, audit_id


async def test_a_roadmap_and_its_tasks_are_stored_as_they_were_told(
    pool: Pool, tenant: Tenant, backends: Backends
) -> None:
    done = await _made(pool, tenant)
    owner = await asyncpg.connect(backends.owner_url)
    roadmap = await owner.fetchrow("SELECT *, result::text AS told FROM app.roadmaps WHERE id = $1", done.result_id)
    rows = await owner.fetch("SELECT * FROM app.roadmap_tasks WHERE roadmap_id = $1 ORDER BY position", done.result_id)
    await owner.close()

    assert roadmap is not None
    assert roadmap["start_date"] == date(2026, 11, 26)
    assert roadmap["end_date"].isoformat() == done.result["endDate"]
    assert (roadmap["progress"], roadmap["template_id"]) == (0, "offer-1")
    milestones = cast("list[dict[str, list[dict[str, JsonValue]]]]", done.result["milestones"])
    told = {task["id"]: task for milestone in milestones for task in milestone["tasks"]}
    assert {row["id"] for row in rows} == set(told)
    for row in rows:
        task = told[row["id"]]
        assert row["title"] == task["title"]
        assert row["depends_on"] == task["dependsOn"]
        assert (row["start_date"].isoformat(), row["due_date"].isoformat()) == (task["startDate"], task["dueDate"])
        assert (row["slack_days"], row["critical"], row["status"]) == (task["slackDays"], task["critical"], "pending")


async def test_the_live_version_of_a_strategy_and_an_audit_become_tasks(
    pool: Pool, tenant: Tenant, backends: Backends
) -> None:
    strategy_id, audit_id = await _insert_links(backends, tenant)
    done = await _made(pool, tenant, strategyId=str(strategy_id), auditId=str(audit_id))
    milestones = [str(one["id"]) for one in cast("list[dict[str, JsonValue]]", done.result["milestones"])]
    assert {"strategy-questions", "audit-gates"} <= set(milestones)


async def test_a_strategy_of_another_workspace_or_a_deleted_one_does_not_exist(
    pool: Pool, tenant: Tenant, backends: Backends
) -> None:
    foreign, _ = await _insert_links(backends, await create_tenant(backends))
    deleted, _ = await _insert_links(backends, tenant, is_deleted=True)
    for strategy_id in (foreign, deleted):
        with pytest.raises(PermanentError) as caught:
            await _made(pool, tenant, strategyId=str(strategy_id))
        assert caught.value.code == "strategy_not_found"
