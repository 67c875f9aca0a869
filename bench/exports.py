"""How long an export takes, and whether the loop keeps answering meanwhile: `python -m bench.exports [--samples N]`.

The documents are those of the hand-written strategies of the tests; the processes are started as the gateway does.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from exports.maker import DocumentMaker
from exports.strategy import Format, Order
from unit.exports.samples import strategy

_FORMATS: Final[tuple[Format, ...]] = ("md", "html", "pdf", "docx")
_TICK_S: Final = 0.001
_AT_ONCE: Final = 8


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


async def measure(samples: int) -> None:
    """Print how long each format takes, then how late the loop is while eight PDFs are made."""
    maker = DocumentMaker()
    for kind in _FORMATS:
        order = Order(kind, strategy())
        took: list[float] = []
        size = 0
        for _ in range(samples):
            began = time.perf_counter()
            size = len(await maker.make(order))
            took.append((time.perf_counter() - began) * 1000)
        print(f"{kind:5} p50 {percentile(took, 0.5):7.1f} ms  p95 {percentile(took, 0.95):7.1f} ms  {size:,} bytes")
    print(f"loop, idle:               {_shown(await _lags(asyncio.sleep(2)))}")
    order = Order("pdf", strategy())
    began = time.perf_counter()
    print(
        f"loop, {_AT_ONCE} PDFs being made: {_shown(await _lags(_many(maker, order)))},"
        f" all in {time.perf_counter() - began:.1f} s"
    )


async def _many(maker: DocumentMaker, order: Order) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(_AT_ONCE):
            group.create_task(maker.make(order))


async def _lags(work: Coroutine[object, object, None]) -> list[float]:
    """Return by how many milliseconds a task that sleeps for one was woken too late while the work went on."""
    task = asyncio.create_task(work)
    lags: list[float] = []
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        lags.append((time.perf_counter() - began - _TICK_S) * 1000)
    await task
    return lags


def _shown(lags: list[float]) -> str:
    return f"late by p50 {percentile(lags, 0.5):.1f} ms, p95 {percentile(lags, 0.95):.1f} ms, most {max(lags):.1f} ms"


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=20)
    asyncio.run(measure(parser.parse_args().samples))


if __name__ == "__main__":
    main()
