"""Holds one parser process from outside: starts it, asks it, kills it."""

import asyncio
import signal
from asyncio.subprocess import Process
from contextlib import suppress
from typing import Final, Self

from seo_worker.page.wire import HEADER, MAX_ANSWER_BYTES, READY, STARTED, Answer, load_answer
from shared import bare

_START_S: Final = 30.0
# From the end of a process's output to its own.
_END_S: Final = 1.0


class ChildGoneError(Exception):
    """The process ended or answered nonsense; it must not be asked again."""


class NotStartedError(ChildGoneError):
    """The process was gone before it had the job, so the job is not to blame."""


class OutOfTimeError(ChildGoneError):
    """The kernel ended the process, because the job had used up its time on the processor."""


class Child:
    """One running parser process; ask it one thing at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._killed = False

    @classmethod
    async def spawn(cls) -> Self:
        """Start a process and wait until it can take its first job.

        Raises:
            ChildGoneError: when it does not get that far.
        """
        child = cls(await bare.start("seo_worker.page.process"))
        try:
            async with asyncio.timeout(_START_S):
                await child._greet()
        except BaseException:
            await child.close()
            raise
        return child

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process may be asked, as far as is known."""
        return self._process.returncode is None and not self._killed

    async def ask(self, job: bytes) -> Answer:
        """Send a job and return the answer; bound it by a timeout and kill the child when it does not end well.

        Raises:
            NotStartedError: when the process was gone already.
            OutOfTimeError: when the job took more of the processor's time than it was given.
            ChildGoneError: when the process ended otherwise or its answer is not one.
        """
        await self._hand_over(job)
        try:
            return load_answer(await self._receive())
        except ChildGoneError as exc:
            if await self._is_out_of_time():
                raise OutOfTimeError(f"parser process {self.pid} took too long") from exc
            raise
        except ValueError as exc:
            raise ChildGoneError(f"parser process {self.pid} answered nonsense") from exc

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self._killed = True
        with suppress(ProcessLookupError):
            self._process.kill()

    async def close(self) -> None:
        """Kill the process and wait until it is gone and its pipes are closed."""
        self.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._process.stdout is not None:
            # `wait` ends only after the pipes have, and a pipe is paused where a large answer was left in its middle.
            await self._process.stdout.read()
        await self._process.wait()

    async def _is_out_of_time(self) -> bool:
        try:
            async with asyncio.timeout(_END_S):
                return await self._process.wait() == -signal.SIGPROF
        except TimeoutError:
            return False

    async def _hand_over(self, job: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(job)
            await self._process.stdin.drain()
            started = await self._receive() == STARTED
        except (OSError, ChildGoneError) as exc:
            raise NotStartedError(f"parser process {self.pid} was gone") from exc
        if not started:
            raise ChildGoneError(f"parser process {self.pid} answered before it was asked")

    async def _greet(self) -> None:
        if await self._receive() != READY:
            raise ChildGoneError("the parser process did not say that it is ready")

    async def _receive(self) -> bytes:
        assert self._process.stdout is not None
        try:
            head_size, body_size = HEADER.unpack(await self._process.stdout.readexactly(HEADER.size))
            if head_size > MAX_ANSWER_BYTES or body_size:
                raise ChildGoneError(f"parser process {self.pid} announced {head_size} bytes")
            return await self._process.stdout.readexactly(head_size)
        except asyncio.IncompleteReadError as exc:
            raise ChildGoneError(f"parser process {self.pid} ended") from exc
