"""What a site shows of one check, as somebody worked it out by hand."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from seo_fixtures.site import Served

State = Literal["ok", "partial", "fail", "not_applicable", "not_measured"]


@dataclass(frozen=True, slots=True)
class Case:
    """One check on one site; `score` is None where there is none."""

    check: str
    shows: str
    served: Served
    state: State
    score: Decimal | None

    @property
    def is_good(self) -> bool:
        """Whether the check has nothing to find fault with here."""
        return self.state == "ok"


def good(check: str, shows: str, served: Served) -> Case:
    """Return a case that scores in full."""
    return Case(check, shows, served, "ok", Decimal(1))


def flawed(check: str, shows: str, served: Served, score: str) -> Case:
    """Return a case that falls short, by its score."""
    return Case(check, shows, served, "partial", Decimal(score))


def bad(check: str, shows: str, served: Served) -> Case:
    """Return a case that scores nothing."""
    return Case(check, shows, served, "fail", Decimal(0))


def inapplicable(check: str, shows: str, served: Served) -> Case:
    """Return a case where the question does not arise."""
    return Case(check, shows, served, "not_applicable", None)


def unmeasured(check: str, shows: str, served: Served) -> Case:
    """Return a case where the answer can't be known."""
    return Case(check, shows, served, "not_measured", None)
