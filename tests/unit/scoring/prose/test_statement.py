import pytest

from scoring.prose.manuscript import Manuscript, read
from scoring.prose.statement import Statement
from scoring.prose.wording import detail
from support_prose.texts import BRIEF, DENSE, GENERIC


def _read(text: str) -> Manuscript:
    return read(text, BRIEF)


def _first(text: str) -> Statement:
    return _read(text).statements[0]


@pytest.mark.parametrize(
    ("word", "worth"),
    [
        ("boiler", 1.0),
        ("photo", 0.4),
        ("strategy", 0.0),
        ("buyer", 0.0),
        ("quickly", 0.0),
        ("installation", 0.5),
        ("the", 0),
    ],
)
def test_a_word_is_a_detail_when_it_is_not_talk_of_every_plan(word: str, worth: float) -> None:
    assert detail(word) == worth


@pytest.mark.parametrize(
    "text",
    [
        "Agents already have a plumber they call first.",
        "Win 12 letting agents as regular clients within 9 months, from 3 today.",
        "We will communicate our values clearly and build lasting relationships.",
        "Each metric has a definition, a baseline, an owner and a deadline.",
        "agents tenants plumbers repairs homes Leeds price waiting clients months regular",
        "The van of [insert name] waits in front of the boiler house.",
    ],
)
def test_copied_hollow_piled_and_unfilled_sentences_are_worth_nothing(text: str) -> None:
    assert _first(text).worth < 0.1


def test_a_sentence_with_things_numbers_and_ties_is_worth_most() -> None:
    said = _first("Dawn rings 4 letting agents a week and leaves the arrival window of the van on a sticker.")
    assert said.worth > 0.9
    assert {"ring", "van", "arrival"} <= said.new
    assert {"agent", "lett"} <= said.ties


def test_numbers_of_the_brief_are_nothing_new() -> None:
    given, own = _first("There are 22 jobs and 3 agents."), _first("There are 31 jobs and 7 agents.")
    assert given.novelty == 0 < own.novelty


def test_what_was_said_before_is_worth_nothing_wherever_it_stands() -> None:
    once, twice = _read(DENSE), _read(f"{DENSE}\n\n{DENSE}")
    assert len(twice.statements) == 2 * len(once.statements)
    assert len(twice.distinct) == len(once.distinct)


def test_a_dense_text_says_more_per_word_than_a_fluent_one() -> None:
    worth = [sum(said.worth for said in _read(text).distinct) for text in (DENSE, GENERIC)]
    assert worth[0] > 6 > 1 > worth[1]


def test_every_sentence_is_quoted_in_the_characters_of_the_original() -> None:
    text = "<p>Dawn&nbsp;rings <b>4</b> agents.</p><p>The van waits.</p>"
    found = _read(text)
    places = [found.evidence(said) for said in found.statements]
    assert [place.quote for place in places] == ["Dawn&nbsp;rings <b>4</b> agents.", "The van waits."]
    assert all(text[place.start : place.end] == place.quote for place in places)
