import pytest

from scoring.prose.manuscript import read
from scoring.prose.reading import Role, reading
from support_prose.texts import BRIEF

_PLAYED: list[tuple[Role, str]] = [
    ("refusal", "We will not quote for bathrooms, since they would pull a van out of the window."),
    ("refusal", "No adverts until June, because the two vans are full."),
    ("refusal", "Leave HomeServe's lift contracts alone this year."),
    ("refusal", "## What we do not do\n\n- Bathrooms: they take the van for a week."),
    ("rule", "If fewer than 4 trial jobs come in by week 6, Dawn stops ringing and visits branches."),
    ("rule", "End of March: 17 visits, or the card is dropped."),
    ("rule", "A branch with under 20 repairs by April gets a call from Dawn instead."),
    ("rule", "At nine or fewer repairs in May we talk about the price of the visit."),
    ("reversal", "If a repair needs a second visit within 30 days, it is free, once per job."),
    ("reversal", "Late with the photo? You do not pay for the call-out, up to 60 EUR."),
    ("metric", "Count every Friday how many of the calls from branches ended in a visit, read from the van's log."),
    ("target", "From 3 agents today to 12 by the end of September."),
    ("step", "By 15 January Dawn rings the first ten branches."),
    ("step", "Week 2: the office manager prints the card."),
    ("assumption", "We assume that one branch in four tries a single job; ring ten to find out."),
    (
        "failing",
        "A van may break down: the first sign is a missed window, and then we hire one for the day.",
    ),
    ("limit", "I don't know whether branch staff choose the plumber themselves."),
    ("limit", "Nobody has counted the calls after six yet."),
]
_NOT_PLAYED: list[tuple[Role, str]] = [
    ("refusal", "Agents do not answer letters from plumbers."),
    ("refusal", "We do not know who signs."),
    ("refusal", "What will we not do?"),
    ("rule", "When the boiler fails, the tenant rings the agent."),
    ("rule", "If all 40 homes had a boiler, there would be 40 boilers."),
    ("reversal", "The tenant pays the landlord, and the landlord pays the agent."),
    ("metric", "The number of plumbers in Leeds is large."),
    ("step", "Plumbing in Leeds has changed."),
    ("failing", "The photo shows the finished repair."),
    ("limit", "Dawn knows every branch in Headingley."),
]


def _strength(role: Role, text: str) -> float:
    return max(reading(read(text, BRIEF)).strengths[role], default=0.0)


@pytest.mark.parametrize(("role", "text"), _PLAYED)
def test_a_sentence_plays_a_role_by_its_form(role: Role, text: str) -> None:
    assert _strength(role, text) >= 0.5


@pytest.mark.parametrize(("role", "text"), _NOT_PLAYED)
def test_a_sentence_of_another_form_does_not(role: Role, text: str) -> None:
    assert _strength(role, text) < 0.5


def test_a_role_without_content_earns_nothing() -> None:
    empty = "If the metric is below its threshold by week six, the owner stops the activity and moves the budget."
    full = "If fewer than 4 branches have sent a boiler job by week 6, Dawn stops ringing and puts cards under doors."
    played = [reading(read(text, BRIEF)).played("rule") for text in (empty, full)]
    earned = [sum(one.value for one in found) for found in played]
    assert _strength("rule", empty) >= 0.5
    assert earned[0] < 0.2 < 0.7 < earned[1]


def test_doubts_are_heard_in_quotations_lists_and_reports_and_answered_by_what_follows() -> None:
    text = (
        '"My usual man is cheaper," they will say. Ours picks up until ten at night; the card has Dawn on it.\n\n'
        "Agents fear that a new plumber misses the boiler. The fitter carries wiring diagrams for 40 boilers in the "
        "van and photographs the finished burner.\n\n"
        "We call it “Warm by tea”."
    )
    found = reading(read(text, BRIEF)).doubts
    assert len(found) == 2
    assert all(doubt.answer > 0.3 for doubt in found)
    assert any("price" in doubt.kinds for doubt in found)


def test_assurance_is_no_answer() -> None:
    text = '"How do I know that it works?" We always deliver quality, and our customers trust us.'
    assert reading(read(text, BRIEF)).doubts[0].answer < 0.1
