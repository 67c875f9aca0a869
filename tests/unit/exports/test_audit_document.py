"""What the document of an audit says, and what it never says."""

import re
from typing import Any

import pytest
from pydantic import BaseModel

from exports.audit import Audit
from exports.audits import stored, stored_subjects
from exports.audits.document import build
from exports.model import Heading, Paragraph, Part, Table, plain
from exports.order import Order
from exports.process import render
from unit.exports.audit_samples import audit, given


def _markdown(subject: Audit) -> str:
    return render(Order("md", subject)).decode()


def _part(subject: Audit, name: str) -> Part:
    return next(part for part in build(subject).parts if part.id == name)


def _verdict(**members: object) -> str:
    first = _part(given(**members), "summary").blocks[0]
    assert isinstance(first, Paragraph)
    return plain(first.runs)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            {"overallScore": 62, "coverage": 0.69, "range": {"low": 48.2, "high": 73.6}},
            "62 of 100; between 48 and 74, because 31 % of the weight could not be measured.",
        ),
        (
            {"overallScore": 90, "coverage": 1.0, "range": {"low": 90.0, "high": 90.0}},
            "90 of 100; everything that applies to this page could be measured.",
        ),
        ({"coverage": 0.2}, "There is no score: only 20 % of the weight could be measured."),
        (
            {"fetch": {"status": 404, "requestedUrl": "https://a.example/"}},
            "There is no score: the address answered with status 404 instead of a page.",
        ),
        (
            {"fetch": {"status": None, "requestedUrl": "https://a.example/"}},
            "There is no score: the page could not be fetched.",
        ),
    ],
)
def test_the_summary_says_the_score_and_how_sure_it_is(members: dict[str, Any], said: str) -> None:
    assert _verdict(**members) == said


def test_a_cap_says_what_it_costs() -> None:
    text = _markdown(
        given(
            overallScore=30,
            uncappedScore=71.24,
            coverage=0.8,
            cappedBy=[
                {"gate": "noindex", "checkId": "T02", "cap": 30, "title": "Search engines are told to stay away"}
            ],
            notes=["Search engines are told to stay away (check T02), so the overall score can't exceed 30."],
        )
    )
    assert (
        "- Search engines are told to stay away: until that is mended, the page can't score more than 30.\n"
        "- The checks come to 71 of 100; the cap takes 41 of them.\n"
    ) in text
    assert "exceed" not in text


def test_a_repair_says_what_why_where_what_to_do_and_what_it_brings() -> None:
    assert (
        "### 1. Describe the images `T18`\n\n"
        "- **Why:** People who see nothing hear it.\n"
        "- **Where:**\n  - 2 of 3 images\n  - “/a.jpg”\n"
        "- **What to do:** Add an alt attribute.\n"
        "- **What it brings:** About 4 points of 100; little effort.\n"
    ) in _markdown(
        given(
            overallScore=60,
            recommendations=[
                {
                    "id": "T18",
                    "pillar": "technical",
                    "title": "Describe the images",
                    "action": "Add an alt attribute.",
                    "why": "People who see nothing hear it.",
                    "impact": "medium",
                    "effort": "low",
                    "points": 3.8,
                    "evidence": ["2 of 3 images", "“/a.jpg”"],
                }
            ],
        )
    )


def test_what_does_not_apply_is_never_among_what_is_in_order() -> None:
    checks = [
        {"id": "T01", "title": "Good thing", "status": "good", "value": 1, "unit": "titles", "threshold": "One"},
        {"id": "T02", "title": "Bad thing", "status": "critical", "value": 0.25, "unit": "share with alt"},
        {"id": "T03", "title": "Small thing", "status": "warning", "value": None, "evidence": ["Seen there"]},
        {"id": "T04", "title": "Dark thing", "status": "not_measured", "evidence": ["Nobody said."]},
    ]
    absent = [{"id": "T05", "title": "Foreign thing", "reason": "The page has no images."}]
    part = _part(given(technical={"metrics": checks, "notApplicable": absent}), "technical")
    headings = [plain(block.runs) for block in part.blocks if isinstance(block, Heading) and block.level == 2]
    tables = [block for block in part.blocks if isinstance(block, Table)]
    rows = [[[plain(cell) for cell in row] for row in table.rows] for table in tables]
    assert headings == ["To mend", "In order", "Not measured", "Does not apply to this page"]
    assert rows == [
        [["Bad thing T02", "25 % with alt"], ["Small thing T03", "Seen there"]],
        [["Good thing T01", "1 title", "One"]],
        [["Dark thing T04", "Nobody said."]],
        [["Foreign thing T05", "The page has no images."]],
    ]


def test_a_reason_is_said_once_for_all_checks_it_holds_for() -> None:
    checks = [{"id": f"T0{number}", "title": f"Thing {number}", "evidence": ["No page."]} for number in (1, 2)]
    made = _markdown(given(technical={"metrics": checks}))
    assert "| Thing 1 `T01`, Thing 2 `T02` | No page. |" in made


def test_search_data_are_told_as_given_and_what_is_computed_as_such() -> None:
    figures = {"position": 8.42, "impressions": 1200, "clicks": 31, "ctr": 0.0258}
    period = {"from": "2026-08-01", "to": "2026-10-31"}
    now = {**figures, "period": period, "filters": ["Search type: Image", "Country: France"]}
    better = [
        {"positions": "1-3", "ctr": 0.21, "moreClicks": 221, "reason": None},
        {"positions": "4-6", "ctr": None, "moreClicks": None, "reason": "Only two queries stood there."},
    ]
    ranking = {"keyword": now, "page": None, "better": better, "assumptions": ["All else equal."]}
    made = _markdown(given(primaryKeyword="tea", rankingPrediction=ranking))
    assert (
        "## What search data say\n\n"
        "- **“tea”:** position 8.4 on average, shown 1,200 times, clicked 31 times (3 %)\n"
        "- **Days:** 1 August 2026 to 31 October 2026\n"
        "- **Filters of the export:** Search type: Image; Country: France\n"
    ) in made
    assert "| 1-3 | 21 % | 221 | – |\n| 4-6 | – | – | Only two queries stood there. |\n\n- All else equal.\n" in made


def test_the_pages_of_a_site_say_where_they_are_and_why_one_is_not_there() -> None:
    pages = [
        {"url": "https://a.example/", "title": "Start", "status": 200, "score": 61, "depth": 0, "inlinks": 4},
        {"url": "https://a.example/b?c=1", "status": 301, "redirectsTo": "https://a.example/d", "depth": 1},
        {"url": "https://a.example.evil/", "error": "It did not answer in time.", "checks": {"problem": 3}},
    ]
    made = _markdown(given(finalUrl="https://a.example/x", pages=pages))
    assert (
        "| [/](<https://a.example/>) | Start | 200 | 61 | 0 | 4 | – |\n"
        "| [/b?c=1](<https://a.example/b?c=1>) | redirects to https\\://a.example/d | 301 | – | 1 | – | – |\n"
        "| [https\\://a.example.evil/](<https://a.example.evil/>) | It did not answer in time. | – | – | – | – | 3 |\n"
    ) in made


def test_a_gap_says_who_has_it_in_whose_words_and_what_to_do() -> None:
    gap = {
        "kind": "section",
        "term": "Guarantee",
        "competitors": 2,
        "competitorsRead": 3,
        "intent": "unclear",
        "words": 31,
        "terms": [{"term": "labour"}],
        "examples": [{"competitor": "https://a.example/", "heading": "Our guarantee", "quote": "A year."}],
        "action": "Add a section.",
    }
    assert (
        "### Section: Guarantee\n\n"
        "- **Who has it:** 2 of 3 competitors, usually in 31 words\n"
        "- **How they word it:** “A year.” (https\\://a.example/, under “Our guarantee”)\n"
        "- **Words that go with it:** labour\n"
        "- **What to do:** Add a section.\n"
    ) in _markdown(given(contentGaps=[gap]))


def _wire_names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_no_name_of_a_field_is_said() -> None:
    found = (*vars(stored).values(), *vars(stored_subjects).values())
    models = [each for each in found if isinstance(each, type) and issubclass(each, BaseModel)]
    names = {name for model in models for name in _wire_names(model) if re.search("[A-Z]", name)}
    text = _markdown(audit())
    assert "overallScore" in names
    assert {name for name in names if name in text} == set()
    assert not re.search(r"\b[a-z]+\\_[a-z]+\b", text)


def test_the_example_has_every_section() -> None:
    assert [part.title for part in build(audit()).parts] == [
        "Summary",
        "Do this first",
        "After that",
        "Technical checks",
        "Topical checks",
        "Authority checks",
        "Beside its competitors",
        "What competitors have and this page lacks",
        "What the page is about",
        "How it was measured",
        "What to keep in mind",
    ]


def test_weights_are_said_to_be_nobodys_model_once_on_the_first_page_and_once_at_the_end() -> None:
    assert _markdown(audit()).count("Weights are expert defaults, not a model of any search engine.") == 2


def test_an_audit_that_knows_nothing_is_a_document_all_the_same() -> None:
    export = build(given())
    assert export.title == "SEO audit of a page"
    assert export.date == "9 March 2026"
    assert all(part.blocks for part in export.parts)


def test_what_is_null_or_new_is_passed_over() -> None:
    members = {
        "range": None,
        "technical": None,
        "notes": None,
        "pages": [{"url": None, "colour": "red"}],
        "new": {"a": 1},
    }
    assert build(given(**members)).parts[0].title == "Summary"
