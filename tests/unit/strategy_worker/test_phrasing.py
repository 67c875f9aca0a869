from dataclasses import replace

import pytest

from strategy_worker.case import build
from strategy_worker.knowledge.lint import units, usage
from strategy_worker.knowledge.load import KnowledgeBase, knowledge
from strategy_worker.knowledge.phrasing import Phrasing
from strategy_worker.knowledge.slots import GLOBAL
from support_strategy.briefs import BRIEFS, brief


def _phrasing(*said: str, slots: dict[str, str] | None = None, most_words: int = 12) -> Phrasing:
    return Phrasing.model_validate(
        {
            "id": "test.sentence",
            "function": "state",
            "slots": slots or {},
            "most_words": most_words,
            "units": [{"text": text} for text in said],
        }
    )


def _base(*phrasing: Phrasing) -> KnowledgeBase:
    return replace(knowledge(), phrasing={entry.id: entry for entry in phrasing})


@pytest.mark.parametrize("key", BRIEFS)
def test_every_brief_fills_exactly_the_slots_that_writers_may_use(key: str) -> None:
    assert build(brief(key)).voice.slots.keys() == GLOBAL.keys()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("we count {n} steps for {nobody}", "nobody fills {nobody}"),
        ("we count the steps", "the slot n is not used"),
        ("we [count|tally] {n} steps", "a unit is whole and holds no alternatives"),
        ("We count {n} steps", "a unit begins in lower case"),
        ("we count {n} steps.", "a unit has no mark at its end but a question mark"),
        ("we count {n} steps, then we count them again with somebody else", "it has 12 words and may have 10"),
        ("we unlock {n} steps", "it says “unlock”"),
        ("we count {n} of 5 steps", "a digit stands in it"),
        ("we count count {n} steps", "it says “count count”"),
        ("we count {n steps", "brackets are not well formed"),
        ("we count {n} steps for every {buyers}", "{buyers} is a plural"),
        ("how many are {n} steps?", "some units are questions and others are not"),
    ],
)
def test_a_broken_unit_is_found(text: str, fault: str) -> None:
    entry = _phrasing(text, "there are {n} of them in all", slots={"n": "number"}, most_words=10)
    assert any(fault in problem for problem in units.problems(_base(entry)))


@pytest.mark.parametrize(
    ("text", "kind", "fault"),
    [
        ("the reason is the {x}", "clause", "{x} is a clause"),
        ("we advise you to {x}", "imperative", "{x} is a imperative"),
        ("every {x} leaves", "plural", "{x} is a plural"),
        ("that is why {x}, and {x} is gone", "plural", "{x} is a plural"),
        ("the {x} grows", "name", "{x} is a name"),
        ("you wrote “{x}”", "quotation", "{x} is a quotation"),
    ],
)
def test_a_word_that_can_not_stand_beside_its_slot_is_found(text: str, kind: str, fault: str) -> None:
    entry = _phrasing(text, "quite another thing about {x}", slots={"x": kind})
    assert any(fault in problem for problem in units.problems(_base(entry)))


def test_two_units_with_the_same_words_are_found() -> None:
    entry = _phrasing("count each step by hand this week", "this week count each step by hand")
    assert any("two units say it with the same words" in problem for problem in units.problems(_base(entry)))


def test_a_slot_that_every_brief_fills_keeps_its_kind() -> None:
    entry = _phrasing("we meet {buyers}", "there are {buyers} here", slots={"buyers": "noun"})
    assert any("every brief fills buyers as a plural" in problem for problem in units.problems(_base(entry)))


def test_a_sound_unit_passes() -> None:
    entry = _phrasing(
        "a {person} of {business} waits because {why}", "{why}, and so a {person} must wait", slots={"why": "clause"}
    )
    assert list(units.problems(_base(entry))) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('voice.line("test.sentense", n="1")', "a.py:1: there is no phrasing test.sentense"),
        ('voice.line("test.sentence")', "a.py:1: test.sentence has the slots ['n'] and gets []"),
        ('voice.line("test.sentence", n="1", m="2")', "a.py:1: test.sentence has the slots ['n'] and gets ['m', 'n']"),
        ('KEYS = {"a": "test.missing"}', "code: there is no phrasing test.missing"),
        ("print()", "phrasing test.sentence: no code says it"),
    ],
)
def test_code_and_phrasing_that_lack_each_other_are_found(code: str, fault: str) -> None:
    entry = _phrasing("there is {n}", "we see {n} of them", slots={"n": "number"})
    assert fault in usage.problems(_base(entry), {"a.py": code})


@pytest.mark.parametrize(
    "code",
    [
        'voice.line("test.sentence", turn=2, n="1")',
        'voice.line("test.sentence", n="1", buyers="guests")',
        'voice.line("test.sentence", **slots)',
        'KEYS = {"a": "test.sentence"}',
        'voice.line(f"test.{name}", n="1")',
    ],
)
def test_code_that_says_what_there_is_passes(code: str) -> None:
    entry = _phrasing("there is {n}", "we see {n} of them", slots={"n": "number"})
    assert list(usage.problems(_base(entry), {"a.py": code})) == []


def test_no_way_of_saying_it_comes_back_before_the_others_were_used() -> None:
    voice = build(brief("plumber")).voice
    for key, entry in knowledge().phrasing.items():
        slots = dict.fromkeys({*entry.slots, *GLOBAL}, "x")
        said = [voice.phrase(key, turn=turn, **slots) for turn in range(len(entry.units))]
        assert len(set(said)) == len(said), key
