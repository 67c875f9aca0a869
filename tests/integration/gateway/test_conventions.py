"""What holds for every path: headers, methods, CORS, the feature flag, sizes, and a database that is away."""

import asyncio
import json
from collections.abc import AsyncGenerator

import httpx
import pytest

from integration.gateway.serving import BASE, STRATEGY, Owner, Served, problem, serving, wrong_fields
from support.backends import Backends
from support.tenants import Tenant

ORIGIN = "https://app.example.test"
DEAD_DATABASE = "postgresql://app_user:x@127.0.0.1:9/nothing"


async def test_every_answer_has_its_headers(served: Served, client: httpx.AsyncClient) -> None:
    for answer in (
        await client.get("/jobs"),
        await client.get("/jobs/x"),
        await client.get("/nothing"),
        await client.options("/jobs"),
        await client.get(f"{served.url}/health/live"),
    ):
        assert len(answer.headers["x-trace-id"]) == 32
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


async def test_unknown_paths_and_methods_are_problems(client: httpx.AsyncClient) -> None:
    problem(await client.get("/nothing"), 404, "not_found")
    problem(await client.get("/jobs/"), 404, "not_found")
    answer = await client.delete("/workspaces")
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    problem(await client.put("/jobs"), 405, "method_not_allowed")


async def test_head_is_get_without_its_body(client: httpx.AsyncClient) -> None:
    get, head = await client.get("/jobs"), await client.head("/jobs")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert (await client.head("/generate-strategy")).status_code == 405
    job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    assert (await client.head(f"/jobs/{job_id}/events")).status_code == 405


async def test_options_tells_what_is_possible(client: httpx.AsyncClient) -> None:
    answer = await client.options("/generate-strategy")
    assert (answer.status_code, answer.headers["allow"]) == (204, "OPTIONS, POST")
    assert (await client.options("/nothing")).status_code == 404


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/jobs?colour=red", {"colour": "is not a known query parameter"}),
        ("/jobs?limit=1&limit=2", {"limit": "must be given once"}),
        ("/jobs?limit=0", {"limit": "must be at least 1"}),
        ("/jobs?limit=101", {"limit": "must be at most 100"}),
        ("/jobs?limit=ten", {"limit": "must be a whole number"}),
        ("/jobs?kind=poem", {"kind": "must be one of 'strategy', 'seo' or 'roadmap'"}),
        ("/jobs?cursor=abc", {"cursor": "must be the nextCursor of an earlier page of this list"}),
        ("/jobs/not-a-uuid", {"jobId": "must be a UUID"}),
        ("/jobs/not-a-uuid/events", {"jobId": "must be a UUID"}),
    ],
)
async def test_wrong_parameters_are_named(client: httpx.AsyncClient, path: str, fields: dict[str, str]) -> None:
    assert wrong_fields(await client.get(path)) == fields


async def test_the_answer_to_many_wrong_parameters_stays_small(client: httpx.AsyncClient) -> None:
    names = [f"unknown{number}" for number in range(2000)]
    answer = await client.get("/jobs", params=dict.fromkeys([*names, "x" * 5000], "1"))
    assert list(wrong_fields(answer)) == names[:50]
    answer = await client.get("/jobs", params={"x" * 5000: "1"})
    assert list(wrong_fields(answer)) == ["x" * 200]


async def test_a_cursor_of_another_list_is_refused(client: httpx.AsyncClient) -> None:
    for _ in range(2):
        await client.post("/generate-strategy", json=STRATEGY)
    cursor = (await client.get("/jobs", params={"limit": 1})).json()["nextCursor"]
    assert (await client.get("/jobs", params={"cursor": cursor})).status_code == 200
    assert list(wrong_fields(await client.get("/list", params={"cursor": cursor}))) == ["cursor"]


@pytest.mark.parametrize("is_chunked", [False, True])
async def test_a_body_has_at_most_256_kib(
    client: httpx.AsyncClient, tenant: Tenant, owner: Owner, *, is_chunked: bool
) -> None:
    text = json.dumps(STRATEGY | {"targetAudience": "x" * 256 * 1024}).encode()

    async def parts() -> AsyncGenerator[bytes, None]:
        yield text

    content = parts() if is_chunked else text
    answer = await client.post("/generate-strategy", content=content, headers={"Content-Type": "application/json"})
    problem(answer, 413, "body_too_large")
    assert await owner.fetchval("SELECT count(*) FROM app.jobs WHERE workspace_id = $1", tenant.workspace_id) == 0


async def test_a_route_that_reads_no_body_refuses_a_large_one_too(client: httpx.AsyncClient) -> None:
    job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    problem(await client.post(f"/jobs/{job_id}/cancel", content=b"x" * (256 * 1024 + 1)), 413, "body_too_large")
    assert (await client.get(f"/jobs/{job_id}")).json()["status"] == "queued"


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_a_body_must_be_json(client: httpx.AsyncClient, media_type: str) -> None:
    content = json.dumps(STRATEGY)
    answer = await client.post("/generate-strategy", content=content, headers={"Content-Type": media_type})
    problem(answer, 415, "unsupported_media_type")


async def test_a_listed_origin_may_read_answers_and_errors(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends, cors_origins=(ORIGIN,)) as served, served.client(tenant) as client:
        for path, status in (("/jobs", 200), ("/jobs/x", 400), ("/nothing", 404)):
            answer = await client.get(path, headers={"Origin": ORIGIN})
            assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (status, ORIGIN)
            assert "x-trace-id" in answer.headers["access-control-expose-headers"].lower()
        other = await client.get("/jobs", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers
        assert other.headers["vary"] == "Origin"
        asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
        preflight = await client.options("/generate-strategy", headers=asked)
        assert preflight.status_code == 204
        assert "idempotency-key" in preflight.headers["access-control-allow-headers"].lower()
        refused = await client.options("/generate-strategy", headers=asked | {"Origin": "https://evil.example"})
        assert "access-control-allow-methods" not in refused.headers


async def test_no_origin_is_listed_by_default(client: httpx.AsyncClient) -> None:
    answer = await client.get("/jobs", headers={"Origin": ORIGIN})
    assert not any(name.startswith("access-control") for name in answer.headers)


async def test_a_module_that_is_off_is_not_there(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends, convex_enabled=False) as served, served.client(tenant) as client:
        for path in (BASE, f"{BASE}/jobs", f"{BASE}/nothing", "/dashboard/convex"):
            problem(await client.get(served.url + path), 404, "module_disabled")
        problem(await client.post("/generate-strategy", json=STRATEGY), 404, "module_disabled")
        assert (await client.get(f"{served.url}/health/live")).status_code == 200
        assert (await client.get(f"{served.url}/metrics")).status_code == 200


@pytest.mark.parametrize("why", ["away", "another password"])
async def test_a_database_that_lets_nobody_in_is_a_503(backends: Backends, tenant: Tenant, why: str) -> None:
    # While passwords are exchanged a gateway has the old one for a moment.
    user, _, place = backends.user_url.removeprefix("postgresql://").partition("@")
    stale = f"postgresql://{user.partition(':')[0]}:the-password-of-yesterday@{place}"
    address = DEAD_DATABASE if why == "away" else stale
    async with serving(backends, database_url=address) as served, served.client(tenant) as client:
        for answer in (await client.get("/jobs"), await client.post("/generate-strategy", json=STRATEGY)):
            problem(answer, 503, "database_unavailable")
            assert int(answer.headers["retry-after"]) > 0
            assert "127.0.0.1" not in answer.text


async def test_metrics_know_the_route_and_not_the_path(served: Served, client: httpx.AsyncClient) -> None:
    job_id = (await client.post("/generate-strategy", json=STRATEGY)).json()["jobId"]
    await client.get(f"/jobs/{job_id}")
    text = (await client.get(f"{served.url}/metrics")).text
    assert f'convex_http_requests_total{{method="GET",route="{BASE}/jobs/{{jobId}}",status="200"}}' in text
    assert job_id not in text


async def test_a_caller_who_leaves_while_sending_is_no_error_of_ours(backends: Backends, tenant: Tenant) -> None:
    async with serving(backends) as served, served.client(tenant) as client:
        host, port = served.url.removeprefix("http://").split(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            f"POST {BASE}/generate-strategy HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {tenant.token}\r\n"
            'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"businessName": '.encode()
        )
        await writer.drain()
        writer.close()
        async with asyncio.timeout(10):
            while 'route="/api/convex/generate-strategy"' not in (text := await _metrics(client, served)):
                await asyncio.sleep(0.02)
    counted = [line for line in text.splitlines() if line.startswith("convex_http_requests_total")]
    assert f'convex_http_requests_total{{method="POST",route="{BASE}/generate-strategy",status="499"}} 1.0' in counted


async def _metrics(client: httpx.AsyncClient, served: Served) -> str:
    return (await client.get(f"{served.url}/metrics")).text
