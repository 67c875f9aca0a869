"""Runs parts of the tests side by side: whenever a lane is free, the next part that may begin takes it."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

from deploy.local.console import Console

_LOOKS_EVERY_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """Something to run; it begins after those that it names have ended, however they ended.

    What mostly waits for others, such as a download, takes no lane.
    """

    name: str
    after: tuple[str, ...] = ()
    takes_lane: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a stage, or a part of one, went."""

    stage: str
    seconds: float
    passed: bool


Start = Callable[[Part, IO[bytes]], "subprocess.Popen[bytes]"]


@dataclass(slots=True)
class _Running:
    part: Part
    output: IO[bytes]
    process: "subprocess.Popen[bytes]"
    started: float = field(default_factory=time.monotonic)

    def outcome(self, code: int) -> Outcome:
        return Outcome(self.part.name, time.monotonic() - self.started, code == 0)


def run_side_by_side(parts: Sequence[Part], start: Start, *, lanes: int, console: Console) -> list[Outcome]:
    """Run all parts, earlier ones first, and print what each said when it has ended.

    `start` begins a part, whose output goes to the file.
    """
    waiting, running = list(parts), list[_Running]()
    outcomes: list[Outcome] = []
    try:
        while waiting or running:
            while (part := _next(waiting, running, lanes)) is not None:
                waiting.remove(part)
                console.say(f"{part.name} …")
                output = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when the part has ended
                running.append(_Running(part, output, start(part, output)))
            time.sleep(_LOOKS_EVERY_S)
            for each in list(running):
                if (code := each.process.poll()) is not None:
                    running.remove(each)
                    outcomes.append(each.outcome(code))
                    _tell(each, outcomes[-1], console)
    finally:
        for each in running:
            each.process.terminate()
    return outcomes


def _next(waiting: Sequence[Part], running: Sequence[_Running], lanes: int) -> Part | None:
    """Return the first part that has a lane and does not come after something that is left."""
    left = {part.name for part in waiting} | {each.part.name for each in running}
    is_full = sum(each.part.takes_lane for each in running) >= lanes
    may_begin = (part for part in waiting if not left & {*part.after})
    return next((part for part in may_begin if not (part.takes_lane and is_full)), None)


def _tell(ended: _Running, outcome: Outcome, console: Console) -> None:
    with ended.output as output:
        output.seek(0)
        console.say(f"{outcome.stage} {'passed' if outcome.passed else 'FAILED'} after {outcome.seconds:.0f} s")
        print(output.read().decode(errors="replace"), flush=True)
