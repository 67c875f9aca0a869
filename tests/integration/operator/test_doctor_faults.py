"""`convex doctor` finds each thing that is wrong with an installation, and says what to do about it."""

from collections.abc import AsyncGenerator
from pathlib import Path
from shutil import copytree

import aio_pika
import pytest

from gateway.operator.checks.broker import check_broker
from gateway.operator.checks.database import check_database
from gateway.operator.checks.finding import Finding
from gateway.operator.checks.management import check_management
from gateway.operator.checks.work import check_work
from shared.broker.connection import make_broker
from shared.broker.declaring import declare_topology
from shared.contracts.topology import COMMANDS, JOB_QUEUES
from shared.db.pool import Pool, close_pool, create_pool
from support.backends import MIGRATIONS, Backends
from support.convex import Owner, convex
from support.jobs import telemetry
from support.tenants import Tenant

pytestmark = pytest.mark.integration


def _job(status: str, asked: str, name: str, value: str) -> str:
    """Return the statement that stores a job of this status, asked for so long ago, with one column more."""
    return (
        f"INSERT INTO app.jobs (workspace_id, id, kind, request, created_by, status, created_at, {name})"
        f" VALUES ($1, $1, 'seo', '{{}}', $1, '{status}', now() - interval '{asked}', {value})"
    )


# Check -> how bad, and what makes it so.
_FAULTS = {
    "queue": ("warn", _job("queued", "2 minutes", "priority", "0")),
    "leases": ("fail", _job("running", "9 minutes", "lease_until", "now() - interval '5 minutes'")),
    "reaped": ("warn", _job("dispatched", "1 second", "dispatches", "3")),
    "outbox": (
        "fail",
        "INSERT INTO app.outbox (workspace_id, event_id, routing_key, payload, created_at)"
        " VALUES ($1, $1, 'job.failed', '{}', now() - interval '5 minutes')",
    ),
    "rollups": ("fail", _job("cancelled", "30 minutes", "finished_at", "now() - interval '20 minutes'")),
    "reservations": (
        "warn",
        "INSERT INTO app.llm_calls (workspace_id, id, job_id, job_attempt, attempt, purpose, model, sections,"
        " prompt_version, price_version, started_at, reserved_nanousd)"
        " VALUES ($1, $1, $1, 1, 1, 'first', 'm', '{}', '1', '1', now() - interval '1 hour', 5)",
    ),
    "purges": (
        "fail",
        "UPDATE app.workspaces SET deleted_at = now() - interval '3 days', purge_after = now() - interval '2 hours'"
        " WHERE id = $1",
    ),
}


@pytest.fixture
async def pool(backends: Backends) -> AsyncGenerator[Pool, None]:
    opened = await create_pool(backends.operator_url, service="test")
    yield opened
    await close_pool(opened)


def _bad(findings: list[Finding]) -> dict[str, str]:
    assert all(finding.remedy for finding in findings if finding.status != "ok")
    return {finding.check: finding.status for finding in findings if finding.status != "ok"}


async def _declare(backends: Backends) -> None:
    broker = make_broker(backends.amqp_url, telemetry("test"))
    await broker.connect()
    try:
        await declare_topology(broker)
    finally:
        await broker.stop()


@pytest.mark.parametrize("check", _FAULTS)
async def test_work_that_stands_still_is_found(owner: Owner, tenant: Tenant, pool: Pool, check: str) -> None:
    status, planted = _FAULTS[check]
    assert _bad(await check_work(pool)) == {}
    await owner.execute(planted, tenant.workspace_id)
    try:
        assert _bad(await check_work(pool)) == {check: status}
    finally:
        await owner.execute("DELETE FROM app.outbox")
        await owner.execute("DELETE FROM app.workspaces")


async def test_a_counted_end_is_no_lag(owner: Owner, tenant: Tenant, pool: Pool) -> None:
    await owner.execute(_FAULTS["rollups"][1], tenant.workspace_id)
    await owner.execute(
        "INSERT INTO app.workspace_stats (workspace_id, refreshed_at) VALUES ($1, now())", tenant.workspace_id
    )
    assert _bad(await check_work(pool)) == {}
    await owner.execute("DELETE FROM app.workspaces")


async def test_a_table_that_is_open_to_other_workspaces_is_found(backends: Backends, owner: Owner, pool: Pool) -> None:
    assert _bad(await check_database(pool, MIGRATIONS)) == {}
    await owner.execute("ALTER TABLE app.audits NO FORCE ROW LEVEL SECURITY")
    findings = await check_database(pool, MIGRATIONS)
    await owner.execute("ALTER TABLE app.audits FORCE ROW LEVEL SECURITY")
    assert _bad(findings) == {"isolation": "fail"}
    assert any("audits" in finding.sentence for finding in findings)


async def test_a_schema_of_another_release_is_found(pool: Pool, tmp_path: Path) -> None:
    ahead = copytree(MIGRATIONS, tmp_path / "ahead")
    (ahead / "9999_of_tomorrow.sql").write_text("SELECT 1;\n")
    assert _bad(await check_database(pool, ahead)) == {"schema": "fail"}
    behind = copytree(MIGRATIONS, tmp_path / "behind")
    max(behind.glob("*.sql")).unlink()
    assert _bad(await check_database(pool, behind)) == {"schema": "warn"}
    edited = copytree(MIGRATIONS, tmp_path / "edited")
    (edited / "0001_tenancy.sql").write_text("-- edited\n")
    assert _bad(await check_database(pool, edited)) == {"schema": "fail"}
    assert _bad(await check_database(pool, tmp_path)) == {"schema": "warn"}


async def test_a_role_that_is_too_strong_is_found(backends: Backends) -> None:
    strong = await create_pool(backends.owner_url, service="test")
    try:
        assert _bad(await check_database(strong, MIGRATIONS)) == {"role": "warn"}
    finally:
        await close_pool(strong)


async def test_queues_that_are_missing_other_or_unserved_are_found(backends: Backends) -> None:
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        missing = await check_broker(connection)
        assert [(finding.check, finding.status) for finding in missing] == [("queues", "fail")]
        # Looking must not make what is missing.
        assert await check_broker(connection) == missing
        assert missing[0].sentence.startswith("24 queues are missing: strategy-worker, strategy-worker.dead,")
        channel = await connection.channel()
        await channel.declare_queue(JOB_QUEUES["seo"].retry(5), durable=True)
        with pytest.raises(Exception, match="PRECONDITION"):
            await _declare(backends)
        other = [finding for finding in await check_broker(connection) if "other arguments" in finding.sentence]
        assert [finding.status for finding in other] == ["fail"]
        assert "seo-worker.retry.5" in other[0].sentence
        await channel.queue_delete(JOB_QUEUES["seo"].retry(5))
        await _declare(backends)
        assert _bad(await check_broker(connection)) == {"consumers": "fail"}


async def test_a_queue_without_its_binding_is_found(backends: Backends) -> None:
    connection = await aio_pika.connect(backends.amqp_url)
    async with connection:
        await _declare(backends)
        assert "bindings" not in _bad(await check_management(backends.management_url, backends.amqp_url))
        channel = await connection.channel()
        queue = await channel.get_queue("seo-worker")
        await queue.unbind(COMMANDS, "seo.requested")
        assert _bad(await check_management(backends.management_url, backends.amqp_url)) == {"bindings": "fail"}
        await queue.bind(COMMANDS, "seo.requested")
    assert _bad(await check_management(None, backends.amqp_url)) == {"broker's room": "warn"}
    assert _bad(await check_management("http://127.0.0.1:1", backends.amqp_url)) == {"broker's room": "warn"}


async def test_servers_that_are_away_are_two_failures_and_not_the_end_of_the_examination(backends: Backends) -> None:
    away = {
        "DATABASE_OPERATOR_URL": "postgresql://app_operator:hunter2@127.0.0.1:1/x",
        "AMQP_URL": "amqp://u:hunter2@127.0.0.1:1/",
    }
    ran = await convex(
        backends, "doctor", extra=away | {"CONVEX_ENV": "production", "SENTRY_DSN": "x-development-only"}
    )
    assert ran.code == 1
    assert [(item["check"], item["status"]) for item in ran.answer["items"]] == [
        ("settings", "fail"), ("database", "fail"), ("broker", "fail"),
    ]  # fmt: skip
    assert "SENTRY_DSN" in ran.answer["items"][0]["sentence"]
    assert "hunter2" not in ran.out + ran.err
