"""What the engine promises over forty briefs in twenty industries: unlike businesses get unlike strategies."""

import re
from functools import cache
from itertools import combinations, pairwise
from statistics import mean
from typing import Final

import pytest

from documents.model import StrategyDocument
from shared.contracts.requests import Brief, Framework
from strategy_worker.case import build
from strategy_worker.choosing import Chosen, Raised
from strategy_worker.planner import plan, write
from support_strategy.briefs import FRAMEWORKS, sequences, texts
from support_strategy.forty import FORTY, INDUSTRY

_BETWEEN: Final = 0.25
_WITHIN: Final = 0.45
_SAME_TACTICS: Final = 0.30
_COPIED_WORDS: Final = 8
_OTHERS: Final = ("Our offer is hard to explain", "We have almost no money for this", "Nobody has heard of us")


@cache
def _brief(key: str, framework: Framework) -> Brief:
    return Brief.model_validate({**FORTY[key], "framework": framework})


@cache
def _document(key: str, framework: Framework) -> StrategyDocument:
    return plan(_brief(key, framework))


@cache
def _sequences(key: str, framework: Framework) -> set[tuple[str, ...]]:
    return sequences(_document(key, framework), _brief(key, framework))


def _overlap(first: str, second: str, framework: Framework) -> float:
    one, two = _sequences(first, framework), _sequences(second, framework)
    return len(one & two) / len(one | two)


def test_the_briefs_are_two_of_each_of_twenty_industries() -> None:
    found = {key: build(_brief(key, "brand_positioning")).industry.id for key in FORTY}
    assert found == INDUSTRY
    assert len(set(INDUSTRY.values())) == 20


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_strategies_of_unlike_industries_share_little_wording(framework: Framework) -> None:
    shares = {
        (first, second): _overlap(first, second, framework)
        for first, second in combinations(FORTY, 2)
        if INDUSTRY[first] != INDUSTRY[second]
    }
    worst = max(shares, key=lambda pair: shares[pair])
    print(f"{framework}: {mean(shares.values()):.3f} on average, {shares[worst]:.3f} at most ({', '.join(worst)})")
    assert shares[worst] <= _BETWEEN, worst


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_strategies_of_one_industry_share_less_than_half_their_wording(framework: Framework) -> None:
    shares = {
        (first, second): _overlap(first, second, framework)
        for first, second in combinations(FORTY, 2)
        if INDUSTRY[first] == INDUSTRY[second]
    }
    worst = max(shares, key=lambda pair: shares[pair])
    print(f"{framework}: {mean(shares.values()):.3f} on average, {shares[worst]:.3f} at most ({', '.join(worst)})")
    assert shares[worst] <= _WITHIN, worst


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_unlike_briefs_get_different_tactics(framework: Framework) -> None:
    moves = {key: {move.id for move in _document(key, framework).choice.moves} for key in FORTY}
    shared = {
        (first, second): len(moves[first] & moves[second]) / min(len(moves[first]), len(moves[second]))
        for first, second in combinations(FORTY, 2)
        if INDUSTRY[first] != INDUSTRY[second]
    }
    worst = max(shared, key=lambda pair: shared[pair])
    assert shared[worst] <= _SAME_TACTICS, (worst, moves[worst[0]] & moves[worst[1]])


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", FORTY)
def test_nothing_is_left_open_and_nothing_copied_at_length(key: str, framework: Framework) -> None:
    brief = _brief(key, framework)
    wording = (brief.target_audience, brief.desired_outcome, *brief.current_challenges)
    spans = {
        tuple(words[index : index + _COPIED_WORDS + 1])
        for words in (_words(text) for text in wording)
        for index in range(len(words) - _COPIED_WORDS)
    }
    for text in texts(_document(key, framework)):
        assert not re.search(r"[{}\[\]|]|  |\.\.| [,.;:?]|\b(?:TBD|XX|lorem)\b", text), text
        assert not re.search(r"\b(a|an|the|to|of|and|is|in|for|with) \1\b", text, re.IGNORECASE), text
        said = _words(re.sub(r"“[^”]*”", "|", text))
        found = {tuple(said[index : index + _COPIED_WORDS + 1]) for index in range(len(said) - _COPIED_WORDS)}
        assert not found & spans, text


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", FORTY)
def test_the_path_multiplies_out_and_ends_at_the_outcome(key: str, framework: Framework) -> None:
    stages = _document(key, framework).path.stages
    for before, after in pairwise(stages):
        for start, rate, end in (
            (before.volume_low, after.rate_low, after.volume_low),
            (before.volume_mid, after.rate_mid, after.volume_mid),
            (before.volume_high, after.rate_high, after.volume_high),
        ):
            assert rate is not None
            assert start * rate == pytest.approx(end, rel=0.01)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", FORTY)
def test_another_challenge_changes_what_depends_on_it_and_nothing_else(key: str, framework: Framework) -> None:
    before = build(_brief(key, framework))
    first, *others = before.reading.challenges
    if not others:
        # Both sentences are one challenge to the engine, so there is no second one to change.
        assert len(first.numbers) == len(before.reading.brief.current_challenges)
        return
    kept = tuple(before.reading.brief.current_challenges[number - 1] for number in first.numbers)
    other = next(text for text in _OTHERS if _kind(text) not in {c.kind.id for c in before.reading.challenges})
    after = build(_brief(key, framework).model_copy(update={"current_challenges": (*kept, other)}))
    one, two = write(before), write(after)
    assert {m.tactic.id for m in before.moves} != {m.tactic.id for m in after.moves}
    assert {r.objection.id for r in before.objections} != {r.objection.id for r in after.objections}
    assert one.ledger != two.ledger
    # What answers the challenge that stayed stays, and so does everything no challenge decides.
    assert _first(before.moves, first.kind.id) == _first(after.moves, first.kind.id)
    assert _first(before.objections, first.kind.id) == _first(after.objections, first.kind.id)
    assert one.diagnosis.tensions[0] == two.diagnosis.tensions[0]
    # The ranges from elsewhere may speak of the moves, and these are allowed to differ.
    assert one.path.model_copy(update={"benchmarks": ()}) == two.path.model_copy(update={"benchmarks": ()})
    assert one.measurement.outcome == two.measurement.outcome


def _kind(text: str) -> str:
    brief = _brief("plumber-leeds", "brand_positioning").model_copy(update={"current_challenges": (text,)})
    return build(brief).reading.challenges[0].kind.id


def _first(choices: tuple[Chosen, ...] | tuple[Raised, ...], kind: str) -> str:
    found = next(choice for choice in choices if choice.challenge and choice.challenge.kind.id == kind)
    return found.tactic.id if isinstance(found, Chosen) else found.objection.id


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\|", text.lower())
