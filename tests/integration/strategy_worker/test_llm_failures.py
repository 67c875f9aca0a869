"""What can go wrong with the Messages API, over a real socket: each row ends as documented, and is booked."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

import pytest

from support.backends import Backends, fresh_backends
from support.messages_api import FakeMessagesApi, fake_messages_api
from support.messages_script import (
    SILENT,
    Fault,
    Sections,
    WrongAnswer,
    bad_request,
    billing,
    broken_off,
    cut_clean,
    dropped,
    forbidden,
    key_invalid,
    not_found,
    overloaded,
    pings_only,
    rate_limited,
    refused,
    server_error,
    spend_limit,
    stalled,
    truncated,
)
from support.tenants import create_tenant
from support.writing import FIRST, SECOND, Desk, bill, writing

pytestmark = pytest.mark.integration
WRITTEN = f"anthropic:{FIRST}"
WRITTEN_BY_SECOND = f"anthropic:{SECOND}"


@pytest.fixture(scope="module")
async def fake() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api() as served:
        yield served


@pytest.fixture(scope="module")
async def desk(backends: Backends, fake: FakeMessagesApi) -> AsyncGenerator[Desk, None]:
    tenant = await create_tenant(backends)
    waits = {"convex_llm_first_token_s": 0.4, "convex_llm_gap_s": 0.4, "convex_llm_deadline_s": 8}
    async with writing(backends, tenant, fake, convex_llm_strategy_limit_usd=5, **waits) as opened:
        yield opened


@pytest.fixture(autouse=True)
async def clean(desk: Desk) -> AsyncGenerator[None, None]:
    desk.fake.recover()
    desk.fake.calls.clear()
    desk.fake.requests.clear()
    await desk.forget()
    yield
    desk.fake.recover()


@dataclass(frozen=True)
class Row:
    """Faults for the next requests, and what has to come of the job; `ends` are the ledger's, in order."""

    name: str
    faults: Sequence[Fault]
    engine: str
    ends: Sequence[str | None]
    notices: Sequence[str] = ()
    always: Sequence[tuple[str, Fault]] = field(default=())


_ROWS = (
    Row("429 with a sane retry-after", [rate_limited(retry_after=0.2)], WRITTEN, ["rate_limited", None]),
    Row(
        "429 with retry-after-ms", [rate_limited(retry_after=None, retry_after_ms=120)], WRITTEN, ["rate_limited", None]
    ),
    Row("429 for an hour", [rate_limited(retry_after=3600)], WRITTEN_BY_SECOND, ["rate_limited", None]),
    Row("500 once", [server_error()], WRITTEN, ["server_error", None]),
    Row("529 once", [overloaded()], WRITTEN, ["overloaded", None]),
    Row("529 for ever", [], WRITTEN_BY_SECOND, ["overloaded"] * 3 + [None], always=[(FIRST, overloaded())]),
    Row("no byte comes back", [SILENT], WRITTEN, ["timeout", None]),
    Row("a stall after the first section", [stalled(Sections(1))], WRITTEN, ["stalled", None]),
    Row("pings and nothing else", [pings_only()], WRITTEN, ["timeout", None]),
    Row("a drop before the first event", [dropped("headers")], WRITTEN, ["connection", None]),
    Row("a drop before the first section", [dropped(Sections(0))], WRITTEN, ["connection", None]),
    Row("a drop after the first section", [dropped(Sections(2))], WRITTEN, ["connection", None]),
    Row("a clean end before it is complete", [cut_clean(Sections(2))], WRITTEN, ["cut", None]),
    Row("an error event in the stream", [broken_off(Sections(1))], WRITTEN, ["overloaded", None]),
    Row("truncation", [truncated(Sections(3))], WRITTEN, ["truncated", None]),
    Row("refusal", [refused()], WRITTEN_BY_SECOND, ["refused", None]),
    Row(
        "both refuse",
        [refused(), refused()],
        "offline",
        ["refused", "refused"],
        ["written_offline"],
    ),
    Row("JSON that is none", [WrongAnswer("Sure! Here is the strategy.")], WRITTEN_BY_SECOND, ["bad_output", None]),
    Row("an answer to another question", [WrongAnswer('{"weather": "fine"}')], WRITTEN_BY_SECOND, [None, None]),
    Row("400", [bad_request()], WRITTEN_BY_SECOND, ["invalid_request", None]),
    Row("404", [not_found()], WRITTEN_BY_SECOND, ["not_found", None]),
    Row(
        "nobody answers",
        [],
        "offline",
        ["server_error"] * 6,
        ["written_offline"],
        always=[(FIRST, server_error()), (SECOND, server_error())],
    ),
)


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.name)
async def test_a_failure_ends_as_documented_and_is_booked(row: Row, desk: Desk) -> None:
    desk.fake.script(*row.faults)
    for model, fault in row.always:
        desk.fake.always(model, fault)

    found = await desk.write()

    assert found.status == "succeeded", found.error
    label = "offline" if found.engine.startswith("offline") else found.engine
    assert (label, found.notices) == (row.engine, list(row.notices))
    assert [call["error_type"] for call in found.calls] == list(row.ends)
    assert all(call["settled_at"] for call in found.calls)
    day = found.calls[0]["started_at"].date()
    booked, billed = sum(call["cost_nanousd"] for call in found.calls), bill(desk.fake.calls, day)
    # Who hangs up on an answer that can't be read does not know how much more of it was written.
    assert booked < billed < 1.001 * booked if "bad_output" in row.ends else booked == billed
    assert found.result["usage"]["costUsd"] == pytest.approx(booked / 1e9)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (key_invalid(), "key_invalid"),
        (billing(), "billing"),
        (forbidden(), "forbidden"),
        (spend_limit(), "spend_limit"),
    ],
    ids=["401", "402", "403", "spend limit"],
)
async def test_what_an_operator_has_to_mend_is_never_silent(fault: Fault, kind: str, desk: Desk) -> None:
    desk.fake.always(FIRST, fault)
    desk.fake.always(SECOND, fault)

    insisting = await desk.write(engine="anthropic")
    await desk.forget()
    content = await desk.write(engine="auto")

    assert (insisting.status, insisting.error and insisting.error["code"]) == ("failed", f"llm_{kind}")
    assert [call["error_type"] for call in insisting.calls] == [kind]
    assert content.status == "succeeded"
    assert content.engine.startswith("offline")
    assert content.notices == [f"llm_{kind}", "written_offline"]
    assert [(call["error_type"], call["cost_nanousd"]) for call in content.calls] == [(kind, 0)]


async def test_a_bad_key_is_not_tried_again_by_anybody(desk: Desk) -> None:
    desk.fake.always(FIRST, key_invalid())
    await desk.write()
    desk.fake.recover()

    later = await desk.write()

    assert later.engine.startswith("offline")
    assert later.notices == ["llm_key_invalid", "written_offline"]
    assert later.calls == ()


async def test_who_insists_on_the_model_gets_no_strategy_of_another_engine(desk: Desk) -> None:
    desk.fake.always(FIRST, overloaded())
    desk.fake.always(SECOND, overloaded())

    found = await desk.write(engine="anthropic")

    assert (found.status, found.error and found.error["code"]) == ("failed", "llm_unavailable")
    assert found.error
    assert found.error["retryable"]


@pytest.mark.parametrize("engine", ["auto", "anthropic"])
async def test_a_used_up_budget_is_told(engine: str, desk: Desk) -> None:
    await desk.owner.execute(
        "INSERT INTO app.llm_budgets (workspace_id, per_day_nanousd, updated_by) VALUES ($1, 0, $2)"
        " ON CONFLICT (workspace_id) DO UPDATE SET per_day_nanousd = 0",
        desk.tenant.workspace_id,
        desk.tenant.user_id,
    )
    try:
        found = await desk.write(engine=engine)
    finally:
        await desk.owner.execute("DELETE FROM app.llm_budgets")

    assert found.status == "succeeded"
    assert found.engine.startswith("offline")
    assert found.notices == ["llm_budget_reached"]
    assert (found.calls, desk.fake.messages) == ((), [])


async def test_time_that_runs_out_keeps_what_is_complete(fake: FakeMessagesApi) -> None:
    fake.script(stalled(Sections(3)))
    patient = {"convex_llm_first_token_s": 60, "convex_llm_gap_s": 60, "convex_llm_deadline_s": 1.5}
    async with fresh_backends() as own, writing(own, await create_tenant(own), fake, **patient) as desk:
        found = await desk.write()

    assert found.status == "succeeded"
    assert found.engine == "mixed"
    assert found.notices == ["sections_written_offline"]
    assert list(found.sources.values()).count("anthropic") >= 3
    assert [call["error_type"] for call in found.calls] == ["timeout"]
    assert found.calls[0]["cost_nanousd"] == bill(fake.calls, found.calls[0]["started_at"].date())
