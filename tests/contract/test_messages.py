"""Every version of a message that was ever sent stays readable; a golden file is added, never edited."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from shared.contracts.messages import (
    EVENTS,
    JobCancelled,
    JobChanged,
    JobFailed,
    JobRequested,
    JobRetried,
    LLMCostSettled,
    Message,
    RoadmapGenerated,
    RollupMarked,
    SEORegressed,
    SEOScored,
    StrategyDeleted,
    StrategyGenerated,
    StrategyUndeleted,
    StrategyUpdated,
)

_GOLDEN = Path(__file__).parent / "golden"
_A, _B, _C = (UUID(f"01900000-0000-7000-8000-00000000000{n}") for n in (1, 2, 3))
_AT = datetime(2026, 11, 25, 1, 2, 3, 456789, tzinfo=UTC)
_DAYS = (date(2026, 11, 25),)
_END: dict[str, Any] = {"event_id": _C, "workspace_id": _A, "job_id": _B, "days": _DAYS, "occurred_at": _AT}
_CHANGE: dict[str, Any] = {name: value for name, value in _END.items() if name != "job_id"}
MESSAGES: dict[str, Message] = {
    "job_requested.v1": JobRequested(workspace_id=_A, job_id=_B, kind="strategy"),
    "strategy_generated.v1": StrategyGenerated(kind="strategy", strategy_id=_C, **_END),
    "seo_scored.v1": SEOScored(kind="seo", audit_id=_C, **_END),
    "roadmap_generated.v1": RoadmapGenerated(kind="roadmap", roadmap_id=_C, **_END),
    "job_failed.v1": JobFailed(kind="seo", code="timeout", **_END),
    "job_cancelled.v1": JobCancelled(kind="seo", **_END),
    "job_retried.v1": JobRetried(kind="seo", **_END),
    "llm_cost_settled.v1": LLMCostSettled(call_id=_C, **_END),
    "seo_regressed.v1": SEORegressed(
        job_id=_B,
        audit_id=_C,
        previous_audit_id=_A,
        score_before=71,
        score_after=None,
        newly_shut=("T01",),
        ruleset_changed=False,
        **_CHANGE,
    ),
    "strategy_updated.v1": StrategyUpdated(strategy_id=_B, version=3, **_CHANGE),
    "strategy_deleted.v1": StrategyDeleted(strategy_id=_B, **_CHANGE),
    "strategy_undeleted.v1": StrategyUndeleted(strategy_id=_B, **_CHANGE),
    "job_changed.v1": JobChanged(job_id=_B),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_written_as_it_always_was(name: str) -> None:
    golden = json.loads((_GOLDEN / f"{name}.json").read_text())
    assert MESSAGES[name].model_dump(mode="json", by_alias=True) == golden


@pytest.mark.parametrize("path", sorted(_GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_a_message_of_any_version_is_read(path: Path) -> None:
    expected = MESSAGES[path.stem]
    assert type(expected).model_validate_json(path.read_text()) == expected


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.routing_key)
def test_the_aggregator_reads_what_it_needs_of_every_event(event: type[Message]) -> None:
    (message,) = (m for m in MESSAGES.values() if type(m) is event)
    marked = RollupMarked.model_validate_json(message.model_dump_json(by_alias=True))
    assert (marked.workspace_id, marked.days, marked.occurred_at) == (_A, _DAYS, _AT)


def test_a_field_of_a_newer_release_is_ignored_and_a_newer_version_refused() -> None:
    golden = json.loads((_GOLDEN / "job_requested.v1.json").read_text())
    assert JobRequested.model_validate(golden | {"addedLater": 1}) == MESSAGES["job_requested.v1"]
    with pytest.raises(ValidationError):
        JobRequested.model_validate(golden | {"schemaVersion": 2})
