"""Fields that the frameworks gained later: printed when they are filled, and missing without a trace when not."""

import json
from typing import Any, Final

import pytest

from documents.markdown import render
from documents.model import StrategyDocument, parse
from documents.sections import sections
from shared.contracts.requests import Framework
from support_documents import strong
from support_documents.quantities import quantity

_MARK: Final = "later on"
# By framework and block: fields of the block itself, and fields of each entry of one of its lists.
_LATER: Final[dict[Framework, dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]]]] = {
    "brand_positioning": {
        "moment": (("first", "presence"), "", ()),
        "segment": (("whereToFind",), "", ()),
        "alternatives": (("howToCheck",), "", ()),
        "value": ((), "themes", ("proofPlan",)),
        "marketFrame": (("comparison",), "", ()),
        "statement": (("short", "caution"), "", ()),
        "salesStory": (("nextStep",), "", ()),
    },
    "funnel_design": {"stages": (("timing", "spending"), "", ()), "killList": ((), "items", ("frees",))},
    "seo_patterns": {
        "patterns": (
            ("order", "pace", "spending"),
            "items",
            ("fitReason", "winReason", "effortReason", "address"),
        ),
        "searchMeasurement": (("setup",), "", ()),
        "answerRisk": (("check",), "", ()),
    },
    "competitor_model": {
        "rivals": (("winLoss", "timing", "spending"), "items", ("evidenceSource",)),
        "canvas": (("reading",), "", ()),
        "battlecards": ((), "items", ("when",)),
        "monitoring": (("rhythm",), "", ()),
    },
    "offer_architecture": {
        "price": (("test", "comparison"), "", ()),
        "ladder": ((), "rungs", ("purpose",)),
        "guarantee": (("promise",), "", ()),
        "pilot": (("cost", "byWhen"), "", ()),
    },
}


def _dumped(framework: Framework) -> dict[str, Any]:
    return json.loads(strong.document(framework).model_dump_json(by_alias=True))


def _entries(document: dict[str, Any], block: str, name: str) -> list[dict[str, Any]]:
    return document[block][name] if name else []


def _filled(framework: Framework) -> tuple[StrategyDocument, list[str]]:
    """Return a document with a sentence of its own in each later field, and these sentences."""
    document, said = _dumped(framework), list[str]()

    def fill(part: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in names:
            said.append(f"Sentence {len(said)} {_MARK}.")
            part[name] = said[-1]

    for block, (own, entries, names) in _LATER[framework].items():
        fill(document[block], own)
        for entry in _entries(document, block, entries):
            fill(entry, names)
    return parse(document), said


def _without_later(framework: Framework) -> dict[str, Any]:
    document = _dumped(framework)
    for block, (own, entries, names) in _LATER[framework].items():
        for name in own:
            del document[block][name]
        for entry in _entries(document, block, entries):
            for name in names:
                del entry[name]
    return document


def _body(document: StrategyDocument, section_id: str) -> str:
    return next(part.body for part in sections(document) if part.id == section_id)


@pytest.mark.parametrize("framework", list(_LATER))
def test_later_fields_are_printed(framework: Framework) -> None:
    document, said = _filled(framework)
    text = render(document)
    assert said
    assert [sentence for sentence in said if sentence not in text] == []


@pytest.mark.parametrize("framework", list(_LATER))
def test_a_document_stored_before_reads_back_and_prints_as_it_did(framework: Framework) -> None:
    document = parse(_without_later(framework))
    assert document == strong.document(framework)
    assert _MARK not in render(document)


def test_the_statement_is_one_sentence_that_a_person_could_say() -> None:
    body = _body(strong.positioning(), "statement")
    assert body.startswith(
        "> For owners of project agencies with 5 to 30 staff who quote fixed prices without knowing the last margin, "
        "we are a ledger that is set up together with a bookkeeper, which shows the margin of each running project. "
        "Unlike spreadsheets that are filled after the invoice, the bank is connected in the first call."
    )


def test_what_moves_a_buyer_and_holds_one_back_is_listed() -> None:
    forces = {"push": "The sheet broke.", "pull": "The margin shows.", "anxiety": "An evening lost.", "habit": "Excel."}
    body = _body(strong.positioning(moment={**_dumped("brand_positioning")["moment"], "forces": forces}), "moment")
    assert "### What moves them, and what holds them back" in body
    assert "- **The habit:** Excel." in body


def test_figures_of_the_brief_stand_beside_the_proof() -> None:
    value = {**_dumped("brand_positioning")["value"], "ownFigures": [quantity("calls", "per month", "given", value=90)]}
    body = _body(strong.positioning(value=value), "value")
    assert body.endswith("### Figures you gave us\n\n- **calls:** 90 per month (given in the brief)")


def test_a_stage_says_how_many_the_outcome_needs_and_a_leak_what_its_repair_brings() -> None:
    document = _dumped("funnel_design")
    document["stages"]["items"][0]["needed"] = quantity("trials", "per month", "computed", value=120)
    document["leak"]["gain"] = quantity("orders", "more orders per month", "computed", value=4)
    text = render(parse(document))
    assert "- **Needed for the outcome:** 120 per month (computed)" in text
    assert "- **What the repair would bring:** 4 more orders per month (computed)" in text
