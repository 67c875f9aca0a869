from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import pytest
from pydantic import JsonValue

from roadmap_worker.handlers import perform
from roadmap_worker.resources import Resources
from shared.db.pool import Connection
from shared.errors import PermanentError
from shared.jobs.model import ClaimedJob
from support.control import QuietControl
from support_roadmap.tasks import VARIABLES

WORKSPACE_ID, LINKED_ID = UUID(int=1), UUID(int=9)
STRATEGY = '{"openQuestions": {"items": [{"question": "What is the margin?", "changes": "the floor"}]}}'


@dataclass
class _Database:
    """Answers reads from `rows` and remembers what was executed."""

    rows: Mapping[str, str] = field(default_factory=dict[str, str])
    executed: list[tuple[str, tuple[object, ...]]] = field(default_factory=list[tuple[str, tuple[object, ...]]])

    async def fetchval(self, sql: str, workspace_id: UUID, linked_id: UUID) -> str | None:
        assert workspace_id == WORKSPACE_ID
        table = "app.strategies" if "app.strategies" in sql else "app.audits"
        return self.rows.get(table) if linked_id == LINKED_ID else None

    async def execute(self, sql: str, *values: object) -> None:
        self.executed.append((sql, values))


@dataclass
class _Control(QuietControl):
    database: _Database
    told: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])

    async def progress(self, stage: str, percent: int) -> None:
        self.told.append((stage, percent))

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection]:
        yield cast("Connection", self.database)


def _job(**changes: JsonValue) -> ClaimedJob:
    request: dict[str, JsonValue] = {
        "templateType": "offer_architecture",
        "variables": VARIABLES["offer_architecture"],
        **changes,
    }
    return ClaimedJob(
        workspace_id=WORKSPACE_ID,
        id=UUID(int=2),
        kind="roadmap",
        attempt=1,
        max_attempts=5,
        request=request,
        created_by=UUID(int=3),
        created_at=datetime(2026, 11, 25, 23, 30, tzinfo=UTC),
    )


async def test_a_job_gives_a_roadmap_and_tells_its_stages() -> None:
    control = _Control(_Database())
    done = await perform(_job(), control, Resources(4))
    assert done.result["roadmapId"] == str(done.result_id)
    assert done.result["startDate"] == "2026-11-26"
    assert control.told == [("reading", 10), ("scheduling", 40)]


async def test_storing_writes_the_roadmap_and_one_row_for_each_task() -> None:
    database = _Database()
    done = await perform(_job(), _Control(database), Resources(4))
    await done.store(cast("Connection", database))
    (roadmap_sql, roadmap), (tasks_sql, tasks) = database.executed
    milestones = cast("list[dict[str, list[JsonValue]]]", done.result["milestones"])
    assert "INSERT INTO app.roadmaps" in roadmap_sql
    assert roadmap[:3] == (WORKSPACE_ID, done.result_id, UUID(int=2))
    assert "INSERT INTO app.roadmap_tasks" in tasks_sql
    assert len(cast("list[str]", tasks[2])) == sum(len(milestone["tasks"]) for milestone in milestones)


async def test_a_linked_strategy_changes_the_plan() -> None:
    database = _Database({"app.strategies": STRATEGY})
    done = await perform(_job(strategyId=str(LINKED_ID)), _Control(database), Resources(4))
    assert cast("list[dict[str, JsonValue]]", done.result["milestones"])[0]["id"] == "strategy-questions"


@pytest.mark.parametrize(("field_name", "code"), [("strategyId", "strategy_not_found"), ("auditId", "audit_not_found")])
async def test_a_link_to_nothing_is_a_permanent_error(field_name: str, code: str) -> None:
    with pytest.raises(PermanentError) as caught:
        await perform(_job(**{field_name: str(LINKED_ID)}), _Control(_Database()), Resources(4))
    assert caught.value.code == code
    assert str(LINKED_ID) in caught.value.detail


async def test_dangling_variables_are_a_permanent_error_that_names_them() -> None:
    with pytest.raises(PermanentError) as caught:
        await perform(_job(variables={}), _Control(_Database()), Resources(4))
    assert caught.value.code == "invalid_variables"
    assert "variables.coreProduct is required" in caught.value.detail


async def test_a_request_that_cannot_be_read_is_a_permanent_error() -> None:
    with pytest.raises(PermanentError) as caught:
        await perform(_job(hoursPerWeek=-1), _Control(_Database()), Resources(4))
    assert (caught.value.code, caught.value.detail) == ("invalid_request", "Not as it should be: hoursPerWeek.")
