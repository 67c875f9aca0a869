"""The outside sources of an audit on one port of this machine, answering as their documentation says, or failing.

Shapes: pagespeedonline v5 `runPagespeed`, chromeuxreport v1 `records:queryRecord`, Open PageRank v1.0 `getPageRank`,
the bootstrap list of RFC 9224 and domain objects of RFC 9083.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from aiohttp import web

KEY: Final = "AIzaSy-secret-of-the-operator"
DOMAIN: Final = "example.org"
Fault = Literal["slow", "slow_body", "huge", "garbage", "other_json", "dropped", "cut", "bomb"]


@dataclass
class Asked:
    """One question as it came over the wire."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class FakeSources:
    """Answers by path; `status` (with `error` and `retry_after`) and `fault` spoil every answer of `fault_path`."""

    port: int = 0
    status: int = 200
    retry_after: str | None = None
    error: Any = None
    spoilt_error: Fault | None = None
    fault: Fault | None = None
    fault_path: str = "/"
    asked: list[Asked] = field(default_factory=list[Asked])
    under_way: int = 0
    most_under_way: int = 0
    hold: asyncio.Event | None = None
    crux_knows: tuple[str, ...] = ("url", "origin")
    answers: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def base(self) -> str:
        """Where they live."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, Any]:
        """What the SEO worker is told to ask them."""
        return {
            "database_url": "postgresql://unused",
            "amqp_url": "amqp://unused",
            "convex_seo_allowed_targets": f"127.0.0.1/32:{self.port}",
            "convex_pagespeed_api_key": KEY,
            "convex_pagespeed_url": f"{self.base}/pagespeedonline/v5/runPagespeed",
            "convex_crux_api_key": KEY,
            "convex_crux_url": f"{self.base}/v1/records:queryRecord",
            "convex_openpagerank_api_key": KEY,
            "convex_openpagerank_url": f"{self.base}/api/v1.0/getPageRank",
            "convex_rdap_enabled": True,
            "convex_rdap_bootstrap_url": f"{self.base}/rdap/dns.json",
        }

    def paths(self) -> list[str]:
        """Name what was asked, in order."""
        return [asked.path for asked in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one question."""
        self.asked.append(await _asked(request))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if self.hold is not None:
                await self.hold.wait()
            return await self._answer(request)
        finally:
            self.under_way -= 1

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if not request.path.startswith(self.fault_path):
            return self._well(request)
        if self.status != 200:
            # As the services do, the key is named in the error: it must go no further.
            error = {"code": self.status, "message": f"API key {KEY} not valid.", "status": "PERMISSION_DENIED"}
            headers = {"Location": "/elsewhere"} if 300 <= self.status < 400 else {}
            headers |= {"Retry-After": self.retry_after} if self.retry_after is not None else {}
            if self.spoilt_error is not None:
                return await _spoilt(request, self.spoilt_error, self.status, headers)
            return web.json_response(self.error or {"error": error}, status=self.status, headers=headers)
        return await _spoilt(request, self.fault) if self.fault else self._well(request)

    def _well(self, request: web.Request) -> web.Response:
        path = request.path
        if path == "/pagespeedonline/v5/runPagespeed":
            return self._keyed(request, "X-Goog-Api-Key", self.answers.get("pagespeed", PAGESPEED))
        if path == "/v1/records:queryRecord":
            about = "url" if "url" in self.asked[-1].body else "origin"
            if about not in self.crux_knows:
                return web.json_response(_NOT_IN_CRUX, status=404)
            return self._keyed(request, "X-Goog-Api-Key", self.answers.get("crux", CRUX))
        if path == "/api/v1.0/getPageRank":
            return self._keyed(request, "API-OPR", self.answers.get("open_pagerank", OPEN_PAGERANK))
        if path == "/rdap/dns.json":
            return web.json_response(self.answers.get("list", _servers(self.base)))
        if path == f"/org/v1/domain/{DOMAIN}":
            return web.json_response(self.answers.get("rdap", RDAP), content_type="application/rdap+json")
        return web.json_response({"errorCode": 404, "title": "Not Found"}, status=404)

    def _keyed(self, request: web.Request, header: str, answer: Any) -> web.Response:
        if request.headers.get(header) != KEY:
            return web.json_response({"error": {"code": 403, "status": "PERMISSION_DENIED"}}, status=403)
        return web.json_response(answer)


@asynccontextmanager
async def serving_sources() -> AsyncGenerator[FakeSources, None]:
    """Serve them while the block runs."""
    fake = FakeSources()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", fake.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    fake.port = int(runner.addresses[0][1])
    try:
        yield fake
    finally:
        await runner.cleanup()


async def _asked(request: web.Request) -> Asked:
    body = await request.json() if request.can_read_body else None
    return Asked(request.path, dict(request.query), dict(request.headers), body)


async def _spoilt(
    request: web.Request, fault: Fault, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.StreamResponse:
    more = headers or {}
    match fault:
        case "slow":
            await asyncio.Event().wait()
        case "garbage":
            return web.Response(
                body=b'\x00<html>{"record":', content_type="application/json", status=status, headers=more
            )
        case "other_json":
            return web.json_response([{"record": None}, 1e999])
        case "bomb":
            zipped = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
            return web.Response(body=_bomb(), status=status, headers={**more, **zipped})
        case "dropped":
            assert request.transport is not None, "a request that is being answered has a connection"
            request.transport.abort()
        case "slow_body" | "huge" | "cut":
            return await _streamed(request, fault, status, more)
    return web.Response()


async def _streamed(request: web.Request, fault: Fault, status: int, headers: Mapping[str, str]) -> web.StreamResponse:
    response = web.StreamResponse(status=status, headers={**headers, "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"record": "')
    if fault == "slow_body":
        await asyncio.Event().wait()
    try:
        while fault == "huge":
            await response.write(b"x" * 1_000_000)
    except ConnectionError:
        pass
    if fault == "cut" and request.transport is not None:
        request.transport.abort()
    return response


def _bomb() -> bytes:
    import gzip  # noqa: PLC0415 - one fault of nine needs it

    return gzip.compress(b" " * 20_000_000)


def used_up(limit: str) -> dict[str, Any]:
    """Return the text of Google's status 429; `limit` is for example `Queries per minute`."""
    message = (
        f"Quota exceeded for quota metric 'Queries' and limit '{limit}' of service 'pagespeedonline.googleapis.com'"
        " for consumer 'project_number:583797351490'."
    )
    reasons = [{"message": message, "domain": "global", "reason": "rateLimitExceeded"}]
    return {"error": {"code": 429, "message": message, "errors": reasons, "status": "RESOURCE_EXHAUSTED"}}


def daily_limit() -> dict[str, Any]:
    """Return the text of Google's status 403 for a quota that is used up for the day."""
    message = "Daily Limit Exceeded. The quota will be reset at midnight Pacific Time (PT)."
    reasons = [{"domain": "usageLimits", "reason": "dailyLimitExceeded", "message": message}]
    return {"error": {"errors": reasons, "code": 403, "message": message}}


def _servers(base: str) -> dict[str, Any]:
    services = [[["com", "net"], ["https://rdap.invalid/com/v1/"]], [["org"], [f"{base}/org/v1/"]]]
    return {
        "version": "1.0",
        "publication": "2026-11-20T18:00:02Z",
        "description": "RDAP bootstrap file for Domain Name System registrations",
        "services": services,
    }


PAGESPEED: Final[dict[str, Any]] = {
    "captchaResult": "CAPTCHA_NOT_NEEDED",
    "kind": "pagespeedonline#result",
    "id": "https://shop.example.org/guides/trail-running-shoes",
    "loadingExperience": {
        "id": "https://shop.example.org/guides/trail-running-shoes",
        "metrics": {
            "LARGEST_CONTENTFUL_PAINT_MS": {
                "percentile": 2310,
                "distributions": [{"min": 0, "max": 2500, "proportion": 0.79}],
                "category": "FAST",
            },
            "INTERACTION_TO_NEXT_PAINT": {"percentile": 240, "distributions": [], "category": "AVERAGE"},
            "CUMULATIVE_LAYOUT_SHIFT_SCORE": {"percentile": 30, "distributions": [], "category": "SLOW"},
        },
        "overall_category": "AVERAGE",
        "initial_url": "https://shop.example.org/guides/trail-running-shoes",
        "origin_fallback": True,
    },
    "lighthouseResult": {
        "requestedUrl": "https://shop.example.org/guides/trail-running-shoes",
        "lighthouseVersion": "13.4.1",
        "fetchTime": "2026-11-25T12:00:00.000Z",
        "audits": {
            "largest-contentful-paint": {"id": "largest-contentful-paint", "score": 0.6, "numericValue": 3150.4},
            "total-blocking-time": {"id": "total-blocking-time", "score": 0.9, "numericValue": 120},
            "cumulative-layout-shift": {"id": "cumulative-layout-shift", "score": 1, "numericValue": 0.02},
            "total-byte-weight": {
                "id": "total-byte-weight",
                "score": 0.4,
                "numericValue": 52428800,
                "numericUnit": "byte",
            },
            "final-screenshot": {"details": {"type": "screenshot", "data": "data:image/jpeg;base64,/9j/"}},
        },
        "categories": {"performance": {"id": "performance", "title": "Performance", "score": 0.72, "auditRefs": []}},
    },
    "analysisUTCTimestamp": "2026-11-25T12:00:09.123Z",
}
CRUX: Final[dict[str, Any]] = {
    "record": {
        "key": {"formFactor": "PHONE", "url": "https://shop.example.org/guides/trail-running-shoes"},
        "metrics": {
            "largest_contentful_paint": {
                "histogram": [
                    {"start": 0, "end": 2500, "density": 0.81},
                    {"start": 2500, "end": 4000, "density": 0.12},
                    {"start": 4000, "density": 0.07},
                ],
                "percentiles": {"p75": 2190},
            },
            "interaction_to_next_paint": {"histogram": [], "percentiles": {"p75": 230}},
            "cumulative_layout_shift": {"histogram": [], "percentiles": {"p75": "0.31"}},
        },
        "collectionPeriod": {
            "firstDate": {"year": 2026, "month": 10, "day": 27},
            "lastDate": {"year": 2026, "month": 11, "day": 23},
        },
    },
    "urlNormalizationDetails": {
        "originalUrl": "https://shop.example.org/g",
        "normalizedUrl": "https://shop.example.org/g",
    },
}
_NOT_IN_CRUX: Final = {"error": {"code": 404, "message": "chrome ux report data not found", "status": "NOT_FOUND"}}
OPEN_PAGERANK: Final[dict[str, Any]] = {
    "status_code": 200,
    "response": [
        {
            "status_code": 200,
            "error": "",
            "page_rank_integer": 5,
            "page_rank_decimal": 4.68,
            "rank": "2500001",
            "domain": DOMAIN,
        }
    ],
    "last_updated": "26th October 2026",
}
RDAP: Final[dict[str, Any]] = {
    "objectClassName": "domain",
    "handle": "D2345-LROR",
    "ldhName": "EXAMPLE.ORG",
    "status": ["client transfer prohibited"],
    "events": [
        {"eventAction": "locked", "eventDate": "2020-02-03T00:00:00Z"},
        {"eventAction": "expiration", "eventDate": "2027-11-25T12:00:00Z"},
        {"eventAction": "registration", "eventDate": "2024-11-25T00:00:00.0Z"},
        {"eventAction": "last update of RDAP database", "eventDate": "2026-11-25T11:00:00Z"},
    ],
    "rdapConformance": ["rdap_level_0"],
}
