"""How long an export takes, and whether the loop keeps answering meanwhile: `python -m bench.exports [--samples N]`.

The documents are those of the hand-written strategies of the tests; the processes are started as the gateway does.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from bench.measuring import Figure, one_after_another
from exports.maker import DocumentMaker
from exports.order import Order
from exports.strategy import Format
from unit.exports.samples import strategy

_FORMATS: Final[tuple[Format, ...]] = ("md", "html", "pdf", "docx")
_TICK_S: Final = 0.001
_AT_ONCE: Final = 8


async def measure(samples: int) -> None:
    """Print how long each format takes, then how late the loop is while eight PDFs are made."""
    maker = DocumentMaker()
    for kind in _FORMATS:
        order = Order(kind, strategy())
        size = len(await maker.make(order))
        figure = await one_after_another(kind, partial(maker.make, order), number=samples)
        p50, p95 = figure.percentile(0.5), figure.percentile(0.95)
        print(f"{kind:5} p50 {p50:7.1f} ms  p95 {p95:7.1f} ms  {size:,} bytes")
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


async def _lags(work: Coroutine[object, object, None]) -> Figure:
    """Measure by how many milliseconds a task that sleeps for one was woken too late while the work went on."""
    task = asyncio.create_task(work)
    lags: list[float] = []
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        lags.append((time.perf_counter() - began - _TICK_S) * 1000)
    await task
    return Figure("lag", tuple(lags))


def _shown(lags: Figure) -> str:
    p50, p95, most = (lags.percentile(share) for share in (0.5, 0.95, 1))
    return f"late by p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {most:.1f} ms"


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=20)
    asyncio.run(measure(parser.parse_args().samples))


if __name__ == "__main__":
    main()
