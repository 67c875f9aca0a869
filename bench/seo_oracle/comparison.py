"""Compares two sets of verdicts, with the differences that are meant and the reason for each.

A declared difference must really occur on every page it names; everything else that differs is a disagreement.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field

from bench.seo_oracle.verdicts import AUDITS, Verdict

DECLARED: Final = Path(__file__).with_name("differences.yaml")
LEAST_AGREEMENT: Final = 0.98

VerdictsByPage = Mapping[str, Mapping[str, Verdict]]


class Difference(BaseModel):
    """A difference that is meant: on which pages, for which audits, what we say there, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: Annotated[str, Field(min_length=20)]
    ours: Verdict
    audits: Annotated[tuple[str, ...], Field(min_length=1)]
    pages: Annotated[tuple[str, ...], Field(min_length=1)]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Return each page with each audit."""
        return ((page, audit) for page in self.pages for audit in self.audits)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A difference that nobody declared."""

    page: str
    audit: str
    ours: Verdict
    theirs: Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """How one audit came out over all pages.

    `both_fail` are those equal verdicts that find a fault; `unread` are declared pages that our audit does not read.
    """

    audit: str
    equal: int
    both_fail: int
    declared: int
    unread: int
    undeclared: int

    @property
    def agreement(self) -> float:
        """The share of equal verdicts among those that are equal or differ without being declared."""
        return self.equal / (self.equal + self.undeclared) if self.equal + self.undeclared else 0.0

    @property
    def raw_agreement(self) -> float:
        """The share of equal verdicts among all that we give: with nothing excused."""
        given = self.equal + self.declared + self.undeclared
        return self.equal / given if given else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tallies by audit, what differs without being declared, and declared differences that are not there."""

    tallies: tuple[Tally, ...]
    disagreements: tuple[Disagreement, ...]
    unused: tuple[str, ...]

    @property
    def total(self) -> Tally:
        """The tally over all audits."""
        sums = Counter[str]()
        for tally in self.tallies:
            sums.update({name: value for name, value in asdict(tally).items() if name != "audit"})
        return Tally("all", **sums)

    @property
    def is_good(self) -> bool:
        """Whether every audit reaches the agreement and every declaration is needed.

        Over all audits together one that is wrong throughout would hardly show: sound pages are equal without effort.
        """
        return min(tally.agreement for tally in self.tallies) >= LEAST_AGREEMENT and not self.unused


def load_differences() -> tuple[Difference, ...]:
    """Read the declared differences."""
    return tuple(Difference.model_validate(item) for item in yaml.safe_load(DECLARED.read_text(encoding="utf-8")))


def compare(ours: VerdictsByPage, theirs: VerdictsByPage, declared: Sequence[Difference]) -> Comparison:
    """Compare the verdicts on the pages that both judged."""
    meant = {pair: difference.ours for difference in declared for pair in difference.pairs()}
    differing = [
        Disagreement(page, audit, ours[page][audit], theirs[page][audit])
        for page in ours
        for audit in AUDITS
        if ours[page][audit] != theirs[page][audit]
    ]
    disagreements = tuple(d for d in differing if meant.get((d.page, d.audit)) != d.ours)
    excused = [d for d in differing if d not in disagreements]
    occurring = {(d.page, d.audit) for d in excused}
    unused = tuple(f"{page}: {audit}" for page, audit in meant if page in ours and (page, audit) not in occurring)
    agreeing = Counter(audit for page in ours for audit in AUDITS if ours[page][audit] == theirs[page][audit] == "fail")
    tallies = tuple(_tally(audit, len(ours), agreeing[audit], (excused, disagreements)) for audit in AUDITS)
    return Comparison(tallies, disagreements, unused)


def _tally(
    audit: str, pages: int, both_fail: int, differing: tuple[Iterable[Disagreement], Iterable[Disagreement]]
) -> Tally:
    excused, others = ([d for d in part if d.audit == audit] for part in differing)
    unread = sum(d.ours == "not_measured" for d in excused)
    return Tally(
        audit=audit,
        equal=pages - len(excused) - len(others),
        both_fail=both_fail,
        declared=len(excused) - unread,
        unread=unread,
        undeclared=len(others),
    )
