"""Audits hostile addresses in a process of its own, on the way of the SEO worker from request to result.

Reads a plan (JSON) from standard input and prints a report (JSON). Alone in its process, so that its memory is that of
the worker, and so that nothing it does can leave loopback.
"""

import asyncio
import json
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from seo_worker.checks.rules import Ruleset, load_ruleset
from seo_worker.failures import refuse_unfetched
from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import Fetcher
from seo_worker.gather import Subject, gather
from seo_worker.page.pool import ParserPool, PoolLimits
from seo_worker.result.audit import Order, audit
from shared.errors import PermanentError
from support.hostile_names import Names
from support.hostile_sockets import confine_to_loopback

_AS_OF: Final = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
_AT_ONCE: Final = 8
# A page that trips the pre-scan is given less time than in earnest, because a dozen of them share one strict lane.
_LIMITS: Final = PoolLimits(strict_s=0.5)
_GLANCE_S: Final = 0.02


@dataclass(frozen=True, slots=True)
class Plan:
    """What to audit: name → address; `slow` names start first and wait for nobody; `names` is the zone."""

    ports: list[int]
    names: dict[str, list[list[str]]]
    cases: dict[str, str]
    slow: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one audit ended: with a code and sentences, or with a result."""

    code: str
    title: str
    detail: str
    seconds: float
    status: int | None = None
    hops: int = 0
    truncated: str | None = None
    parse: str = ""
    tripped: str | None = None
    sitemap: str = ""
    sitemap_problem: str | None = None
    robots: str = ""
    score: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Watch:
    """What was seen of the processes while they worked: peaks in bytes, and how long the loop was held up at most."""

    parser_peak: int = 0
    longest_stall_s: float = 0.0

    async def keep(self, pool: ParserPool) -> None:
        """Look often until cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_GLANCE_S)
            self.longest_stall_s = max(self.longest_stall_s, time.perf_counter() - began - _GLANCE_S)
            self.parser_peak = max(self.parser_peak, *(memory(pid, "VmHWM") for pid in pool.pids), 0)


def memory(pid: int | str, field: str) -> int:
    """Return a figure of /proc/pid/status in bytes; 0 for a process that is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1]) * 1024
    return 0


async def run(plan: Plan) -> dict[str, Any]:
    """Audit everything in the plan and tell how each ended and what it took."""
    tried = confine_to_loopback()
    socket.getaddrinfo = Names(plan.names).getaddrinfo
    policy = AddressPolicy(tuple(AllowedTarget(IPv4Network("127.0.0.1/32"), port) for port in plan.ports))
    rules, watch, gate = load_ruleset(), Watch(), asyncio.Semaphore(_AT_ONCE)
    began = time.perf_counter()
    async with Fetcher(policy) as fetcher, ParserPool(2, _LIMITS) as pool:
        before = memory("self", "VmRSS")
        watching = asyncio.create_task(watch.keep(pool))
        async with asyncio.TaskGroup() as group:
            tasks = {
                name: group.create_task(_audited(plan.cases[name], fetcher, pool, rules, None if early else gate))
                for early, names in ((True, plan.slow), (False, [n for n in plan.cases if n not in plan.slow]))
                for name in names
            }
        watching.cancel()
    return {
        "outcomes": {name: asdict(task.result()) for name, task in tasks.items()},
        "barred": tried,
        "worker_before": before,
        "worker_peak": memory("self", "VmHWM"),
        "parser_peak": watch.parser_peak,
        "longest_stall_s": watch.longest_stall_s,
        "seconds": time.perf_counter() - began,
    }


async def _audited(
    address: str, fetcher: Fetcher, pool: ParserPool, rules: Ruleset, gate: asyncio.Semaphore | None
) -> Outcome:
    async with gate or asyncio.Semaphore():
        began = time.perf_counter()
        try:
            return await _audit(address, fetcher, pool, rules, began)
        except PermanentError as exc:
            return Outcome(exc.code, exc.title, exc.detail, time.perf_counter() - began)
        except Exception as exc:  # noqa: BLE001 - what a worker would put on the retry ladder is what is looked for
            return Outcome(f"RAISED {type(exc).__name__}", repr(exc)[:500], "", time.perf_counter() - began)


async def _audit(address: str, fetcher: Fetcher, pool: ParserPool, rules: Ruleset, began: float) -> Outcome:
    site = await gather(Subject(address), fetcher, pool, as_of=_AS_OF)
    refuse_unfetched(site)
    done = await asyncio.to_thread(audit, Order(UUID(int=1), address, "rock plate"), site, rules)
    return Outcome(
        code="audited",
        title=site.parse.status,
        detail=site.parse.message or "",
        seconds=time.perf_counter() - began,
        status=site.fetch.status,
        hops=len(site.fetch.hops),
        truncated=site.fetch.truncated,
        parse=f"{site.parse.status} {site.parse.reason or ''}".strip(),
        tripped=site.parse.tripped,
        sitemap=site.sitemap.state,
        sitemap_problem=site.sitemap.problem,
        robots=site.robots.state,
        score=done.result.overall_score,
        notes=done.result.notes,
    )


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Plan(**json.load(sys.stdin))))))
