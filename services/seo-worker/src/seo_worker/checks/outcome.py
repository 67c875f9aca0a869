"""What a check says: a score with its evidence, or why there is none."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from seo_worker.checks.rules import Curve, Gate, Pillar

CheckStatus = Literal["ok", "partial", "fail", "not_applicable", "not_measured", "error"]
Confidence = Literal["high", "medium", "low"]
Value = str | int | float | bool | None
Number = Decimal | int | float

MAX_EVIDENCE: Final = 10
MAX_QUOTE: Final = 160
MAX_PIECE: Final = 400
# JSON escapes in structured data can smuggle in what neither Postgres nor JSON text can hold.
_UNSTORABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found; `score` is None exactly when `absence` says why there is none."""

    score: Decimal | None
    value: Value = None
    evidence: tuple[str, ...] = ()
    confidence: Confidence = "high"
    gate: Gate | None = None
    absence: Literal["not_applicable", "not_measured", "error"] | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """An outcome together with the rule it was judged by; `fix` is None when there is nothing to mend."""

    id: str
    pillar: Pillar
    title: str
    status: CheckStatus
    score: Decimal | None
    weight: Decimal
    value: Value
    unit: str | None
    threshold: str
    evidence: tuple[str, ...]
    source: str
    confidence: Confidence
    fix: str | None
    gate: Gate | None


def measured(
    score: Number, value: Value, *evidence: str, confidence: Confidence = "high", gate: Gate | None = None
) -> Outcome:
    """Say what was found; the score is brought to four places so that it is the same on every machine."""
    exact = score if isinstance(score, Decimal) else Decimal(str(score))
    kept = min(max(exact, Decimal(0)), Decimal(1)).quantize(_PLACES)
    return Outcome(kept, _shown(value), shortened(evidence), confidence, gate)


def not_applicable(reason: str) -> Outcome:
    """Say why the question does not arise for this page."""
    return Outcome(None, evidence=(reason,), absence="not_applicable")


def not_measured(reason: str) -> Outcome:
    """Say why the answer is not known."""
    return Outcome(None, evidence=(reason,), absence="not_measured")


def at(curve: Curve, value: Number) -> Decimal:
    """Read a piecewise-linear curve; before its first and after its last point it is flat."""
    x = value if isinstance(value, Decimal) else Decimal(str(value))
    if x <= curve[0][0]:
        return curve[0][1]
    for (x0, y0), (x1, y1) in pairwise(curve):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return curve[-1][1]


def ratio(part: int, whole: int) -> Decimal:
    """Return a share in decimal arithmetic, so that only `measured` rounds."""
    return Decimal(part) / Decimal(whole)


def counted(number: int, noun: str) -> str:
    """Word a number with its noun in the singular or plural."""
    return f"{number:,} {noun}{'' if number == 1 else 'es' if noun.endswith('s') else 's'}"


def quote(text: str) -> str:
    """Put text of the page in quotation marks, on one line and not endless."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= MAX_QUOTE else line[: MAX_QUOTE - 1] + '…'}”"


def presentable(text: str) -> str:
    """Return text of a page as it can be stored and shown: nothing that JSON can't hold, and not endless."""
    clean = _UNSTORABLE.sub("\ufffd", text)
    return clean if len(clean) <= MAX_PIECE else clean[: MAX_PIECE - 1] + "…"


def shortened(evidence: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the first pieces of evidence, none of them endless, and say how many were left out."""
    if len(evidence) <= MAX_EVIDENCE:
        return tuple(map(presentable, evidence))
    kept = map(presentable, evidence[: MAX_EVIDENCE - 1])
    return (*kept, f"and {len(evidence) - MAX_EVIDENCE + 1} more")


def _shown(value: Value) -> Value:
    if isinstance(value, float):
        return round(value, 4)
    return presentable(value) if isinstance(value, str) else value
