"""Malformed requests get a 400 that names the field, and leave nothing behind."""

from collections.abc import AsyncGenerator

import asyncpg
import httpx
import pytest

from integration.gateway.malformed import Malformed, malformed_requests
from integration.gateway.serving import Owner, Served
from support.backends import Backends
from support.tenants import Tenant, create_tenant

CASES = tuple(malformed_requests())
TABLES = ("jobs", "job_events", "outbox", "idempotency_keys", "activity", "audit_log")
STORED = f"SELECT {' + '.join(f'(SELECT count(*) FROM app.{table} WHERE workspace_id = $1)' for table in TABLES)}"


def test_there_are_at_least_200_different_ones() -> None:
    assert len({(case.path, case.body) for case in CASES}) >= 200
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.fixture(scope="module")
async def tenant(backends: Backends) -> Tenant:
    """Return the one workspace of this module, in which nothing is ever stored."""
    return await create_tenant(backends)


@pytest.fixture(scope="module")
async def client(served: Served, tenant: Tenant) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a client of its owner."""
    async with served.client(tenant) as made:
        yield made


@pytest.fixture(scope="module")
async def owner(backends: Backends) -> AsyncGenerator[Owner, None]:
    """Return a connection of the database's owner."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        yield connection
    finally:
        await connection.close()


@pytest.mark.parametrize("case", CASES, ids=[case.name.replace("/", "") for case in CASES])
async def test_it_is_refused_by_name(client: httpx.AsyncClient, tenant: Tenant, owner: Owner, case: Malformed) -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": "k"}
    answer = await client.post(case.path, content=case.body, headers=headers)
    body = answer.json()
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    if case.field:
        assert case.field in {error["field"] for error in body["errors"]}, answer.text
        assert body["code"] == "invalid_request"
    else:
        assert body["code"] == "malformed_json"
    assert await owner.fetchval(STORED, tenant.workspace_id) == 0
