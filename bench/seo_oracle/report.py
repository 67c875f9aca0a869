"""Words the comparison: as a table for a terminal, and as the page of the guide."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.seo_oracle.comparison import LEAST_AGREEMENT, Comparison, Difference, Tally
from bench.seo_oracle.record import Recorded
from bench.seo_oracle.verdicts import CHECKS

GUIDE: Final = Path(__file__).resolve().parents[2] / "docs" / "guide" / "lighthouse.md"
_COLUMNS: Final = ("audit", "our checks", "equal", "both fail", "declared", "unread", "undeclared", "agreement")
_WORDS: Final = {
    "pass": "passes",
    "fail": "fails",
    "not_applicable": "is not applicable",
    "not_measured": "is not measured",
}


def as_text(found: Comparison, record: Recorded, *, pages: int) -> str:
    """Return the table, then every undeclared difference and every declaration that is not needed."""
    rows = [_COLUMNS, *map(_cells, (*found.tallies, found.total))]
    table = [f"{cells[0]:18}{cells[1]:11}" + "".join(f"{cell:>11}" for cell in cells[2:]) for cells in rows]
    unused = [f"{name} is declared to differ, and does not" for name in found.unused]
    closing = f"{pages} pages, Lighthouse {record.lighthouse}, {record.chromium}, {record.measured_on}"
    return "\n".join([*table, *_disagreements(found), *unused, closing])


def as_guide(found: Comparison, record: Recorded, declared: Sequence[Difference]) -> str:
    """Return the page of the guide as Markdown."""
    return "\n".join([*_opening(found, record), *_table(found), *_differences(declared)]) + "\n"


def _cells(tally: Tally) -> tuple[str, ...]:
    counts = (tally.equal, tally.both_fail, tally.declared, tally.unread, tally.undeclared)
    return tally.audit, CHECKS.get(tally.audit, ""), *map(str, counts), f"{tally.agreement:.2%}"


def _disagreements(found: Comparison) -> list[str]:
    return [
        f"{d.page}: {d.audit} {_WORDS[d.ours]} with us, {_WORDS[d.theirs]} with Lighthouse" for d in found.disagreements
    ]


def _opening(found: Comparison, record: Recorded) -> Iterator[str]:
    total = found.total
    yield "# Agreement with Lighthouse"
    yield ""
    yield f"**{total.agreement:.2%}** of the verdicts of ten audits on {len(record.pages)} generated pages"
    yield f"(Lighthouse {record.lighthouse}, {record.chromium}, {record.measured_on}, {record.seconds} s)."
    yield f"`make seo-oracle` measures it, and fails when any audit is below {LEAST_AGREEMENT:.0%}."
    yield "This page is written by `make seo-oracle ARGS=--record`, which also keeps Lighthouse's verdicts in"
    yield "`bench/seo_oracle/recorded.json`; unit tests ask for the same verdicts on every page, without a browser."
    yield ""
    yield "Each page has one feature that the audits look at, or a mixture of them drawn with a fixed seed. Lighthouse"
    yield "judges it in Chromium, and our fetcher, parser and checks judge what the same server sends. Equal means the"
    yield "same of pass, fail and not applicable. A check of ours passes when it finds nothing to blame in what the"
    yield "audit asks about: the length of a description, for one, is left out."
    yield ""
    yield "Most pages are sound in most respects, so most verdicts are equal without effort: the column *both fail*"
    yield "counts the equal ones that find a fault. *Declared* are differences that are meant, *unread* are pages that"
    yield "our audit does not read; both have their reasons below, and the agreement leaves them out. So the figure"
    yield "says that every difference was looked at and either mended or explained, not that there are none: with the"
    yield f"declared ones counted against us it is **{total.raw_agreement:.2%}**. On the drawn mixtures nothing is"
    yield "declared."
    yield ""


def _table(found: Comparison) -> Iterator[str]:
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|{'---|' * len(_COLUMNS)}"
    for tally in (*found.tallies, found.total):
        yield f"| {' | '.join(_cells(tally))} |"
    yield ""
    if found.disagreements:
        yield "## Undeclared differences"
        yield ""
        yield from (f"- {line}" for line in _disagreements(found))
        yield ""


def _differences(declared: Sequence[Difference]) -> Iterator[str]:
    yield "## Declared differences"
    yield ""
    yield "From `bench/seo_oracle/differences.yaml`. One that no longer occurs makes the comparison fail."
    yield ""
    for difference in declared:
        audits = ", ".join(difference.audits) if len(difference.audits) <= 3 else f"{len(difference.audits)} audits"
        yield f"- **{audits}** {_WORDS[difference.ours]} with us. {difference.reason}"
        yield f"  Pages: {', '.join(difference.pages)}."
