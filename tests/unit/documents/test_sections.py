import json
import re
from typing import cast

import pytest

from documents.fields import text_fields
from documents.markdown import render
from documents.model import StrategyDocument, parse
from documents.sections import sections
from shared.contracts.requests import Framework
from support_documents import strong
from support_documents.quantities import Json

_OPENING = ["executiveSummary", "diagnosis", "choice"]
_CLOSING = ["path", "objections", "riskRemoval", "measurement", "plan", "ledger", "limitations", "openQuestions"]
_FRAMEWORKS: dict[Framework, list[str]] = {
    "brand_positioning": [
        "moment", "segment", "alternatives", "value", "marketFrame", "statement", "salesStory", "messageHouse",
    ],
    "funnel_design": ["stages", "leak", "loops", "killList"],
    "seo_patterns": ["searchJobs", "patterns", "doNotTarget", "searchMeasurement", "answerRisk"],
    "competitor_model": [
        "arena", "rivals", "canvas", "asymmetries", "counterMoves", "battlecards", "monitoring",
    ],
    "offer_architecture": [
        "corePromise", "mechanism", "stack", "price", "ladder", "guarantee", "capacity", "unitEconomics", "pilot",
    ],
}  # fmt: skip
_HOSTILE = "<script>x</script> | # a `b` [c](https://d.example)"


def _body(document: StrategyDocument, section_id: str) -> str:
    return next(part.body for part in sections(document) if part.id == section_id)


@pytest.mark.parametrize("framework", list(_FRAMEWORKS))
def test_sections_come_summary_first_framework_in_the_middle_and_questions_last(framework: Framework) -> None:
    ids = [part.id for part in sections(strong.document(framework))]
    assert ids == [*_OPENING, *_FRAMEWORKS[framework], *_CLOSING]


@pytest.mark.parametrize("framework", list(_FRAMEWORKS))
def test_section_ids_are_the_names_of_the_document_on_the_wire(framework: Framework) -> None:
    document = strong.document(framework)
    names = set(document.model_dump(by_alias=True))
    assert {part.id for part in sections(document)} <= names


@pytest.mark.parametrize("framework", list(_FRAMEWORKS))
def test_no_heading_stands_without_content(framework: Framework) -> None:
    lines = [line for line in render(strong.document(framework)).splitlines() if line]
    depths = [len(line) - len(line.lstrip("#")) for line in lines]
    pairs = zip(lines, depths, [*depths[1:], 1], strict=True)
    assert [line for line, depth, following in pairs if depth and 0 < following <= depth] == []


@pytest.mark.parametrize("framework", list(_FRAMEWORKS))
def test_no_field_name_or_code_leaks_into_the_text(framework: Framework) -> None:
    document = strong.document(framework)
    names = set(re.findall(r'"([A-Za-z]+)":', document.model_dump_json(by_alias=True)))
    leaking = {name for name in names if re.search(r"[a-z][A-Z]", name)} | {"status_quo", "to_measure", "user_given"}
    text = render(document)
    assert [name for name in sorted(leaking) if name in text.replace("\\", "")] == []


@pytest.mark.parametrize("framework", list(_FRAMEWORKS))
def test_every_text_of_the_document_is_printed(framework: Framework) -> None:
    document = parse(_marked(strong.document(framework).model_dump(mode="json", by_alias=True)))
    text = render(document)
    missing = [mark for mark in re.findall(r"\bm\d+m\b", document.model_dump_json()) if mark not in text]
    assert missing == []


@pytest.mark.parametrize("framework", list(_FRAMEWORKS))
def test_hostile_text_changes_no_structure(framework: Framework) -> None:
    harmless = strong.document(framework)
    hostile = parse(
        _marked(harmless.model_dump(mode="json", by_alias=True), suffix=f" {_HOSTILE}\n\n# h\n\n- i\n\n> q")
    )
    text = render(hostile)
    assert "<" not in text
    assert "[c](" not in text
    assert "https://" not in text
    assert _structure(text, "#") == _structure(render(harmless), "#")
    assert _structure(text, "|") == _structure(render(harmless), "|")


def test_the_engine_note_stands_above_the_summary() -> None:
    body = _body(strong.positioning(), "executiveSummary")
    assert body.startswith(
        "> Made by the offline engine (knowledge base v1), without a language model.\n\nAgency owners"
    )


def test_the_path_is_a_table_with_every_rate_and_volume() -> None:
    assert "| Trial starts | 4 / 4.5 / 5 % | 320 | 360 | 400 | assumption |" in _body(strong.positioning(), "path")
    assert "| Site visits | – | 8,000 | 8,000 | 8,000 | given in the brief |" in _body(strong.positioning(), "path")


def test_the_plan_numbers_its_actions_and_refers_by_number() -> None:
    row = (
        "| 2 | Offer the setup call on the bank screen | bookkeeper | medium | 1 | ten calls have taken place "
        "| the bank step moves the result most |"
    )
    assert row in _body(strong.positioning(), "plan")


def test_the_canvas_has_a_column_for_each_player() -> None:
    body = _body(strong.document("competitor_model"), "canvas")
    assert body.startswith(
        "| What buyers weigh | Hafen Books | Lexware |\n| --- | --- | --- |\n"
        "| Margin during the project | high (assumption) | unknown (assumption) |"
    )


def test_an_objection_is_quoted_once() -> None:
    items = [{**_objection(), "voice": "“Too dear.”"}]
    body = _body(strong.positioning(objections={"items": items}), "objections")
    assert body.startswith("### Price: “Too dear.”\n")


def test_a_section_with_nothing_to_say_is_left_out() -> None:
    document = strong.positioning(openQuestions={"items": []}, limitations={"items": []})
    assert not {"openQuestions", "limitations"} & {part.id for part in sections(document)}


def test_each_section_names_its_source_and_the_summary_says_mixed() -> None:
    edited = {"source": "edited", "items": ["Prices were not looked up."]}
    found = {part.id: part.source for part in sections(strong.positioning(limitations=edited))}
    assert (found["limitations"], found["diagnosis"], found["executiveSummary"]) == ("edited", "offline", "mixed")
    assert {part.source for part in sections(strong.positioning())} == {"offline"}


def test_computed_sections_leave_the_summary_to_its_writer() -> None:
    document = strong.positioning()
    computed = {"source": "deterministic"}
    data = {**document.model_dump(mode="json", by_alias=True)}
    data["path"], data["ledger"] = {**data["path"], **computed}, {**data["ledger"], **computed}
    found = {part.id: part.source for part in sections(parse(data))}
    assert (found["ledger"], found["executiveSummary"]) == ("deterministic", "offline")
    by_model = parse({**data, "summarySource": "anthropic"})
    assert {part.id: part.source for part in sections(by_model)}["executiveSummary"] == "anthropic"
    assert "summary_source" not in {field.role for field in text_fields(by_model)}


def test_a_document_of_one_writer_holds_no_source_of_its_summary() -> None:
    document = strong.positioning()
    assert "summarySource" not in document.model_dump(mode="json", by_alias=True)
    assert "summarySource" not in document.model_dump_json(by_alias=True)


def test_the_text_is_the_sections_under_the_title() -> None:
    document = strong.positioning()
    expected = ["# Hafen Books: the ledger for project agencies"]
    expected += [f"## {part.title}\n\n{part.body}" for part in sections(document)]
    assert render(document) == "\n\n".join(expected) + "\n"


def _objection() -> Json:
    document = json.loads(strong.positioning().model_dump_json(by_alias=True))
    return document["objections"]["items"][0]


def _structure(text: str, mark: str) -> list[int]:
    """Count the marks of each line that starts with one: heading depths, or table columns."""
    lines = (re.sub(r"\\.", "", line) for line in text.splitlines())
    return [len(line.split(" ")[0]) if mark == "#" else line.count(mark) for line in lines if line.startswith(mark)]


_CODES = frozenset({
    "framework", "source", "kind", "basis", "effort", "level", "move", "claimBasis", "proofStatus", "dependsOn", "id",
    "player",
})  # fmt: skip


def _marked(value: object, suffix: str = "") -> object:
    """Append a number of its own to each free text; the name of a quantity is its owner's and not printed again."""
    counter = iter(range(100_000))

    def walk(item: object, name: str) -> object:
        if isinstance(item, dict):
            parts = cast("dict[str, object]", item)
            kept = {"name"} if "unit" in parts and "basis" in parts and "name" in parts else set[str]()
            return {key: part if key in kept else walk(part, key) for key, part in parts.items()}
        if isinstance(item, list):
            return [walk(part, name) for part in cast("list[object]", item)]
        return f"{item} m{next(counter)}m{suffix}" if isinstance(item, str) and item and name not in _CODES else item

    return walk(value, "")
