"""Parts of a strategy that several routes show in the same shape, from the rows they are stored in."""

from typing import Final

import orjson
from asyncpg import Record

_LISTS: Final = ("frameworks", "executionPlan", "successMetrics", "assumptions", "limitations", "openQuestions")


def score(row: Record) -> dict[str, object]:
    """Return the points, overall and per dimension."""
    return {
        "overall": row["overall"],
        "clarity": row["clarity"],
        "specificity": row["specificity"],
        "outcomeFocus": row["outcome_focus"],
        "proof": row["proof"],
        "objectionHandling": row["objection_handling"],
        "riskRemoval": row["risk_removal"],
    }


def lists(summary: str) -> dict[str, object]:
    """Return the lists beside a document; one that an older worker did not write is empty."""
    found = orjson.loads(summary)
    return {name: found.get(name, []) for name in _LISTS}
