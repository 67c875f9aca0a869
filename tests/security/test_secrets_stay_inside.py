"""Canaries in every place where a secret comes in, searched for in every place where text goes out."""

import json
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final

import pytest

from support.backends import Backends, fresh_backends, stack_environment
from support.services import Running, running
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.integration

_BASE: Final = "/api/convex"
_CANARY: Final = "Kanarienvogel7f3a"
_BRIEF: Final[dict[str, Any]] = {
    "businessName": f"{_CANARY} Ltd",
    "industry": f"SaaS {_CANARY}",
    "targetAudience": f"Finance teams {_CANARY}",
    "desiredOutcome": f"Fewer late reports {_CANARY}",
    "currentChallenges": [f"Nobody answers {_CANARY}"],
    "existingCompetitors": [f"{_CANARY} Rival"],
    "framework": "brand_positioning",
}


@pytest.fixture
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this test servers of its own."""
    async with fresh_backends() as fresh:
        yield fresh


async def test_no_log_and_no_problem_holds_a_secret_or_a_brief(backends: Backends, tmp_path: Path) -> None:
    tenant = await create_tenant(backends)
    names = ("gateway", "strategy-worker")
    async with running(backends, tmp_path, names=names, extra={"LOG_LEVEL": "DEBUG"}) as system:
        key = await _make_key(system, tenant)
        await _finish_a_job(system, tenant, key)
        problems = await _provoke(system, tenant)
    logs = {name: (tmp_path / f"{name}.log").read_text() for name in names}
    assert all('"event"' in text for text in logs.values())
    for secret in (
        _CANARY,
        _CANARY.lower(),
        key,
        tenant.token,
        tenant.token.rpartition(".")[2],
        *_secrets_of(backends),
    ):
        assert not [name for name, text in logs.items() if secret in text], f"in a log: {secret[:6]}..."
        assert not [text for text in problems if secret in text], f"in a problem: {secret[:6]}..."


async def _make_key(system: Running, tenant: Tenant) -> str:
    async with tenant.client(system.gateway.url + _BASE) as client:
        made = await client.post("/api-keys", json={"name": "canary", "role": "editor"})
    assert made.status_code == 201, made.text
    return made.json()["key"]


async def _finish_a_job(system: Running, tenant: Tenant, key: str) -> None:
    headers = {"Authorization": f"Bearer {key}", "Prefer": "wait=30", "Idempotency-Key": _CANARY}
    async with tenant.client(system.gateway.url + _BASE) as client:
        done = await client.post("/generate-strategy", json=_BRIEF, headers=headers)
        assert done.json()["status"] == "succeeded", done.text[:500]
        await client.get(f"/jobs/{done.json()['jobId']}/events")


async def _provoke(system: Running, tenant: Tenant) -> list[str]:
    """Return the problems of requests that are wrong in as many ways as there are places for a secret."""
    login = {"email": f"{_CANARY}@example.test".lower(), "password": _CANARY}
    async with tenant.client(system.gateway.url + _BASE) as client:
        answers = [
            await client.post("/auth/login", json=login),
            await client.post("/auth/login", json=login | {"returnToken": _CANARY}),
            await client.get("/jobs", headers={"Authorization": f"Bearer {_CANARY}"}),
            await client.get("/jobs", headers={"Authorization": f"Bearer cvx_{_CANARY}"}),
            await client.get("/jobs", params={"cursor": _CANARY}),
            await client.get("/jobs", params={"status": _CANARY}),
            await client.post("/generate-strategy", json=_BRIEF | {"framework": _CANARY, "locale": _CANARY}),
            await client.post("/generate-strategy", content=json.dumps(_BRIEF)[:-1]),
            await client.post("/score-seo", json={"domain": f"http://u:{_CANARY}@x/", "primaryKeyword": _CANARY}),
            await client.post("/api-keys", json={"name": _CANARY, "role": "god"}),
        ]
    assert {answer.status_code for answer in answers} <= {400, 401, 415}, [answer.text for answer in answers]
    return [answer.text for answer in answers]


def _secrets_of(backends: Backends) -> list[str]:
    found = [stack_environment()["JWT_SECRET"]]
    for url in (backends.user_url, backends.worker_url, backends.relay_url, backends.owner_url, backends.amqp_url):
        password = re.match(r"\w+://[^:/@]+:([^@]+)@", url)
        # A password as short as a word of every log says nothing when it is found.
        found += [password[1]] if password and len(password[1]) >= 12 else []
    return found
