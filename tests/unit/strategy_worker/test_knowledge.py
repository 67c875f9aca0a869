import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import pytest
from pydantic import ValidationError

from strategy_worker.knowledge.lint import likeness, references, wording
from strategy_worker.knowledge.lint.check import problems
from strategy_worker.knowledge.lint.sizes import shortfalls
from strategy_worker.knowledge.lint.usage import package_source
from strategy_worker.knowledge.load import KnowledgeBase, knowledge
from strategy_worker.knowledge.schema import Challenge

_TACTIC: Final = "partner_doorway"


def _with_tactic(**changes: object) -> KnowledgeBase:
    base = knowledge()
    broken = base.tactics[_TACTIC].model_copy(update=changes)
    return replace(base, tactics={**base.tactics, _TACTIC: broken})


def _about(found: Iterable[str], entry: str) -> list[str]:
    return [problem for problem in found if entry in problem]


def test_the_knowledge_base_is_sound() -> None:
    assert problems(knowledge(), package_source()) == []


def test_the_knowledge_base_holds_enough() -> None:
    assert list(shortfalls(knowledge())) == []


def test_what_is_too_little_is_counted() -> None:
    base = replace(knowledge(), tactics={}, phrasing={})
    assert {"tactics: 0 of at least 200", "phrasing units: 0 of at least 600"} <= set(shortfalls(base))


@pytest.mark.parametrize("field", ["axes", "avoid", "covers", "conflicts", "industries"])
def test_a_reference_without_an_end_is_found(field: str) -> None:
    found = references.problems(_with_tactic(**{field: ("nowhere",)}))
    assert f"tactics {_TACTIC}, {field}: there is no nowhere" in found


def test_a_metric_nobody_defines_is_found() -> None:
    found = references.problems(_with_tactic(metric="happiness"))
    assert f"tactics {_TACTIC}, metric: there is no happiness" in found


def test_an_industry_points_to_audiences_and_page_kinds_that_exist() -> None:
    base = knowledge()
    modifiers = (base.industries["software"].modifiers[0].model_copy(update={"kind": "magic"}),)
    changes = {"audience_as": {"parent": "nobody"}, "modifiers": modifiers}
    broken = base.industries["software"].model_copy(update=changes)
    found = set(references.problems(replace(base, industries={**base.industries, "software": broken})))
    assert "industries software, audience_as: there is no nobody" in found
    assert "industries software, modifiers: there is no magic" in found


def test_rates_that_do_not_rise_are_found() -> None:
    base = knowledge()
    path = base.industries["software"].path
    flat = path[1].model_copy(update={"low": 0.5, "mid": 0.1})
    broken = base.industries["software"].model_copy(update={"path": (path[0], flat, *path[2:])})
    found = references.problems(replace(base, industries={**base.industries, "software": broken}))
    assert f"industries software, path: the rates of {flat.name} do not rise from low to high" in found


def test_a_challenge_that_nothing_answers_is_found() -> None:
    base = knowledge()
    lonely = base.challenges["churn"].model_copy(update={"id": "lonely"})
    found = set(references.problems(replace(base, challenges={**base.challenges, "lonely": lonely})))
    assert {"challenges lonely: no tactic covers it", "challenges lonely: no objection covers it"} <= found


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("fails", "the {colour} fades", "nobody fills {colour}"),
        ("fails", "the [first|second page fades", "brackets are not well formed"),
        ("fails", "the page [fades] early", "brackets are not well formed"),
        ("fails", "the page {fades early", "brackets are not well formed"),
        ("fails", "a leveraged page fades", "it says “leveraged”"),
        ("fails", "the the page fades", "it says “the the”"),
        ("fails", "the page  fades", "a space is out of place"),
        ("fails", "the page fades , and nobody looks", "a space is out of place"),
        ("fails", "3 pages fade", "a digit stands in it"),
        ("fails", "the page fades.", "it has no mark of its own at the end"),
        ("fails", "each {customers} leaves", "{customers} is a plural"),
        ("fails", "it begins when {customers} is gone", "{customers} is a plural"),
        ("fails", "the {business} fades", "{business} is a name"),
        ("fails", "the {channel} fades", "{channel} is a noun"),
        ("fails", "a day of {moment} fades", "{moment} is a clause"),
        ("first", "the list of ten firms", "it begins with no verb"),
        ("first", "{people} write a list", "it begins with no verb"),
        ("first", "writing a list of ten firms", "the verb is not in its base form"),
        ("first", "lists ten firms", "the verb is not in its base form"),
        ("first", "listed ten firms", "the verb is not in its base form"),
        ("then", "prices are put on the page", "the verb is not in its base form"),
        ("then", "firm has a list", "it is a statement"),
        ("response", "before the next talk the list is cut", "no comma and no verb follows"),
        ("response", "[cut the list|the list is cut]", "it begins with no verb"),
    ],
)
def test_a_text_that_breaks_a_sentence_is_found(field: str, text: str, fault: str) -> None:
    found = _about(wording.problems(_with_tactic(**{field: text})), f"tactics {_TACTIC}, {field}")
    assert len(found) >= 1
    assert any(fault in problem for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "bring the list",
        "discuss the list",
        "need no list",
        "focus on the list",
        "never send the list alone",
        "before the next talk, cut the list",
        "ask for a {person} who knows a {offer}",
    ],
)
def test_an_imperative_passes(text: str) -> None:
    assert not _about(wording.problems(_with_tactic(first=text)), f"tactics {_TACTIC}, first")


def test_a_choice_begins_with_its_verb_so_that_to_may_stand_before_it() -> None:
    base = knowledge()
    broken = base.challenges["churn"].model_copy(update={"choice": "before anything else, keep those you have"})
    found = wording.problems(replace(base, challenges={**base.challenges, "churn": broken}))
    assert any("“before” stands before the verb" in problem for problem in found)


def test_a_question_ends_with_its_mark() -> None:
    base = knowledge()
    broken = base.challenges["churn"].model_copy(update={"question": "Why do they leave"})
    found = wording.problems(replace(base, challenges={**base.challenges, "churn": broken}))
    assert any("a question ends with a question mark" in problem for problem in found)


def test_what_fills_a_slot_holds_none() -> None:
    base = knowledge()
    broken = base.audiences["parent"].model_copy(update={"risk": "a quarrel with the {person}"})
    found = wording.problems(replace(base, audiences={**base.audiences, "parent": broken}))
    assert any("it can hold neither slots nor alternatives" in problem for problem in found)


def test_the_same_entry_in_nearly_the_same_words_is_found() -> None:
    base = knowledge()
    first = base.tactics[_TACTIC]
    copy = first.model_copy(update={"id": "copy", "name": "A doorway through some partner"})
    found = set(likeness.problems(replace(base, tactics={**base.tactics, "copy": copy})))
    assert f"tactics {_TACTIC} and copy say the same" in found
    assert f"tactics {_TACTIC} and copy have the same works_because" in found


def test_the_hash_identifies_the_content() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", knowledge().sha256)


def test_an_entry_with_an_unknown_field_does_not_load() -> None:
    row = knowledge().challenges["churn"].model_dump()
    with pytest.raises(ValidationError, match="colour"):
        Challenge.model_validate({**row, "colour": "red"})
