import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import pytest
from pydantic import JsonValue

from documents.model import parse
from shared.contracts.requests import StrategyRequest
from shared.db.pool import Connection
from shared.errors import PermanentError
from shared.jobs.model import ClaimedJob, Completion, JobCancelledError
from strategy_worker.handlers import perform
from strategy_worker.knowledge.load import VERSION, knowledge
from strategy_worker.resources import Resources
from support.control import QuietControl

_RESULT = {
    "strategyId", "version", "title", "framework", "engine", "strategy", "document", "sections", "score", "compliance",
    "findings", "contributions", "scorerVersion", "frameworks", "executionPlan", "successMetrics", "assumptions",
    "limitations",
    "openQuestions", "notices", "usage",
}  # fmt: skip
_SEED: Mapping[str, JsonValue] = {
    "businessName": "Test Corp",
    "industry": "SaaS",
    "targetAudience": "Enterprise",
    "desiredOutcome": "Market leadership",
    "framework": "brand_positioning",
}


@dataclass
class _Control(QuietControl):
    """Records what the work reports, and asks it to stop after so many stages."""

    stages: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    sections: list[Mapping[str, JsonValue]] = field(default_factory=list[Mapping[str, JsonValue]])
    stop_after: int = 99

    async def checkpoint(self) -> None:
        if len(self.stages) >= self.stop_after:
            raise JobCancelledError

    async def progress(self, stage: str, percent: int) -> None:
        self.stages.append((stage, percent))
        await self.checkpoint()

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None:
        self.sections.append(section)


@dataclass
class _Connection:
    """Takes statements and answers nothing."""

    statements: list[tuple[str, tuple[object, ...]]] = field(default_factory=list[tuple[str, tuple[object, ...]]])

    async def execute(self, statement: str, *values: object) -> None:
        self.statements.append((statement, values))


def _job(request: Mapping[str, JsonValue]) -> ClaimedJob:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    return ClaimedJob(UUID(int=1), UUID(int=2), "strategy", 1, 5, request, UUID(int=3), now)


async def _perform(request: Mapping[str, JsonValue], control: _Control | None = None) -> Completion:
    return await perform(_job(request), control or _Control(), Resources(knowledge().sha256))


async def test_the_seeds_brief_becomes_a_strategy() -> None:
    control = _Control()
    done = await _perform(_SEED, control)
    assert set(done.result) == _RESULT
    assert done.result["strategyId"] == str(done.result_id)
    assert (done.result["version"], done.result["engine"]) == (1, f"offline:{VERSION}")
    assert done.result["usage"] == {"model": None, "inputTokens": 0, "outputTokens": 0, "costUsd": 0}
    assert done.result["title"] == "Brand positioning for Test Corp"
    assert str(done.result["strategy"]).startswith("# Brand positioning for Test Corp\n")
    assert [stage for stage, _ in control.stages] == ["reading", "writing", "scoring"]
    assert control.sections == done.result["sections"]
    json.dumps(done.result)


async def test_the_document_of_the_result_reads_back() -> None:
    done = await _perform(_SEED)
    assert parse(done.result["document"]).title == done.result["title"]


@pytest.mark.parametrize("engine", ["auto", "offline"])
async def test_both_open_engine_choices_are_offline(engine: str) -> None:
    assert (await _perform({**_SEED, "engine": engine})).result["engine"] == f"offline:{VERSION}"


async def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(PermanentError) as refused:
        await _perform({**_SEED, "engine": "anthropic"})
    assert refused.value.code == "engine_unavailable"
    assert "offline" in refused.value.detail


async def test_a_request_that_cannot_be_read_names_the_field() -> None:
    with pytest.raises(PermanentError, match="framework") as refused:
        await _perform({**_SEED, "framework": "astrology"})
    assert refused.value.code == "invalid_request"


async def test_a_cancelled_job_stops_at_the_next_stage() -> None:
    control = _Control(stop_after=2)
    with pytest.raises(JobCancelledError):
        await _perform(_SEED, control)
    assert [stage for stage, _ in control.stages] == ["reading", "writing"]
    assert control.sections == []


async def test_a_request_as_the_gateway_stores_it_is_read() -> None:
    stored = StrategyRequest.model_validate(
        {
            **_SEED,
            "budget": {"amount": 1200, "currency": "EUR"},
            "baselines": {"visits": {"value": 100, "unit": "per month"}},
        }
    ).model_dump(mode="json", by_alias=True)
    assert (await _perform(stored)).result["framework"] == "brand_positioning"


async def test_strategy_version_and_score_are_stored_in_that_order() -> None:
    connection = _Connection()
    done = await _perform(_SEED)
    await done.store(cast("Connection", connection))
    heads = [" ".join(statement.split()[:3]) for statement, _ in connection.statements]
    assert heads == [
        "INSERT INTO app.strategies",
        "INSERT INTO app.strategy_versions",
        "INSERT INTO app.strategy_scores",
    ]
    for _, values in connection.statements:
        assert values[:2] == (UUID(int=1), done.result_id)
    version = connection.statements[1][1]
    assert json.loads(str(version[4])) == done.result["document"]
    assert version[9] == hashlib.sha256(str(version[4]).encode()).digest()
