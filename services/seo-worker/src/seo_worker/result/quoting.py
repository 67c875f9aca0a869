"""Quotes pages word for word and not at length: what is left out is marked, nothing is changed."""

from typing import Final

from seo_worker.checks.topical.shared_terms import Spot
from seo_worker.text.spelling import written_span

LONGEST: Final = 120
_MARK: Final = "…"
_LEAD: Final = 40


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the beginning of a text, up to the last whole word that fits."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    return (kept.rpartition(" ")[0] if " " in kept and line[longest - 1] != " " else kept).rstrip() + _MARK


def around(spot: Spot) -> str:
    """Return a piece of a line that holds the use of a term."""
    start, end = written_span(spot.line.text, spot.line.tokens, (spot.first, spot.last))
    text = spot.line.text
    if len(" ".join(text.split())) <= LONGEST or end <= LONGEST - 1:
        return cut(text)
    begin = text.rfind(" ", 0, max(start - _LEAD, 0)) + 1
    return _MARK + cut(text[begin:], LONGEST - 1) if begin else cut(text)
