"""What the commands say to the person in front of them: one line per step, with the time since the start."""

import sys
import time
from dataclasses import dataclass, field


class StackError(Exception):
    """One sentence that says what is missing and what to do; shown without a traceback."""


@dataclass(frozen=True, slots=True)
class Console:
    """This prints steps with the seconds since it was made."""

    started: float = field(default_factory=time.monotonic)

    def say(self, sentence: str) -> None:
        """Print one step."""
        print(f"{time.monotonic() - self.started:6.1f}s  {sentence}", flush=True)

    def warn(self, sentence: str) -> None:
        """Print something to know about that stops nothing."""
        print(f"{time.monotonic() - self.started:6.1f}s  ! {sentence}", file=sys.stderr, flush=True)
