"""What a stored audit measured about the site of a brief; the engine measures nothing itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair the audit recommends; `points` is what it would bring to the audit's score, if that is known."""

    title: str
    action: str
    why: str
    points: float | None


@dataclass(frozen=True, slots=True)
class AuditedSite:
    """The newest audit of the site: score 0 to 100 or none, coverage 0 to 1, repairs that bring most first."""

    page: str
    keyword: str
    score: int | None
    coverage: float
    measured_on: date
    repairs: tuple[Repair, ...]
