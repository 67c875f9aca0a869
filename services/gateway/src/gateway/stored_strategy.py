"""Parts of a strategy that several routes show in the same shape, from the rows they are stored in."""

from typing import Final

import orjson

from gateway.repository.strategies import StrategyRow
from gateway.responses import etag_of, stored

_LISTS: Final = (
    "frameworks", "executionPlan", "successMetrics", "assumptions", "limitations", "openQuestions", "notices",
)  # fmt: skip


def version(row: StrategyRow) -> dict[str, object]:
    """Return what a version of a strategy is, whatever else a route tells of it."""
    return {
        "strategyId": row["id"],
        "version": row["version"],
        "title": row["title"],
        "framework": row["framework"],
        "engine": row["engine"],
        "document": stored(row["document"]),
        "sections": stored(row["sections"]),
        "score": _score(row),
        "compliance": row["compliance"],
        "findings": stored(row["findings"]),
        "contributions": stored(row["contributions"]),
        "scorerVersion": row["scorer_version"],
        **_lists(row["summary"]),
        "jobId": row["job_id"],
        "createdBy": row["created_by"],
        "createdAt": row["created_at"],
    }


def current(row: StrategyRow) -> dict[str, object]:
    """Return a strategy in its current version, as the API tells it."""
    return {**whole(row), "createdBy": row["made_by"], "createdAt": row["made_at"], "updatedAt": row["updated_at"]}


def whole(row: StrategyRow) -> dict[str, object]:
    """Return a version in the shape of a strategy; a version is never changed, so it is as old as it is."""
    return {
        **version(row),
        "status": row["status"],
        "strategy": row["markdown"],
        "usage": stored(row["usage"]),
        "updatedAt": row["created_at"],
    }


def strategy_etag(row: StrategyRow) -> str:
    """Return the entity tag of a strategy in its current version, which a change has to name."""
    return etag_of(row["id"], row["version"], row["updated_at"], row["scorer_version"], row["status"])


def _score(row: StrategyRow) -> dict[str, object]:
    return {
        "overall": row["overall"],
        "clarity": row["clarity"],
        "specificity": row["specificity"],
        "outcomeFocus": row["outcome_focus"],
        "proof": row["proof"],
        "objectionHandling": row["objection_handling"],
        "riskRemoval": row["risk_removal"],
    }


def _lists(summary: str) -> dict[str, object]:
    # A list that an older worker did not write is empty.
    found = orjson.loads(summary)
    return {name: found.get(name, []) for name in _LISTS}
