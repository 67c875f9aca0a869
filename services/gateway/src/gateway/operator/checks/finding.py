"""What a check found."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one thing; `remedy` says what to do unless it is well."""

    check: str
    status: Status
    sentence: str
    remedy: str = ""


def status_of(value: float, *, warn: float, fail: float) -> Status:
    """Return how well something is that should be small."""
    return "fail" if value > fail else "warn" if value > warn else "ok"


def judged(check: str, status: Status, sentence: str, remedy: str) -> Finding:
    """Return a finding, with its remedy only when there is something to mend."""
    return Finding(check, status, sentence, "" if status == "ok" else remedy)
