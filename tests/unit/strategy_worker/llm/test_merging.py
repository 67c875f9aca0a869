"""Merging takes an answer whole or names every fault; what was computed never changes."""

import json
from collections.abc import Sequence
from typing import Any, cast

import pytest
from pydantic import JsonValue

from documents.fields import quantities
from documents.markdown import render
from documents.model import StrategyDocument, parse
from scoring.assess import assess
from shared.contracts.requests import Framework
from strategy_worker.llm.cleaning import cleaned, cleaned_paragraphs, is_placeholder
from strategy_worker.llm.fields import Code, Field, Group, ItemList, Part, PlannedList, Text, TextList
from strategy_worker.llm.merging import PartError, labelled, merged
from strategy_worker.llm.model import Fault
from strategy_worker.llm.parts import parts_of
from support_strategy.briefs import BRIEFS, FRAMEWORKS, brief, made

_TEXT = "clear record of each visit shows the owner what changed and which step comes next for this buyer today"
_WORDS = _TEXT.split()


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("key", ["plumber", "ngo", "seed", "shop", "law"])
def test_texts_for_every_part_give_a_document_that_renders_and_scores(key: str, framework: Framework) -> None:
    planned = made(key, framework)
    document = _written(planned, parts_of(framework))
    assert parse(json.loads(document.model_dump_json(by_alias=True))) == document
    assert _word(1) in render(document)
    assert 0 <= assess(document, brief(key, framework)).score.overall <= 100
    assert dict(quantities(document)) == dict(quantities(planned))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_merging_the_planned_texts_changes_nothing_but_the_source(framework: Framework) -> None:
    planned = made("shop", framework)
    for part in parts_of(framework)[1:-1]:
        if part.section in {"objections", "riskRemoval"}:
            continue
        block = getattr(planned, part.attribute).model_dump(mode="json", by_alias=True)
        roomy = Part(part.section, part.title, tuple(_roomy(field) for field in part.fields))
        again = merged(planned, roomy, _only(roomy.fields, block))
        expected = {**block, "source": "anthropic"}
        assert getattr(again, part.attribute).model_dump(mode="json", by_alias=True) == expected


def test_the_section_says_that_the_model_wrote_it_and_others_stay() -> None:
    planned = made("plumber", "offer_architecture")
    part = _part("offer_architecture", "price")
    document = merged(planned, part, _answer(part, planned))
    assert document.price.source == "anthropic"  # type: ignore[union-attr]
    assert document.stack == planned.stack  # type: ignore[union-attr]
    assert document.price.amount == planned.price.amount  # type: ignore[union-attr]


def test_moves_and_marks_stay_as_planned() -> None:
    planned = made("shop", "seo_patterns")
    document = _written(planned, parts_of("seo_patterns"))
    assert document.choice.moves == planned.choice.moves
    kept = ("name", "fit", "winnability", "effort", "priority", "firstBatch", "address", "schemaType", "mergeRule")
    for old, new in zip(_items(planned, "patterns"), _items(document, "patterns"), strict=True):
        assert {name: new[name] for name in kept} == {name: old[name] for name in kept}


def test_a_planned_list_needs_exactly_as_many_texts() -> None:
    planned = made("shop", "funnel_design")
    part = _part("funnel_design", "stages")
    value = _answer(part, planned)
    items = cast("list[JsonValue]", value["items"])
    assert _remedies(planned, part, {"items": items[:-1]}) == [("items", "give exactly 5 items; there were 4")]
    assert _remedies(planned, part, {"items": [*items, items[0]]}) == [("items", "give exactly 5 items; there were 6")]


def test_every_fault_is_named_at_its_place() -> None:
    planned = made("plumber", "brand_positioning")
    part = parts_of("brand_positioning")[0]
    value: JsonValue = {
        "policy": " ".join(["word"] * 65),
        "refusals": [{"what": "", "reason": 3}, {"what": "Discounts", "reason": "TBD", "extra": "x"}, "no object"],
    }
    assert _remedies(planned, part, value) == [
        ("policy", "say it in at most 40 words"),
        ("refusals[0].what", "write the text itself; it must not be empty or stand in for another"),
        ("refusals[0].reason", "give a text"),
        ("refusals[1].extra", "leave this property out"),
        ("refusals[1].reason", "write the text itself; it must not be empty or stand in for another"),
        ("refusals[2]", "give an object with all its properties"),
    ]
    assert {fault.rule for fault in _faults(planned, part, value)} == {"structure"}


@pytest.mark.parametrize("value", [None, 1, True, "text", [], {}, [[]], {"policy": None}, {"refusals": {}}])
def test_any_other_value_is_refused(value: JsonValue) -> None:
    assert _faults(made("plumber", "brand_positioning"), parts_of("brand_positioning")[0], value)


@pytest.mark.parametrize(
    "value", [None, 1, [], {}, "", " \n ", "\u200b", "...", "[summary]", "word " * 200, "x" * 5000]
)
def test_no_other_value_is_a_summary(value: JsonValue) -> None:
    [fault] = _faults(made("plumber", "brand_positioning"), parts_of("brand_positioning")[-1], value)
    assert fault.path == ""


def test_a_code_is_compared_without_regard_to_case() -> None:
    planned = made("plumber", "brand_positioning")
    part = _part("brand_positioning", "objections")
    value = _answer(part, planned)
    items = cast("list[dict[str, JsonValue]]", value["items"])
    items[0]["kind"], items[1]["kind"] = "PRICE", "Status-quo"
    kinds = [item.kind for item in merged(planned, part, value).objections.items]
    assert kinds[:2] == ["price", "status_quo"]
    items[2]["kind"] = "money"
    assert _remedies(planned, part, value) == [
        ("items[2].kind", "choose one of price, trust, effort, fit, status_quo, authority")
    ]


def test_texts_are_composed_folded_and_rid_of_what_nobody_sees() -> None:
    assert (
        cleaned("  cafe\u0301\r\n is\topen\u2028now\x00\x1b[0m \u202eabc\U000e0041\ufeff\ud800 ")
        == "café is open now[0m abc"
    )
    assert cleaned("می\u200cخواهم") == "می\u200cخواهم"
    assert cleaned_paragraphs("One\nline.\n \n\nTwo.\r\n\r\n\u200b\n\nThree.") == "One line.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    "text",
    ["", "—", "…", "N/A", "None.", "{{name}}", "Call [company] now", "Save XX% now", "TODO: write", "<your name>"],
)
def test_stand_ins_are_told_from_texts(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["None is claimed.", "Size XXL sells first", "Art of the siglo XX", "Cost < price", "Note [1] says so"]
)
def test_texts_are_no_stand_ins(text: str) -> None:
    assert not is_placeholder(text)


def test_labels_are_set_by_the_names_of_the_wire() -> None:
    document = labelled(made("plumber", "funnel_design"), {"killList": "edited", "executiveSummary": "anthropic"})
    assert document.kill_list.source == "edited"  # type: ignore[union-attr]
    assert document.choice.source == "offline"
    assert document.executive_summary == made("plumber", "funnel_design").executive_summary


def test_a_strategy_for_every_brief_has_a_place_for_each_part() -> None:
    for key in BRIEFS:
        for framework in FRAMEWORKS:
            _written(made(key, framework), parts_of(framework))


def _written(document: StrategyDocument, parts: Sequence[Part]) -> StrategyDocument:
    for part in parts:
        value = _sentence(part.words, 7) if part.is_text else cast("JsonValue", _answer(part, document))
        document = merged(document, part, value)
        if not part.is_text:
            kept = getattr(document, part.attribute).model_dump(mode="json", by_alias=True)
            assert _only(part.fields, kept) == value
    return document


def _answer(part: Part, document: StrategyDocument) -> dict[str, JsonValue]:
    planned: dict[str, Any] = getattr(document, part.attribute).model_dump(mode="json", by_alias=True)
    return {field.name: _value(field, planned, index) for index, field in enumerate(part.fields)}


def _value(field: Field, planned: dict[str, Any], turn: int) -> JsonValue:
    match field:
        case Text():
            return _sentence(field.words, turn)
        case Code():
            return field.options[turn % len(field.options)]
        case TextList():
            return [_sentence(field.words, turn + index) for index in range(field.most)]
        case Group():
            return _values(field.fields, turn)
        case ItemList():
            return [_values(field.fields, turn + index) for index in range(field.least)]
        case PlannedList():
            return [_values(field.fields, turn + index) for index in range(len(planned[field.name]))]


def _values(fields: Sequence[Field], turn: int) -> dict[str, JsonValue]:
    return {field.name: _value(field, {}, turn + index) for index, field in enumerate(fields)}


def _sentence(words: int, turn: int) -> str:
    return " ".join(_word(turn + index) for index in range(words))


def _word(index: int) -> str:
    return _WORDS[index % len(_WORDS)]


def _roomy(field: Field) -> Field:
    match field:
        case Text():
            return Text(field.name, 200, "")
        case TextList():
            return TextList(field.name, 200, 0, 20, "")
        case ItemList():
            return ItemList(field.name, tuple(map(_roomy, field.fields)), 0, 20, "")
        case PlannedList():
            return PlannedList(field.name, tuple(map(_roomy, field.fields)), field.shown, field.usual, "")
        case Group():
            return Group(field.name, tuple(map(_roomy, field.fields)), "")
        case Code():
            return field


def _only(fields: Sequence[Field], planned: dict[str, Any]) -> dict[str, JsonValue]:
    return {field.name: _own(field, planned[field.name]) for field in fields}


def _own(field: Field, planned: Any) -> JsonValue:
    if isinstance(field, ItemList | PlannedList):
        return [_only(field.fields, item) for item in planned]
    return _only(field.fields, planned) if isinstance(field, Group) else planned


def _part(framework: Framework, section: str) -> Part:
    return next(part for part in parts_of(framework) if part.section == section)


def _items(document: StrategyDocument, attribute: str) -> list[dict[str, Any]]:
    return getattr(document, attribute).model_dump(mode="json", by_alias=True)["items"]


def _faults(document: StrategyDocument, part: Part, value: JsonValue) -> tuple[Fault, ...]:
    with pytest.raises(PartError) as refused:
        merged(document, part, value)
    return refused.value.faults


def _remedies(document: StrategyDocument, part: Part, value: JsonValue) -> list[tuple[str, str]]:
    return [(fault.path, fault.remedy) for fault in _faults(document, part, value)]
