import pytest

from shared.contracts.requests import Framework
from strategy_worker.choosing import Chosen, objections, reversals, tactics
from strategy_worker.knowledge.load import knowledge
from strategy_worker.reading.brief import read
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief


def _tactics(key: str, framework: Framework = "brand_positioning", **changes: object) -> list[str]:
    return [chosen.tactic.id for chosen in tactics(read(brief(key, framework, **changes)))]


def _objections(key: str, **changes: object) -> list[str]:
    return [raised.objection.id for raised in objections(read(brief(key, "brand_positioning", **changes)))]


@pytest.mark.parametrize("key", BRIEFS)
def test_each_challenge_gets_a_tactic_and_an_objection_that_cover_it(key: str) -> None:
    reading = read(brief(key))
    chosen, raised = tactics(reading), objections(reading)
    for challenge in reading.challenges:
        assert any(challenge.kind.id in c.tactic.covers for c in chosen)
        assert any(challenge.kind.id in r.objection.covers for r in raised)


@pytest.mark.parametrize("key", BRIEFS)
def test_every_choice_traces_to_a_challenge_or_an_axis_of_the_brief(key: str) -> None:
    reading = read(brief(key))
    for chosen in tactics(reading):
        assert chosen.challenge in reading.challenges or chosen.axis is not None
        assert chosen.axis is None or chosen.axis.id in reading.axes
        assert not set(chosen.tactic.avoid) & reading.axes


@pytest.mark.parametrize("key", BRIEFS)
def test_no_two_chosen_tactics_exclude_each_other(key: str) -> None:
    chosen = _tactics(key)
    assert len(chosen) == len(set(chosen))
    for first in chosen:
        assert not set(knowledge().tactics[first].conflicts) & set(chosen)


def _answering(key: str, challenges: list[str]) -> dict[str, list[Chosen]]:
    reading = read(brief(key, current_challenges=challenges))
    chosen = tactics(reading)
    return {
        c.kind.id: [x for x in chosen if x.challenge and x.challenge.kind.id == c.kind.id] for c in reading.challenges
    }


@pytest.mark.parametrize("key", ["plumber", "ngo", "dental", "shop", "restaurant", "law", "parts"])
@pytest.mark.parametrize("other", ["Our texts look outdated", "Our offer is hard to explain", "Tight budget"])
def test_another_challenge_brings_another_tactic_and_another_objection(key: str, other: str) -> None:
    changed = [other, *brief(key).current_challenges[1:]]
    assert set(_tactics(key, current_challenges=changed)) != set(_tactics(key))
    assert set(_objections(key, current_challenges=changed)) != set(_objections(key))


@pytest.mark.parametrize("key", ["plumber", "ngo", "dental", "shop", "restaurant", "law", "parts"])
def test_a_changed_challenge_leaves_what_answers_the_others(key: str) -> None:
    first, *rest = brief(key).current_challenges
    before = _answering(key, [first, *rest])
    after = _answering(key, [first, *rest[:-1], "Our offer is hard to explain"])
    kept = [c.kind.id for c in read(brief(key)).challenges][:-1]
    for kind in kept:
        assert {x.tactic.id for x in before[kind]} & {x.tactic.id for x in after[kind]}, kind
        assert before[kind][0].tactic.id == after[kind][0].tactic.id


def test_unlike_briefs_share_few_tactics() -> None:
    keys = ("plumber", "ngo", "shop", "parts", "university")
    for index, first in enumerate(keys):
        for second in keys[index + 1 :]:
            assert len(set(_tactics(first)) & set(_tactics(second))) <= 1, (first, second)


def test_a_short_horizon_leaves_out_what_shows_late() -> None:
    assert all(chosen.tactic.weeks <= 4 for chosen in tactics(read(brief("plumber", horizon_weeks=4))))


def test_a_small_team_gets_fewer_moves_and_none_that_is_large() -> None:
    chosen = tactics(read(brief("parts", current_challenges=["We have no time and a small team"])))
    assert len(chosen) == 4
    assert all(c.tactic.effort != "L" for c in chosen)


def test_objections_are_of_several_kinds() -> None:
    for key in BRIEFS:
        kinds = [raised.objection.kind for raised in objections(read(brief(key)))]
        assert len(kinds) >= 4
        assert len(set(kinds)) >= 3, key


def test_a_regulated_practice_refunds_no_result() -> None:
    assert all(reversal.regulated_ok for reversal in reversals(read(brief("dental"))))


def test_givers_are_not_offered_prices_and_discounts() -> None:
    for framework in FRAMEWORKS:
        chosen = set(_tactics("ngo", framework))
        assert not chosen & {"price_in_the_open", "three_sizes", "concession_for_concession", "premium_only"}
