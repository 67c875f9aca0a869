"""Closed sections: paths, roles, lists that lose an item, texts that are left empty, sentences said twice."""

from functools import cache

import pytest
from pydantic import JsonValue

from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.sections import checked_part
from strategy_worker.llm.fields import Code, Group, ItemList, Part, PlannedList, Text, TextList
from support_strategy.bad_sentences import grounds

HONEST = "Name the price before the tools come out of the van."
OTHER = "A letting agent wants one invoice a month and no surprises."
BAD = "It doubles enquiries."


@cache
def known() -> Grounds:
    return grounds()


def part(*fields: Text | Code | TextList | ItemList | PlannedList | Group) -> Part:
    return Part("choice", "The choice", fields)


def test_a_section_without_faults_stays_as_it_is() -> None:
    value: JsonValue = {"policy": HONEST, "refusals": [{"what": "Night calls", "reason": OTHER}]}
    refusals = ItemList("refusals", (Text("what", 8, ""), Text("reason", 11, "")), 1, 3, "")

    checked = checked_part(part(Text("policy", 40, ""), refusals), value, known())

    assert (checked.value, checked.mended, checked.faults) == (value, (), ())


def test_a_text_that_lost_a_sentence_is_mended() -> None:
    checked = checked_part(part(Text("policy", 40, "")), {"policy": f"{HONEST} {BAD}"}, known())

    assert checked.value == {"policy": HONEST}
    assert [(fault.rule, fault.path) for fault in checked.mended] == [("number-without-basis", "policy")]
    assert checked.faults == ()


def test_a_text_that_is_left_empty_is_a_fault() -> None:
    checked = checked_part(part(Text("policy", 40, "")), {"policy": BAD}, known())

    assert checked.value == {"policy": ""}
    assert [(fault.rule, fault.path) for fault in checked.faults] == [("number-without-basis", "policy")]


def test_a_section_that_is_one_text_has_no_path() -> None:
    checked = checked_part(Part("executiveSummary", "Summary", words=110), BAD, known())

    assert [fault.path for fault in checked.faults] == [""]


def test_a_list_does_without_an_item_as_long_as_enough_stay() -> None:
    traits = TextList("traits", 8, 1, 3, "")

    checked = checked_part(part(traits), {"traits": [HONEST, BAD, OTHER]}, known())

    assert checked.value == {"traits": [HONEST, OTHER]}
    assert [fault.path for fault in checked.mended] == ["traits[1]"]
    assert checked.faults == ()


def test_a_list_that_needs_all_its_items_keeps_their_places_and_is_at_fault() -> None:
    refusals = ItemList("refusals", (Text("what", 8, ""), Text("reason", 11, "")), 2, 2, "")
    items: JsonValue = [{"what": "Night calls", "reason": BAD}, {"what": "Price wars", "reason": OTHER}]

    checked = checked_part(part(refusals), {"refusals": items}, known())

    assert checked.value == {
        "refusals": [{"what": "Night calls", "reason": ""}, {"what": "Price wars", "reason": OTHER}]
    }
    assert [fault.path for fault in checked.faults] == ["refusals[0].reason"]


def test_texts_beside_planned_items_keep_their_places() -> None:
    items = PlannedList("items", (Text("whyChosen", 10, ""),), ("name",), 2, "")

    checked = checked_part(part(items), {"items": [{"whyChosen": BAD}, {"whyChosen": HONEST}]}, known())

    assert checked.value == {"items": [{"whyChosen": ""}, {"whyChosen": HONEST}]}
    assert [fault.path for fault in checked.faults] == ["items[0].whyChosen"]


def test_a_field_is_checked_in_its_own_role() -> None:
    spoken = "“Another firm that will not ring me back”"
    objection = Group("first", (Code("kind", ("price",), ""), Text("voice", 12, ""), Text("answer", 20, "")), "")
    value: JsonValue = {"first": {"kind": "price", "voice": spoken, "answer": HONEST}}

    assert checked_part(part(objection), value, known()).value == value


def test_a_sentence_said_twice_is_kept_once() -> None:
    texts = TextList("entryPoints", 10, 1, 3, "")

    checked = checked_part(part(texts), {"entryPoints": [HONEST, f"{OTHER} {HONEST}"]}, known())

    assert checked.value == {"entryPoints": [HONEST, OTHER]}
    assert [(fault.rule, fault.path) for fault in checked.mended] == [("duplicate", "entryPoints[1]")]


@pytest.mark.parametrize("value", [None, 3, "text", [], {"policy": 3}, {"policy": [HONEST]}, {"strange": {"a": 1}}])
def test_a_wrong_shape_is_left_to_the_merger(value: JsonValue) -> None:
    checked = checked_part(part(Text("policy", 40, ""), TextList("traits", 8, 1, 3, "")), value, known())

    assert (checked.value, checked.faults) == (value, ())
