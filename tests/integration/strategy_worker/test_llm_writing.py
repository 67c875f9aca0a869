"""A strategy that the model writes, over a real socket: what comes when, from whom, and what is on the books."""

from collections.abc import AsyncGenerator
from typing import get_args
from uuid import UUID

import asyncpg
import orjson
import pytest
from pydantic import TypeAdapter

from documents.model import StrategyDocument
from shared.contracts.requests import Framework
from shared.db.pool import close_pool, create_pool
from shared.jobs.model import ClaimedJob, Completion, JobControl
from stats_aggregator.rollup import Rollup
from strategy_worker.handlers import perform
from strategy_worker.llm.checks.vocabulary import english
from strategy_worker.llm.parts import parts_of
from strategy_worker.resources import open_resources
from support.backends import Backends, fresh_backends
from support.jobs import dispatching, insert_jobs, telemetry, wait_for_end, working
from support.messages_api import FakeMessagesApi, fake_messages_api
from support.tenants import create_tenant
from support.writing import BRIEF, FIRST, Desk, Outcome, asked, bill, settings_for, writing

pytestmark = pytest.mark.integration
_DOCUMENTS: TypeAdapter[StrategyDocument] = TypeAdapter(StrategyDocument)
_TOKENS = (
    "input_tokens",
    "cache_write_5m_tokens",
    "cache_write_1h_tokens",
    "cache_read_tokens",
    "output_tokens",
)


@pytest.fixture(scope="module")
async def fake() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api() as served:
        yield served


@pytest.fixture(scope="module")
async def desk(backends: Backends, fake: FakeMessagesApi) -> AsyncGenerator[Desk, None]:
    async with writing(backends, await create_tenant(backends), fake) as opened:
        yield opened


@pytest.fixture(autouse=True)
def clean(fake: FakeMessagesApi) -> None:
    fake.recover()
    fake.calls.clear()
    fake.requests.clear()


async def test_no_job_has_to_wait_for_the_vocabulary(backends: Backends, fake: FakeMessagesApi) -> None:
    english.cache_clear()
    async with open_resources(settings_for(backends, fake), telemetry("strategy-worker")):
        assert english.cache_info().currsize == 1


@pytest.mark.parametrize("framework", get_args(Framework))
async def test_a_framework_is_written_whole_in_order_and_paid_once(framework: Framework, desk: Desk) -> None:
    found = await desk.write({**BRIEF, "framework": framework})

    assert (found.status, found.engine, found.notices) == ("succeeded", f"anthropic:{FIRST}", [])
    parts = [part.section for part in parts_of(framework)]
    assert {name for name, source in found.sources.items() if source == "anthropic"} == set(parts)
    assert set(found.sources.values()) == {"anthropic", "deterministic"}
    assert [asked(request) for request in desk.fake.messages] == [parts]
    _come_in_order(found, parts)
    _is_a_document(found)
    await _is_paid_once(found, desk)


def _come_in_order(found: Outcome, parts: list[str]) -> None:
    """Computed sections, then the parts one by one, each in pieces and then whole, then all as they are stored."""
    told = [(kind, data["id"]) for kind, data in found.events if kind.startswith("section.")]
    begun = told.index(("section.delta", parts[0]))
    assert {name for _, name in told[:begun]} == set(found.sources) - set(parts)
    stored = len(told) - len(found.sources)
    assert told[stored:] == [("section.completed", name) for name in found.sources]
    assert list(dict.fromkeys(told[begun:stored])) == [
        (kind, name) for name in parts for kind in ("section.delta", "section.completed")
    ]
    # All pieces of a section stand before its end, which is told once.
    assert [name for kind, name in told[begun:stored] if kind == "section.completed"] == parts
    assert [stage["progress"] for kind, stage in found.events if kind == "progress"] == sorted(
        stage["progress"] for kind, stage in found.events if kind == "progress"
    )


def _is_a_document(found: Outcome) -> None:
    document = _DOCUMENTS.validate_python(found.result["document"])
    assert FIRST in (document.engine_note or "")
    assert document.choice.policy in found.result["strategy"]
    assert all(section["body"] in found.result["strategy"] for section in found.result["sections"])
    assert found.result["compliance"] != "fail"
    assert found.result["score"]["overall"] >= 70


async def _is_paid_once(found: Outcome, desk: Desk) -> None:
    (call,) = found.calls
    (billed,) = desk.fake.calls
    assert (call["error_type"], call["purpose"], call["attempt"]) == (None, "first", 1)
    assert not call["is_estimated"]
    assert found.booked == bill(desk.fake.calls, call["started_at"].date()) > 0
    usage = found.result["usage"]
    assert usage == {
        "model": FIRST,
        "inputTokens": sum(call[name] for name in _TOKENS[:-1]),
        "outputTokens": billed.output_tokens,
        "costUsd": found.booked / 1e9,
        "calls": 1,
    }
    stored = await desk.owner.fetchrow(
        "SELECT tokens, cost_nanousd FROM app.strategies WHERE id = $1", UUID(found.result["strategyId"])
    )
    assert tuple(stored or ()) == (usage["inputTokens"] + usage["outputTokens"], found.booked)


async def test_texts_of_a_section_are_shown_as_lines_and_codes_not_at_all(desk: Desk) -> None:
    found = await desk.write()

    shown = "".join(data["text"] for kind, data in found.events if (kind, data.get("id")) == _piece("objections"))
    kinds = {item["kind"] for item in found.result["document"]["objections"]["items"]}
    assert len(shown.splitlines()) > len(kinds) > 1
    assert not kinds & set(shown.splitlines())
    assert all(line[0].isupper() for line in shown.splitlines())


def _piece(section: str) -> tuple[str, str]:
    return "section.delta", section


async def test_the_roll_up_of_the_day_is_the_ledger(desk: Desk, backends: Backends) -> None:
    await desk.write()
    ws = desk.tenant.workspace_id
    ledger = await desk.owner.fetch("SELECT * FROM app.llm_calls WHERE workspace_id = $1", ws)
    pool = await create_pool(backends.worker_url, service="test")
    try:
        await Rollup(pool).apply(ws, tuple({call["settled_at"].date() for call in ledger}))
    finally:
        await close_pool(pool)

    totals = await desk.owner.fetchrow(
        "SELECT sum(tokens), sum(cost_nanousd) FROM app.workspace_daily WHERE workspace_id = $1", ws
    )
    assert tuple(totals or ()) == (_tokens(ledger), sum(call["cost_nanousd"] for call in ledger))


def _tokens(ledger: list[asyncpg.Record]) -> int:
    return sum(call[name] for call in ledger for name in _TOKENS)


async def test_who_wants_the_offline_engine_gets_it_and_asks_nobody(desk: Desk) -> None:
    found = await desk.write(engine="offline")

    assert found.status == "succeeded"
    assert found.engine.startswith("offline:")
    assert set(found.sources.values()) == {"offline"}
    assert (found.notices, found.calls, desk.fake.messages) == ([], (), [])


async def test_who_insists_on_the_model_gets_it(desk: Desk) -> None:
    found = await desk.write(engine="anthropic")

    assert (found.status, found.engine, len(desk.fake.messages)) == ("succeeded", f"anthropic:{FIRST}", 1)


async def test_who_insists_on_the_model_where_no_key_is_gets_nothing(fake: FakeMessagesApi) -> None:
    """The gateway refuses this already; its settings may be newer than a worker's."""
    async with fresh_backends() as own:
        keyless = settings_for(own, fake, anthropic_api_key=None)
        async with open_resources(keyless, telemetry("strategy-worker")) as resources:

            async def work(job: ClaimedJob, control: JobControl) -> Completion:
                return await perform(job, control, resources)

            async with working(own, work), dispatching(own):
                row = await _insisting(own)

    assert row["status"] == "failed"
    assert orjson.loads(row["error"])["code"] == "engine_unavailable"
    assert fake.requests == []


async def _insisting(backends: Backends) -> asyncpg.Record:
    tenant, owner = await create_tenant(backends), await asyncpg.connect(backends.owner_url)
    try:
        async with owner.transaction():
            (job_id,) = await insert_jobs(owner, tenant, 1)
            request = orjson.dumps({**BRIEF, "engine": "anthropic"}).decode()
            await owner.execute("UPDATE app.jobs SET request = $2 WHERE id = $1", job_id, request)
        return (await wait_for_end(owner, [job_id]))[job_id]
    finally:
        await owner.close()


@pytest.mark.parametrize(("spent", "notices"), [(0.7, []), (0.85, ["llm_budget_warning"])])
async def test_a_budget_that_is_nearly_used_up_is_told(spent: float, notices: list[str], desk: Desk) -> None:
    day = 1_000_000_000
    await desk.owner.execute(
        "INSERT INTO app.llm_budgets (workspace_id, per_day_nanousd, updated_by) VALUES ($1, $2, $3)",
        desk.tenant.workspace_id,
        day,
        desk.tenant.user_id,
    )
    await desk.owner.execute(
        "INSERT INTO app.llm_spending (workspace_id, period, starts_on, spent_nanousd)"
        " VALUES ($1, 'day', (now() AT TIME ZONE 'UTC')::date, $2)"
        " ON CONFLICT (workspace_id, period, starts_on) DO UPDATE SET spent_nanousd = excluded.spent_nanousd",
        desk.tenant.workspace_id,
        int(spent * day),
    )
    try:
        found = await desk.write()
    finally:
        await desk.owner.execute("DELETE FROM app.llm_budgets")
        await desk.owner.execute("DELETE FROM app.llm_spending WHERE workspace_id = $1", desk.tenant.workspace_id)

    assert (found.engine, found.notices) == (f"anthropic:{FIRST}", notices)
