import pytest

from strategy_worker.knowledge.phrasing import Phrasing, Unit
from strategy_worker.wording import UnknownSlotError, Voice, clip, listed, number, ordinal, raise_first, share, stop

_VOICE = Voice({"buyers": "homeowners", "offer": "programme"}, "seed")


def test_a_slot_is_filled_once() -> None:
    assert _VOICE.say("for {buyers}: {rival}", rival="{offer} [a|b]") == "for homeowners: {offer} [a|b]"


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(UnknownSlotError, match="price"):
        _VOICE.say("at {price}")


def test_alternatives_are_decided_by_the_seed() -> None:
    made = {Voice({}, str(seed)).say("[one|two]") for seed in range(20)}
    assert made == {"one", "two"}
    assert _VOICE.say("[one|two] of [a|b]") == _VOICE.say("[one|two] of [a|b]")


def test_american_spelling_leaves_the_brief_alone() -> None:
    voice = Voice({"business": "Neighbour & Colour", "offer": "programme"}, "seed", american=True)
    assert voice.say("{business}: the {offer} for a neighbour") == "Neighbour & Colour: the program for a neighbor"


_COUNTED = Phrasing(
    id="test.counted",
    function="state",
    slots={"n": "number"},
    units=(Unit(text="there are {n} {buyers}"), Unit(text="we count {n}"), Unit(text="{n} came. None left")),
)
_SPEAKING = Voice({"buyers": "homeowners"}, "seed", phrasing={"test.counted": _COUNTED})


def test_a_phrase_takes_turns() -> None:
    said = [_SPEAKING.phrase("test.counted", turn=turn, n="two") for turn in range(4)]
    assert set(said) == {"there are two homeowners", "we count two", "two came. None left"}
    assert said[0] == said[3]


def test_a_line_is_a_sentence() -> None:
    lines = {_SPEAKING.line("test.counted", turn=turn, n="two") for turn in range(3)}
    assert lines == {"There are two homeowners.", "We count two.", "Two came. None left."}


def test_lines_make_a_paragraph() -> None:
    line = _SPEAKING.line("test.counted", n="two")
    assert _SPEAKING.lines("test.counted", "test.counted", n="two") == f"{line} {line}"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("customer", "a customer and A customer"),
        ("enrolment", "an enrolment and An enrolment"),
        ("hour", "an hour and An hour"),
        ("user", "a user and A user"),
        ("one-off order", "a one-off order and A one-off order"),
        ("8-week course", "an 8-week course and An 8-week course"),
    ],
)
def test_an_article_agrees_with_what_fills_its_slot(noun: str, expected: str) -> None:
    assert Voice({"customer": noun}, "seed").say("a {customer} and An {customer}") == expected


def test_a_word_before_a_slot_is_not_said_twice() -> None:
    voice = Voice({"customers": "new clients"}, "seed")
    assert voice.say("new {customers} and old {customers}") == "new clients and old new clients"


@pytest.mark.parametrize(("place", "expected"), [(1, "first"), (12, "twelfth"), (13, "13th")])
def test_places_are_words(place: int, expected: str) -> None:
    assert ordinal(place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("buy it", "Buy it"), ("iPhone users", "iPhone users"), ("“x” is", "“x” is"), ("3 jobs", "3 jobs"), ("", "")],
)
def test_the_first_letter_is_raised(text: str, expected: str) -> None:
    assert raise_first(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("yes", "yes."), ("why?", "why?"), ("“no.”", "“no.”"), ("", "")])
def test_a_sentence_ends(text: str, expected: str) -> None:
    assert stop(text) == expected


def test_lists_use_semicolons_when_an_item_is_a_list() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a and b", "c"]) == "a and b; and c"
    assert listed(["a"]) == "a"


@pytest.mark.parametrize(("value", "expected"), [(1653.0, "1,653"), (4.5, "4.5"), (40.0026, "40.0"), (0.9, "0.9")])
def test_numbers(value: float, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.04, "4%"), (0.125, "12%"), (0.0125, "1.2%"), (1.0, "100%")])
def test_shares(value: float, expected: str) -> None:
    assert share(value) == expected


def test_clip_ends_before_a_conjunction() -> None:
    assert clip("one two three four and five six", 6) == "one two three four"
    assert clip("one two", 6) == "one two"
