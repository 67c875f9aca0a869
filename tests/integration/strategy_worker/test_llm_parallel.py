"""A strategy in four calls: the choice first, then three at once that agree with it and keep each other's work."""

from collections.abc import AsyncGenerator

import pytest

from strategy_worker.llm.parts import parallel_groups
from support.backends import Backends
from support.messages_api import FakeMessagesApi, fake_messages_api
from support.messages_script import FINE, Pace, bad_request, key_invalid, refused
from support.messages_sender import Speed
from support.tenants import create_tenant
from support.writing import FIRST, SECOND, Desk, Outcome, asked, is_booked, writing

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
async def fake() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api() as served:
        yield served


@pytest.fixture(scope="module")
async def desk(backends: Backends, fake: FakeMessagesApi) -> AsyncGenerator[Desk, None]:
    async with writing(backends, await create_tenant(backends), fake, convex_llm_mode="parallel") as opened:
        yield opened


@pytest.fixture(autouse=True)
async def clean(desk: Desk) -> None:
    desk.fake.recover()
    desk.fake.calls.clear()
    desk.fake.requests.clear()
    desk.fake.most_open_streams = 0
    desk.fake.speed = Speed()
    await desk.forget()


async def test_three_calls_at_once_know_the_choice(desk: Desk) -> None:
    desk.fake.speed = Speed(ttft_s=0.1)

    found = await desk.write()

    spine, *lanes = parallel_groups("brand_positioning")
    assert (found.status, found.engine, found.notices) == ("succeeded", f"anthropic:{FIRST}", [])
    assert "offline" not in found.sources.values()
    first, *others = desk.fake.messages
    assert asked(first) == [part.section for part in spine]
    assert sorted(map(asked, others)) == sorted([part.section for part in lane] for lane in lanes)
    assert desk.fake.most_open_streams == 3
    policy = found.result["document"]["choice"]["policy"]
    assert policy not in first.prompt
    assert all(policy in request.prompt for request in others)
    assert [call["purpose"] for call in found.calls] == ["spine", "part", "part", "part"]
    assert found.result["usage"]["calls"] == 4
    assert found.result["usage"]["costUsd"] == pytest.approx(found.booked / 1e9)
    assert is_booked(found, desk.fake)


async def test_a_lane_that_fails_loses_nothing_of_the_others(desk: Desk) -> None:
    desk.fake.script(FINE, bad_request())
    desk.fake.always(SECOND, refused())

    found = await desk.write()

    lost = next(asked(request) for request in desk.fake.messages if request.status == 400)
    assert (found.status, found.engine) == ("succeeded", "mixed")
    assert found.notices == ["sections_written_offline"]
    _is_lost(lost, found)
    ends = sorted(str(call["error_type"]) for call in found.calls)
    assert ends == ["None", "None", "None", "invalid_request", "refused"]
    assert is_booked(found, desk.fake)


async def test_a_key_that_ends_meanwhile_leaves_what_is_being_written(desk: Desk) -> None:
    desk.fake.script(FINE, Pace(0.1), Pace(0.1), key_invalid())

    found = await desk.write()

    lost = next(asked(request) for request in desk.fake.messages if request.status == 401)
    assert (found.engine, found.notices) == ("mixed", ["llm_key_invalid", "sections_written_offline"])
    _is_lost(lost, found)
    assert is_booked(found, desk.fake)


def _is_lost(sections: list[str], found: Outcome) -> None:
    """Check that these sections and no others are the offline engine's; the summary is told to be of mixed origin."""
    titles = {section["id"]: section["title"] for section in found.result["sections"]}
    summary = {"executiveSummary"}
    assert {name for name, source in found.sources.items() if source == "offline"} == set(sections) - summary
    told = found.result["notices"][-1]["detail"]
    assert {name for name, title in titles.items() if f"“{title}”" in told} == set(sections)
