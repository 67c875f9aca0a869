"""The pages of strategies: what others wrote stays text, and what is shown is what was stored."""

from dataclasses import replace
from typing import Any, cast
from uuid import UUID, uuid4

import orjson
import pytest

from gateway.dashboard.brief_form import PURPOSES, brief_of, by_form_field, unreadable
from gateway.dashboard.forms import Form
from gateway.dashboard.job_course import Course
from gateway.dashboard.job_view import JobPage, job_page
from gateway.dashboard.languages import load_languages
from gateway.dashboard.marked import Marked, Marking, Wanted
from gateway.dashboard.pages import load_pages
from gateway.dashboard.section_form import Draft, groups, texts_of
from gateway.dashboard.strategy_filters import filters_of
from gateway.dashboard.strategy_view import StrategyView, strategy_view
from gateway.repository.events import JobEvent
from gateway.repository.jobs import Job
from gateway.schemas.admin_examples import BUDGET_EXAMPLE
from gateway.schemas.budget import Budget
from gateway.schemas.strategy_versions import VersionAuthor, VersionItem
from gateway.strategy_reading import StrategyHead
from library.frameworks import frameworks
from support.hostile_markup import HOSTILE_MARKUP
from support.whole_strategies import told, written
from unit.gateway.dashboard.pages import NOW, Elements, get, home_values

BUDGET = Budget.model_validate(BUDGET_EXAMPLE)
PAGES = load_pages(is_secure=True)
ENGLISH = load_languages()["en"]
_KEPT = frozenset(
    [
        "id",
        "strategyId",
        "jobId",
        "createdBy",
        "createdAt",
        "framework",
        "compliance",
        "source",
        "dimension",
        "severity",
        "scorerVersion",
    ]
)


def _replaced(value: object, text: str) -> Any:
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: each if key in _KEPT else _replaced(each, text) for key, each in items}
    if isinstance(value, list):
        return [_replaced(each, text) for each in cast("list[object]", value)]
    return text if isinstance(value, str) else value


def _version() -> dict[str, Any]:
    known = told(written()[1])
    for name in ("strategy", "usage"):
        del known[name]
    return known | {"jobId": str(uuid4()), "createdBy": str(uuid4()), "createdAt": NOW.isoformat()}


VERSION = _version()


def _page(template: str, values: dict[str, object], lang: str = "en") -> str:
    answer = PAGES.render(get(query=f"lang={lang}"), template, home_values("x") | values)
    return bytes(answer.body).decode()


def _values(shown: StrategyView, **changes: object) -> dict[str, object]:
    """Return what the page of a current version gets."""
    version = shown.version
    head = StrategyHead(
        version.strategy_id, version.title, shown.business_name, version.framework, "active", 1, 1, 50, NOW, "etag"
    )
    sections = frozenset(part.id for part in version.sections)
    values = {"shown": shown, "head": head, "editable": sections, "etag": "etag", "key": "key", "saved": None}
    return values | {"restored": None, "is_back": False} | changes


def _job_page(shown: JobPage) -> str:
    return _page("job.html", {"shown": shown, "trace_address": None})


def _shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    # Of our own making in a section's text, and different with every text.
    return [(tag, tuple(sorted(names))) for tag, names in Elements(page).found if tag not in {"mark", "br"}]


def _job(text: str, status: str, *, error: str | None = None, result: str | None = None) -> Job:
    return Job(
        id=UUID(int=1),
        kind="strategy",
        status=status,
        stage=text,
        progress=40,
        attempt=1,
        created_at=NOW,
        started_at=NOW,
        finished_at=NOW,
        error=error or orjson.dumps({"title": text, "detail": text, "code": text}).decode(),
        trace_headers="{}",
        request=orjson.dumps({"businessName": text}).decode(),
        result=result,
        event_seq=1,
    )


def _dangerous(page: str) -> list[str]:
    """Return what none of our templates has."""
    found = Elements(page).found
    wrong = [
        tag for tag, _ in found if tag in {"iframe", "img", "object", "style", "base", "video", "audio", "math", "b"}
    ]
    names = {name for _, attributes in found for name in attributes}
    wrong += [name for name in names if name.startswith(("on", "data-hx", "hx-on")) or name in {"style", "srcdoc"}]
    links = [attributes.get("href") or "" for _, attributes in found]
    return wrong + [
        link for link in links if link and not link.startswith(("/", "#", "?", "http://", "https://", "mailto:"))
    ]


@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
def test_no_words_in_a_strategy_become_markup(hostile: str) -> None:
    shown = strategy_view(_replaced(VERSION, hostile), hostile)
    page = _page("strategy.html", _values(shown), "de")
    assert _dangerous(page) == []
    scripts = [attributes for tag, attributes in Elements(page).found if tag == "script"]
    assert len(scripts) == 3
    forms = [attributes for tag, attributes in Elements(page).found if tag == "form"]
    assert len(forms) == 2


@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
def test_no_words_become_markup_in_a_form_or_the_history(hostile: str) -> None:
    document = written()[1].document
    shapes: list[list[object]] = []
    for text in ("harmless", hostile):
        texts = texts_of(document, "statement") or texts_of(document, "diagnosis")
        draft = Draft(dict.fromkeys(texts, text), dict.fromkeys(texts, text), dict.fromkeys(texts, text))
        faster = VersionItem(
            version=2,
            title=text,
            author=VersionAuthor(id=uuid4(), name=text),
            created_at=NOW,
            change_summary=text,
            score=1,
            compliance="pass",
        )
        head = StrategyHead(uuid4(), text, text, "brand_positioning", "draft", 2, 2, 50, NOW, text)
        form: dict[str, object] = {
            "section": "statement",
            "section_title": text,
            "groups": groups(texts, draft),
            "errors": draft.errors,
        }
        common: dict[str, object] = {"head": head, "summary": text, "faster": faster, "is_late": True}
        told_of = {"title": text, "status": text}
        history: dict[str, object] = {
            "versions": [(faster, 1)],
            "is_later": True,
            "next_cursor": text,
            "key": text,
            "restored": None,
        }
        pages = [
            _page("strategy_section.html", common | form),
            _page("strategy_head.html", common | {"values": told_of, "errors": told_of, "taken": told_of}),
            _page("strategy_versions.html", common | history | {"editable": (), "saved": None, "etag": text}),
        ]
        assert [found for page in pages for found in _dangerous(page)] == []
        shapes.append([_shape(page) for page in pages])
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
@pytest.mark.parametrize("status", ["running", "failed", "cancelled"])
def test_no_words_of_a_job_become_markup(hostile: str, status: str) -> None:
    shapes: list[object] = []
    for text in ("harmless", hostile):
        course = Course("strategy")
        data = {"id": text, "title": text, "text": "words", "begins": True}
        course.take([JobEvent(1, "section.delta", orjson.dumps(data).decode())])
        shapes.append(_shape(_job_page(job_page(_job(text, status), course, status))))
    assert shapes[0] == shapes[1]
    course = Course("strategy")
    course.take([JobEvent(1, "section.completed", orjson.dumps({"id": "a", "title": "", "body": hostile}).decode())])
    assert _dangerous(_job_page(job_page(_job(hostile, status), course, status))) == []


@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
def test_no_words_in_an_update_become_markup(hostile: str) -> None:
    shapes: list[object] = []
    for text in ("harmless", hostile):
        course = Course("seo")
        rival = {"competitor": text, "overallScore": 3}
        score = {"overallScore": 61, "competitors": [rival], "pending": [text], "technical": {"score": 5}}
        section = {"id": text, "title": text, "text": "words", "begins": True}
        told = [("page.scored", score), ("section.delta", section), ("progress", {"stage": text, "progress": 3})]
        changes = course.take(JobEvent(n, kind, orjson.dumps(data).decode()) for n, (kind, data) in enumerate(told, 1))
        shown = job_page(_job(text, "running"), course, "running")
        before = replace(shown, stage="other")
        for live, was in (("stream", None), ("polling", None), (None, before)):
            values: dict[str, object] = {"shown": shown, "before": was, "changes": changes, "known": 0, "live": live}
            shapes.append(_shape(_page("fragments/job_update.html", values)))
    assert shapes[:3] == shapes[3:]
    assert any("hx-swap-oob" in names for _, names in cast("list[tuple[str, tuple[str, ...]]]", shapes[0]))


@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
def test_a_brief_is_shown_again_as_text(hostile: str) -> None:
    names = ("businessName", "industry", "targetAudience", "currentChallenges", "baselines", "domain", "budgetAmount")
    shapes = [_shape(_page("new_strategy.html", _form_values(dict.fromkeys(names, text)))) for text in ("x", hostile)]
    assert shapes[0] == shapes[1]


def _form_values(given: dict[str, str]) -> dict[str, object]:
    return {
        "errors": dict(given),
        "form": Form({name: (value,) for name, value in given.items()}),
        "once": "n",
        "purposes": PURPOSES,
        "currencies": ("EUR",),
        "english": ("en",),
        "budget": BUDGET,
    }


def test_links_in_a_section_lead_only_to_pages_and_people() -> None:
    body = "[a](javascript:alert(1)) [b](https://example.com/) [c](data:text/html,x) <b>raw</b> ![d](https://x.example/i.png)"
    sections = [{"id": "a", "title": "A", "body": body, "source": "edited"}]
    page = _page("strategy.html", _values(strategy_view(VERSION | {"sections": sections}, "x")))
    assert '<a href="https://example.com/" rel="noopener noreferrer nofollow">b</a>' in page
    assert "&lt;b&gt;raw&lt;/b&gt;" in page
    assert _dangerous(page) == []


def test_a_quote_is_marked_once_though_the_text_has_other_quotation_marks() -> None:
    marking = Marking([Wanted("q1", 'say "no" to them'), Wanted("q2", "missing words")], set())
    blocks = marking.blocks('We **say "no" to them** today.\n\nAgain: say "no" to them.')
    runs = [run for block in blocks for run in cast("Any", block).runs]
    assert [(run.text, run.mark) for run in runs if isinstance(run, Marked)] == [("say “no” to them", "q1")]
    assert marking.found == {"q1"}
    assert "".join(run.text for run in runs) == "We say “no” to them today.Again: say “no” to them."


def test_lists_of_an_older_or_later_worker_break_nothing() -> None:
    changed = {"executionPlan": ["text", {"action": "Go"}], "assumptions": [None], "successMetrics": [{"name": "N"}]}
    shown = strategy_view(VERSION | changed | {"contributions": None, "findings": []}, "x")
    page = _page("strategy.html", _values(shown))
    assert "Go" in page
    assert shown.assumptions == ()
    assert "Nothing was found that would raise it." in page


def test_purposes_are_those_of_the_library() -> None:
    assert dict(PURPOSES) == {each.id: each.purpose for each in frameworks()}


def test_a_brief_leaves_out_what_is_empty_and_reads_figures() -> None:
    given = {"businessName": " A ", "industry": "", "baselines": "a: 1,200.5 per day\n\nb: -3 %", "budgetAmount": "x"}
    form = Form({name: (value,) for name, value in given.items()} | {"budgetCurrency": ("EUR",)})
    assert brief_of(form) == {
        "businessName": "A",
        "baselines": {"a": {"value": 1200.5, "unit": "per day"}, "b": {"value": -3.0, "unit": "%"}},
        "budget": {"amount": "x", "currency": "EUR"},
    }
    assert unreadable(form, ENGLISH) == {}


def test_an_error_in_a_list_names_the_line_as_it_was_written() -> None:
    form = Form({"currentChallenges": ("\none\n\ntwo",), "baselines": ("no number",)})
    told_of = by_form_field({"currentChallenges[1]": "Wrong.", "budget.amount": "Bad."}, form, ENGLISH)
    assert told_of == {"currentChallenges": "Line 4: Wrong.", "budgetAmount": "Bad."}
    assert unreadable(form, ENGLISH)["baselines"].startswith("Line 1: ")


def test_filters_that_are_none_of_ours_change_nothing() -> None:
    assert filters_of({"framework": "x", "compliance": "", "minScore": "101"}).chosen == {}
    assert filters_of({"framework": "seo_patterns", "compliance": "fail", "minScore": "070"}).chosen == {
        "framework": "seo_patterns",
        "compliance": "fail",
        "minScore": "70",
    }


@pytest.mark.parametrize(
    ("changes", "said", "not_said"),
    [
        ({}, "Usually $0.0034 and 14 s: the median of the latest 12 strategies.", "less than a strategy"),
        (
            {"expected": BUDGET_EXAMPLE["expected"] | {"basis": "list_price", "seconds": None}},  # type: ignore[operator]
            "Up to $0.0034 for a call that writes a whole document, by the price list",
            "Usually",
        ),
        ({"expected": None}, "What it costs is not known", "Usually"),
        ({"left": {"todayUsd": 0.001, "monthUsd": 9}}, "That is less than a strategy", "no key"),
        ({"llmEnabled": False, "expected": None}, "There is no key for a language model", "What it costs"),
    ],
    ids=["by the ledger", "by the list", "unknown", "used up", "no key"],
)
def test_the_form_says_what_the_model_is_expected_to_cost(changes: dict[str, object], said: str, not_said: str) -> None:
    budget = Budget.model_validate(BUDGET_EXAMPLE | changes)
    page = _page("new_strategy.html", {**_form_values({}), "errors": dict[str, str](), "budget": budget})
    assert said in page
    assert not_said not in page
    disabled = [element["value"] for tag, element in Elements(page).found if tag == "input" and "disabled" in element]
    assert disabled == ([] if budget.llm_enabled else ["auto", "anthropic"])
