"""Has documents made by processes of their own, a few at a time, each killed when it takes too long."""

import asyncio
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from exports import markdown
from exports.order import ORDER, Order
from exports.strategy import Strategy
from shared import bare

_MOST_BYTES_OF_ERROR: Final = 100


class DocumentLateError(Exception):
    """No process was free in time, or the one that was did not end in time."""


class DocumentFailedError(Exception):
    """The process ended without a document."""


@dataclass(frozen=True, slots=True)
class MakerLimits:
    """How many documents are made at a time, how long one may wait for its turn, and how long it may take."""

    at_once: int = 2
    wait_s: float = 10.0
    make_s: float = 20.0


class DocumentMaker:
    """Makes documents; one for each service."""

    def __init__(self, limits: MakerLimits | None = None) -> None:
        self._limits = limits or MakerLimits()
        self._free = asyncio.Semaphore(self._limits.at_once)

    async def make(self, order: Order) -> bytes:
        """Return the file.

        Raises:
            DocumentLateError: when it would take too long, now or ever.
            DocumentFailedError: when it can't be made.
        """
        if order.format == "md" and isinstance(order.subject, Strategy):
            # Texts are put together and nothing is parsed; that takes no longer than starting a process.
            return markdown.render(order.subject)
        try:
            async with asyncio.timeout(self._limits.wait_s):
                await self._free.acquire()
        except TimeoutError as exc:
            raise DocumentLateError("too many documents are being made") from exc
        try:
            async with asyncio.timeout(self._limits.make_s):
                return await _make(order)
        except TimeoutError as exc:
            raise DocumentLateError(f"the {order.format} was not made within {self._limits.make_s} s") from exc
        finally:
            self._free.release()


async def _make(order: Order) -> bytes:
    process = await bare.start("exports.process", stderr=PIPE)
    try:
        made, error = await process.communicate(ORDER.dump_json(order))
    finally:
        await _end(process)
    if process.returncode != 0:
        kind = error[-_MOST_BYTES_OF_ERROR:].decode(errors="replace")
        raise DocumentFailedError(f"the {order.format} could not be made: {kind or f'exit {process.returncode}'}")
    return made


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
