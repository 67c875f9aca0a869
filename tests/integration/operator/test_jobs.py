"""`convex jobs`: an operator finds, does again and stops the jobs of any workspace, and the workspace can read that."""

from uuid import uuid4

import asyncpg
import pytest

from gateway.operator.trail import OPERATOR_ID
from shared.jobs.model import ClaimedJob, Completion, JobControl
from support.backends import Backends
from support.convex import Owner, audit_log, convex
from support.jobs import completion, dispatching, insert_jobs, wait_for_end, working
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration
_FAILED = (
    "UPDATE app.jobs SET status = 'failed', attempt = 5, finished_at = now(), event_seq = 1,"
    ' error = \'{"code": "timeout", "title": "t", "detail": "d", "retryable": true}\' WHERE id = $1'
)


async def _perform(_job: ClaimedJob, _control: JobControl) -> Completion:
    return completion()


async def test_jobs_of_all_workspaces_are_listed_newest_first(backends: Backends, owner: Owner) -> None:
    mine, theirs = await create_tenant(backends), await create_tenant(backends)
    (older,), (newer,) = await insert_jobs(owner, mine, 1), await insert_jobs(owner, theirs, 1, kind="seo")
    ran = await convex(backends, "jobs", "ls")
    assert ran.code == 0
    assert [item["jobId"] for item in ran.answer["items"]][:2] == [str(newer), str(older)]
    only = await convex(backends, "jobs", "ls", "--workspace", str(mine.workspace_id), "--status", "queued")
    assert [item["jobId"] for item in only.answer["items"]] == [str(older)]
    none = await convex(backends, "jobs", "ls", "--workspace", str(mine.workspace_id), "--kind", "seo")
    assert none.answer == {"items": []}


async def test_a_job_is_shown_with_its_timeline_and_without_its_brief(
    backends: Backends, owner: Owner, tenant: Tenant
) -> None:
    (job_id,) = await insert_jobs(owner, tenant, 1)
    await owner.execute(
        "UPDATE app.jobs SET request = $2, trace_headers = $3 WHERE id = $1",
        job_id,
        '{"framework": "pas", "brief": "the secret recipe"}',
        '{"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}',
    )
    await owner.execute(
        "INSERT INTO app.job_events (workspace_id, job_id, seq, type, data) VALUES ($1, $2, 1, 'progress', $3),"
        " ($1, $2, 2, 'section.completed', $4)",
        tenant.workspace_id,
        job_id,
        '{"stage": "planning", "progress": 10}',
        '{"id": "offer", "title": "the secret recipe"}',
    )
    shown = await convex(backends, "jobs", "show", str(job_id))
    assert shown.answer["traceId"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert [event["type"] for event in shown.answer["events"]] == ["progress", "section.completed"]
    assert shown.answer["events"][0]["data"] == {"stage": "planning", "progress": 10}
    assert shown.answer["request"]["framework"] == "pas"
    assert "secret recipe" not in shown.out
    full = await convex(backends, "jobs", "show", str(job_id), "--full")
    assert full.out.count("secret recipe") == 2
    read = await convex(backends, "jobs", "show", str(job_id), as_json=False)
    assert "planning" in read.out
    assert "secret recipe" not in read.out


async def test_a_failed_job_is_done_again_and_its_workspace_can_read_who_asked(
    backends: Backends, owner: Owner, tenant: Tenant
) -> None:
    (job_id,) = await insert_jobs(owner, tenant, 1)
    await owner.execute(_FAILED, job_id)
    ran = await convex(backends, "jobs", "retry", str(job_id))
    assert (ran.code, ran.answer["items"][0]["attempts"]) == (0, "5 of 10")
    async with dispatching(backends), working(backends, _perform):
        rows = await wait_for_end(owner, [job_id])
    assert rows[job_id]["status"] == "succeeded"
    assert await audit_log(owner, tenant.workspace_id) == [
        (str(OPERATOR_ID), "job.retried", {"status": "queued", "operator": "grace"})
    ]


async def test_a_waiting_job_is_stopped(backends: Backends, owner: Owner, tenant: Tenant) -> None:
    (job_id,) = await insert_jobs(owner, tenant, 1)
    ran = await convex(backends, "jobs", "cancel", str(job_id))
    assert (ran.code, ran.answer["items"][0]["status"]) == (0, "cancelled")
    assert [entry[1] for entry in await audit_log(owner, tenant.workspace_id)] == ["job.cancelled"]
    again = await convex(backends, "jobs", "cancel", str(job_id))
    assert (again.code, again.out) == (5, "")


async def test_what_can_not_be_done_again_is_refused_and_nothing_is_written(
    backends: Backends, owner: Owner, tenant: Tenant
) -> None:
    (job_id,) = await insert_jobs(owner, tenant, 1)
    refused = await convex(backends, "jobs", "retry", str(job_id))
    assert refused.code == 5
    assert "is queued" in refused.err
    assert await audit_log(owner, tenant.workspace_id) == []
    unknown = await convex(backends, "jobs", "retry", str(uuid4()))
    assert unknown.code == 4
    assert "convex jobs ls" in unknown.err


async def test_a_missing_setting_is_named_and_no_password_is_printed(backends: Backends) -> None:
    missing = await convex(backends, "jobs", "ls", extra={"DATABASE_OPERATOR_URL": ""})
    assert missing.code == 2
    assert "DATABASE_OPERATOR_URL" in missing.err
    wrong = await convex(backends, "jobs", "ls", extra={"DATABASE_OPERATOR_URL": _wrong_password(backends)})
    assert wrong.code == 3
    assert "APP_OPERATOR_PASSWORD" in wrong.err
    assert "hunter2" not in wrong.err + wrong.out
    away = await convex(
        backends, "jobs", "ls", extra={"DATABASE_OPERATOR_URL": "postgresql://app_operator:hunter2@127.0.0.1:1/x"}
    )
    assert away.code == 3
    assert "hunter2" not in away.err


async def test_the_role_can_neither_read_results_nor_change_members(backends: Backends, tenant: Tenant) -> None:
    connection = await asyncpg.connect(backends.operator_url)
    try:
        for refused in (
            "SELECT document FROM app.strategy_versions",
            "SELECT email FROM app.users",
            "SELECT key_hash FROM app.api_keys",
            "UPDATE app.members SET role = 'owner'",
            "UPDATE app.jobs SET request = '{}'",
            "DELETE FROM app.jobs",
            "DELETE FROM app.audit_log",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(refused)
        assert await connection.fetchval("SELECT count(score) FROM app.strategies") == 0
    finally:
        await connection.close()


def _wrong_password(backends: Backends) -> str:
    head, tail = backends.operator_url.rsplit("@", 1)
    return head.rsplit(":", 1)[0] + ":hunter2@" + tail
