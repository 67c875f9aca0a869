"""Audits the pages as the worker does: over sockets, through the fetch guard, the parser processes and the checks."""

import asyncio
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import IPv4Network
from typing import Final

from bench.seo_oracle.pages.model import OraclePage
from bench.seo_oracle.site import HOST, Served
from bench.seo_oracle.verdicts import Verdict, verdicts_of
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import Fetcher
from seo_worker.gather import GatherLimits, Subject, gather
from seo_worker.page.pool import ParserPool, PoolLimits

_HOST: Final = IPv4Network(f"{HOST}/32")
_KEYWORD: Final = "bread"
# Response times are not compared, and a busy machine must not make a page unmeasured.
_LIMITS: Final = GatherLimits(more_samples=0)
_PATIENT: Final = PoolLimits(normal_s=10, strict_s=10)
_AT_ONCE: Final = 4


async def our_verdicts(pages: Sequence[OraclePage], served: Served) -> dict[str, dict[str, Verdict]]:
    """Return our verdicts by page and audit; nothing off loopback is dialled or looked up."""
    policy = AddressPolicy(tuple(AllowedTarget(_HOST, port) for port in served.ports))
    turns = asyncio.Semaphore(_AT_ONCE)
    async with (
        ParserPool(1, _PATIENT) as pool,
        Fetcher(policy, lookup=_no_names) as fetcher,
        asyncio.TaskGroup() as group,
    ):
        tasks = {p.name: group.create_task(_judged(served.entries[p.name], fetcher, pool, turns)) for p in pages}
    return {name: task.result() for name, task in tasks.items()}


async def _judged(address: str, fetcher: Fetcher, pool: ParserPool, turns: asyncio.Semaphore) -> dict[str, Verdict]:
    async with turns:
        site = await gather(Subject(address), fetcher, pool, as_of=datetime.now(UTC), limits=_LIMITS)
    return verdicts_of({result.id: result for result in judge(site, _KEYWORD, load_ruleset()).results})


async def _no_names(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"{host}:{port} is not one of the pages")
