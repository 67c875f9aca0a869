"""What a linked strategy, a linked audit and the size of the team say about a plan, as facts beside the variables."""

from collections.abc import Mapping
from typing import Final

from roadmap_worker.facts import Fact, Facts
from roadmap_worker.linked_documents import content_gaps, fixes, voiced_objections

# From three people on, agreeing who does what is work of its own (assumption).
_SEVERAL_PEOPLE: Final = 3
# In so few hours a week the full set of interviews and sketches would take a quarter of a year (assumption).
_SMALL_HOURS: Final = 10
_MAX_GAPS: Final = 5
_MAX_OBJECTIONS: Final = 5
# The checks that find a page slow to arrive or to show.
_SLOW: Final = frozenset({"T22", "T23", "T24", "T25", "T26", "T32"})


def signals(
    strategy: Mapping[str, object] | None = None,
    audit: Mapping[str, object] | None = None,
    *,
    people: int = 1,
    hours_per_week: float = 20,
) -> Facts:
    """Return the facts of what is linked; each exists whether something is linked or not."""
    found: dict[str, Fact] = {
        "hasStrategy": _yes(strategy is not None),
        "hasAudit": _yes(audit is not None),
        "team": "several people" if people >= _SEVERAL_PEOPLE else "one or two people",
        "scale": "small" if hours_per_week <= _SMALL_HOURS else "usual",
        "strategyObjections": voiced_objections(strategy or {})[:_MAX_OBJECTIONS],
    }
    gaps = content_gaps(audit or {})[:_MAX_GAPS]
    slow = any(fix.id in _SLOW for fix in fixes(audit or {}))
    return found | {"auditGaps": gaps, "hasGaps": _yes(bool(gaps)), "auditSlow": _yes(slow)}


def _yes(truth: bool) -> str:  # noqa: FBT001 - a fact is a word, so that a network can name it
    return "yes" if truth else "no"
