"""Sections that can't stay or did not come: only they are asked for again; what is left is the offline engine's."""

from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from pydantic import JsonValue

from support.backends import Backends, fresh_backends
from support.messages_api import FakeMessagesApi, fake_messages_api
from support.messages_request import Request
from support.messages_script import Sections, dropped, stalled
from support.tenants import create_tenant
from support.writing import BRIEF, FIRST, Desk, Outcome, asked, edited, is_booked, writing

pytestmark = pytest.mark.integration
WRITTEN = f"anthropic:{FIRST}"
Answer = dict[str, Any]


@pytest.fixture(scope="module")
async def fake() -> AsyncGenerator[FakeMessagesApi, None]:
    async with fake_messages_api() as served:
        yield served


@pytest.fixture(scope="module")
async def desk(backends: Backends, fake: FakeMessagesApi) -> AsyncGenerator[Desk, None]:
    waits = {"convex_llm_first_token_s": 0.4, "convex_llm_gap_s": 0.4, "convex_llm_deadline_s": 3}
    async with writing(backends, await create_tenant(backends), fake, **waits) as opened:
        yield opened


@pytest.fixture(autouse=True)
async def clean(desk: Desk) -> None:
    desk.fake.recover()
    desk.fake.calls.clear()
    desk.fake.requests.clear()
    desk.fake.write = None
    await desk.forget()


def _number(answer: Answer) -> None:
    answer["objections"]["items"][0]["answer"] = "The owner answers 97 percent of all calls within 4 minutes."


def _too_long(answer: Answer) -> None:
    answer["riskRemoval"]["buyer"][0]["promise"] = "the work is looked at again and again " * 12


def _number_again(answer: Answer) -> None:
    answer["executiveSummary"] = "The firm wins 73 percent of its quotes and saves 9,500 hours."


def _long_policy(answer: Answer) -> None:
    # Shorter than what is refused at once, as a model doesn't count, and longer than a policy may stay.
    answer["choice"]["policy"] = " ".join(["The owner refuses work outside Leeds", *["and keeps the offer narrow"] * 9])


def _first_time(spoil: Callable[[Answer], None]) -> Callable[[Request], object]:
    def edit(request: Request, answer: Answer) -> None:
        if len(answer) > 3:
            spoil(answer)

    return edited(edit)


@pytest.mark.parametrize(
    ("spoil", "section", "words"),
    [
        (_number, "objections", "97 percent"),
        (_too_long, "riskRemoval", "at most 15 words"),
        (_number_again, "executiveSummary", "73 percent"),
        (_long_policy, "choice", "at most 40 words"),
    ],
    ids=["a number without basis", "a text that is too long", "a summary without basis", "a long policy"],
)
async def test_what_can_not_stay_is_asked_for_again_with_its_faults(
    spoil: Callable[[Answer], None], section: str, words: str, desk: Desk
) -> None:
    desk.fake.write = _first_time(spoil)

    found = await desk.write()

    assert (found.status, found.engine, found.notices) == ("succeeded", WRITTEN, [])
    assert found.sources[section] == "anthropic"
    first, repair = desk.fake.messages
    assert len(asked(first)) > 1
    assert asked(repair) == [section]
    assert words in repair.prompt.rpartition("<faults nonce")[2]
    assert "<faults nonce" not in first.prompt
    assert [call["purpose"] for call in found.calls] == ["first", "repair"]
    assert found.calls[1]["sections"] == [section]
    assert "97 percent" not in found.texts
    assert "73 percent" not in found.texts
    assert is_booked(found, desk.fake)
    assert _told(section, found)[-2:] == [_stored(section, found)] * 2


async def test_what_is_never_right_is_the_offline_engine_s(desk: Desk) -> None:
    def never(_request: Request, answer: Answer) -> None:
        if "objections" in answer:
            _number(answer)

    desk.fake.write = edited(never)

    found = await desk.write()

    assert (found.status, found.engine, found.notices) == ("succeeded", "mixed", ["sections_written_offline"])
    assert [name for name, source in found.sources.items() if source == "offline"] == ["objections"]
    assert [asked(request) for request in desk.fake.messages[1:]] == [["objections"]]
    assert "“Objections to expect”" in found.result["notices"][0]["detail"]
    assert "did not pass our checks" in found.result["notices"][0]["detail"]
    assert "“Objections to expect”" in found.result["document"]["engineNote"]
    assert "97 percent" not in found.texts
    assert is_booked(found, desk.fake)


async def test_at_most_three_sections_are_asked_for_again(desk: Desk) -> None:
    def spoil(answer: Answer) -> None:
        for section in ("moment", "segment", "objections", "riskRemoval"):
            answer[section] = _emptied(answer[section])

    desk.fake.write = _first_time(spoil)

    found = await desk.write()

    assert [asked(request) for request in desk.fake.messages[1:]] == [["moment", "segment", "objections"]]
    assert (found.engine, found.notices) == ("mixed", ["sections_written_offline"])
    assert [name for name, source in found.sources.items() if source == "offline"] == ["riskRemoval"]
    assert is_booked(found, desk.fake)


def _emptied(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return ""
        case list():
            return [_emptied(one) for one in value]
        case dict():
            return {name: _emptied(one) for name, one in value.items()}
        case _:
            return value


async def test_a_section_that_is_missing_is_asked_for_and_the_others_stay(desk: Desk) -> None:
    desk.fake.write = _first_time(lambda answer: answer.pop("value"))

    found = await desk.write()

    assert (found.engine, found.notices, found.sources["value"]) == (WRITTEN, [], "anthropic")
    assert [asked(request) for request in desk.fake.messages[1:]] == [["value"]]
    assert [call["purpose"] for call in found.calls] == ["first", "part"]
    assert is_booked(found, desk.fake)


@pytest.mark.parametrize("fault", [dropped(Sections(3)), stalled(Sections(3))], ids=["a drop", "a stall"])
async def test_after_a_broken_answer_only_the_rest_is_asked_for(fault: Any, desk: Desk) -> None:
    desk.fake.script(fault)

    found = await desk.write()

    first, second = desk.fake.messages
    assert (found.engine, found.notices) == (WRITTEN, [])
    assert asked(second) == asked(first)[3:]
    assert found.result["document"]["choice"]["policy"] in second.prompt
    for section in asked(first):
        # Told when it was complete, and with all others at the end: nothing was written twice.
        assert _told(section, found) == [_stored(section, found)] * 2
    assert [call["purpose"] for call in found.calls] == ["first", "part"]
    assert is_booked(found, desk.fake)


async def test_pieces_of_a_broken_answer_are_replaced_by_those_of_the_next(desk: Desk) -> None:
    policy: list[str] = []

    def note(_request: Request, answer: Answer) -> None:
        policy.append(answer["choice"]["policy"])

    desk.fake.write = edited(note)
    # The policy is complete, its refusals are not.
    desk.fake.script(dropped(Sections(0)))

    found = await desk.write()

    assert len(set(policy)) == 2
    shown = ""
    for kind, data in found.events:
        if (kind, data.get("id")) == ("section.delta", "choice"):
            shown = data["text"] if data["begins"] else shown + data["text"]
    assert shown.startswith(policy[1])
    assert policy[0] not in shown


async def test_nobody_is_asked_to_mend_what_the_model_did_not_write(desk: Desk) -> None:
    """Planned names inside the model's sections repeat planned texts elsewhere, which the checks call duplicates."""
    found = await desk.write({**BRIEF, "framework": "funnel_design"})

    assert (found.engine, found.sources["stages"]) == (WRITTEN, "anthropic")
    assert [call["purpose"] for call in found.calls] == ["first"]


async def test_what_breaks_the_rules_does_not_stay_when_the_time_is_up(fake: FakeMessagesApi) -> None:
    fake.write = _first_time(_long_policy)
    fake.script(stalled(Sections(3)))
    patient = {"convex_llm_first_token_s": 60, "convex_llm_gap_s": 60, "convex_llm_deadline_s": 1.2}
    async with fresh_backends() as own, writing(own, await create_tenant(own), fake, **patient) as hasty:
        found = await hasty.write()

    assert (found.status, found.engine, found.notices) == ("succeeded", "mixed", ["sections_written_offline"])
    assert found.sources["choice"] == "offline"
    assert list(found.sources.values()).count("anthropic") == 2
    assert "keeps the offer narrow" not in found.result["strategy"]


def _told(section: str, found: Outcome) -> list[str]:
    """Return what readers were told that the section says, one after the other."""
    return [data["body"] for kind, data in found.events if kind == "section.completed" and data["id"] == section]


def _stored(section: str, found: Outcome) -> str:
    return next(data["body"] for data in found.result["sections"] if data["id"] == section)
