"""The loop that hands jobs over goes on whatever goes wrong in it."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from prometheus_client import CollectorRegistry

from gateway.dispatch.loop import DispatchLoop
from shared.telemetry.metrics import Metrics


async def test_an_error_nobody_foresaw_does_not_end_it() -> None:
    nobody = cast("Any", SimpleNamespace())
    metrics = Metrics(CollectorRegistry())
    dispatching = DispatchLoop("postgresql://nowhere", nobody, nobody, metrics, share=1, reap_after_s=60)
    dispatching._declared = True  # pyright: ignore[reportPrivateUsage]
    again, calls = asyncio.Event(), 0

    async def step() -> int:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise KeyError("unforeseen")
        again.set()
        return 0

    drain = asyncio.create_task(dispatching._drain(step, asyncio.Event()))  # pyright: ignore[reportPrivateUsage]
    try:
        async with asyncio.timeout(5):
            await again.wait()
    finally:
        drain.cancel()
    assert calls == 2
