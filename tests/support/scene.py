"""A workspace in which every page has something to show, made by the engines themselves where an engine makes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg

from shared.ids import new_id
from support.audits import become, example, insert_audit
from support.backends import Backends
from support.people import Person, create_person, fill, insert_job, join, join_workspace
from support.roadmaps import plan_roadmap
from support.whole_strategies import insert_told_job, insert_whole_strategy

_SECTION: Final = {
    "id": "diagnosis",
    "title": "Diagnosis",
    "body": "Who buys yarn **twice** has knitted what came first.\n\n| Month | Orders |\n|---|---|\n| May | 41 |",
}
_ERROR: Final = {"code": "dependency_unavailable", "title": "The model is away", "detail": "It did not answer."}
_KEY: Final = """
INSERT INTO app.api_keys (workspace_id, id, name, role, key_hash, prefix, created_by)
VALUES ($1, $2, $3, 'viewer', sha256(uuid_send($2)), 'cvx_7Qm2xA', $4)
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody who may do everything, and the ids of what there is, by the names that addresses give them."""

    person: Person
    ids: Mapping[str, UUID | str]

    def address(self, pattern: str) -> str:
        """Fill an address in."""
        return pattern.format_map(self.ids)


async def make_scene(backends: Backends, *, strategies: int = 240) -> Scene:
    """Make a workspace with a history of that many strategies."""
    person = await create_person(backends)
    await fill(backends, person, strategies)
    await join(backends, person, "Alder & Finch Dental")
    colleague = await create_person(backends, name="Grace Hopper", workspace="Northwind Labs")
    await join_workspace(backends, colleague, person.tenant.workspace_id, "editor")
    strategy_id = await insert_whole_strategy(backends, person)
    roadmap_id, made = await plan_roadmap(backends, person)
    running = await insert_told_job(backends, person, "running", ("section.completed", _SECTION), stage="writing")
    ids: dict[str, UUID | str] = {
        "strategy_id": strategy_id,
        "section": "diagnosis",
        "number": "1",
        "roadmap_id": roadmap_id,
        "task_id": made["milestones"][0]["tasks"][0]["id"],
        "template_id": "seo-1",
        "job_id": running,
        "failed_job_id": await insert_told_job(backends, person, "failed", error=_ERROR),
        "queued_job_id": await insert_job(backends, person, "seo", "queued", age=timedelta(seconds=4)),
        "cancelled_job_id": await insert_told_job(backends, person, "cancelled"),
        "finished_job_id": await insert_told_job(
            backends, person, "succeeded", ("section.completed", _SECTION), result={"strategyId": str(strategy_id)}
        ),
        "user_id": colleague.tenant.user_id,
        "key_id": await _insert_key(backends, person, "Nightly report"),
        **await _audits(backends, person),
    }
    # What was made since the first roll-up counts as well.
    await fill(backends, person, 0)
    return Scene(person, ids)


async def _audits(backends: Backends, person: Person) -> dict[str, UUID | str]:
    """Store audits of a page over a month, one of which found no score."""
    history = [
        await insert_audit(backends, person, _scored(score, days), age=timedelta(days=days))
        for days, score in ((30, 38), (12, None), (4, 44))
    ]
    running = await insert_job(backends, person, "seo", "running", progress=70, age=timedelta(seconds=6))
    await become(backends, running, "running", example() | {"pending": ["competitors", "sources"]})
    return {
        "audit_id": await insert_audit(backends, person, _scored(50, 0)),
        "earlier_audit_id": history[0],
        "audit_job_id": running,
    }


def _scored(score: int | None, days: int) -> dict[str, Any]:
    return example() | {"overallScore": score, "scoredAt": (datetime.now(UTC) - timedelta(days=days)).isoformat()}


async def _insert_key(backends: Backends, person: Person, name: str) -> UUID:
    key_id = new_id()
    connection = await asyncpg.connect(backends.owner_url)
    try:
        await connection.execute(_KEY, person.tenant.workspace_id, key_id, name, person.tenant.user_id)
    finally:
        await connection.close()
    return key_id
