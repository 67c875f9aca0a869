"""A roadmap's page without a server: nobody's words become markup, and a form says only what was changed."""

from dataclasses import replace
from datetime import date
from html import unescape
from uuid import uuid4

import pytest

from gateway.dashboard.charts.gantt import gantt
from gateway.dashboard.forms import Form
from gateway.dashboard.pages import load_pages
from gateway.dashboard.tracked import Filled, Looked, change_of, shown
from gateway.repository.roadmap_tasks import TaskChanger, TrackedRoadmap
from gateway.repository.roadmaps import RoadmapSources
from gateway.schemas.roadmaps import RoadmapItem
from library.model import ExecutionTemplate
from library.roadmaps.model import StoredRoadmap, StoredTask
from library.templates import templates
from support.hostile_markup import HOSTILE_MARKUP
from unit.gateway.dashboard.pages import NOW, Elements, Looking, get, home_values

PAGES = load_pages(is_secure=True)
TEMPLATES = (
    "roadmap.html",
    "roadmaps.html",
    "roadmap_templates.html",
    "new_roadmap.html",
    "fragments/roadmap_changed.html",
)


def _task(text: str = "words", **changes: object) -> StoredTask:
    given = {
        "id": "first",
        "title": text,
        "description": text,
        "start_date": date(2026, 3, 2),
        "due_date": date(2026, 3, 6),
        "baseline_start_date": date(2026, 3, 1),
        "baseline_due_date": date(2026, 3, 4),
        "estimated_hours": 8.0,
        "optimistic_hours": 4.0,
        "pessimistic_hours": 16.0,
        "assignee": text,
        "success_criteria": (text,),
        "deliverable": text,
        "evidence": (text,),
        "source": text,
        "critical": True,
        "wait_after": {"days": 2, "unit": "working days", "reason": text},
        "slip_days": 2,
    }
    return StoredTask.model_validate(given | changes)


def _tracked(text: str) -> TrackedRoadmap:
    second = _task(text, id="second", depends_on=("first",), start_date=date(2026, 3, 9), due_date=date(2026, 3, 10))
    roadmap = StoredRoadmap.model_validate(
        {
            "roadmap_id": "r",
            "template_name": text,
            "start_date": date(2026, 3, 2),
            "end_date": date(2026, 3, 10),
            "total_duration": 1.3,
            "critical_path": ("first", "second"),
            "milestones": (
                {
                    "id": text,
                    "title": text,
                    "objectives": (text,),
                    "success_metrics": (text,),
                    "start_date": date(2026, 3, 2),
                    "due_date": date(2026, 3, 10),
                    "tasks": (_task(text), second),
                },
            ),
            "slippage": {"days": 2, "baseline_end_date": date(2026, 3, 8), "replans": 1},
            "deadline": {
                "date": date(2026, 3, 8),
                "met": False,
                "late_by_days": 2,
                "options": ({"says": text, "end_date": date(2026, 3, 9), "meets_deadline": False},),
            },
            "finish": {"p50": date(2026, 3, 10), "p90": date(2026, 3, 14), "chance_of_deadline": 0.2},
            "budget": {
                "amount": 10.0,
                "currency": text,
                "basis": text,
                "lines": ({"title": text, "amount": 10.0, "why": text, "released": text},),
            },
            "risk_factors": ({"risk": text, "severity": text, "evidence": text, "early_sign": text, "response": text},),
            "assumptions": (text,),
        }
    )
    return TrackedRoadmap(
        uuid4(), uuid4(), uuid4(), NOW, NOW, roadmap, {"first": 1, "second": 2}, (text, "Grace"), "lp-1"
    )


def _rendered(template: str, text: str, lang: str = "en") -> str:
    names: list[str] = ["status", "assignee", "actualHours", "remainingHours", "startDate", "dueDate"]
    values = dict.fromkeys(names, text)
    filled = Filled(values, {"dueDate": text, "body": text}, is_late=True, changer=TaskChanger(text, NOW))
    item = RoadmapItem(
        id=uuid4(), strategy_id=None, audit_id=None, template_id="t", template_name=text, start_date=NOW.date(),
        end_date=NOW.date(), total_duration=1.5, overall_progress=40, created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    page = shown(_tracked(text), Looked("first", filled))
    more: dict[str, object] = {"job": None, "roadmaps": [item], "next_cursor": None, "is_first": True}
    more["replan"] = Filled({"asOf": text, "deadline": text, "hoursPerWeek": text}, {"asOf": text, "body": text})
    blueprint = next(each for each in templates() if each.id == "seo-1")
    names = [
        "strategyId",
        "auditId",
        "startDate",
        "country",
        "budget.amount",
        "hoursPerWeek",
        "team[0].name",
        "team[0].skills",
    ]
    names += [f"variables.{variable.name}" for variable in blueprint.variables]
    asked = {
        "template": blueprint,
        "values": dict.fromkeys(names, text),
        "errors": dict.fromkeys(["form", *names], text),
    }
    more |= asked | {"rows": 2, "once": text, "may_have_more": True}
    more |= {"templates": templates(), "along": {"strategyId": text, "auditId": text}}
    more["sources"] = RoadmapSources(text, text)
    frame = home_values(text)
    answer = PAGES.render(get(query=f"lang={lang}"), template, frame | page | more)
    return bytes(answer.body).decode()


def _shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag, tuple(sorted(attributes))) for tag, attributes in Elements(text).found]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_words_of_others_change_nothing_but_text(template: str, hostile: str, lang: str) -> None:
    assert _shape(_rendered(template, hostile, lang)) == _shape(_rendered(template, "harmless", lang))


def test_words_of_others_are_shown_as_they_are() -> None:
    text = _rendered("roadmap.html", HOSTILE_MARKUP[0])
    assert HOSTILE_MARKUP[0] not in text
    assert unescape(text).count(HOSTILE_MARKUP[0]) > 20


def test_a_form_that_came_late_keeps_its_input_and_says_what_is_stored_and_who_was_faster() -> None:
    text = _rendered("roadmap.html", "Ada")
    assert "Ada was faster: this task was changed" in text
    assert "Stored now: planned" in text
    assert 'value="Ada"' in text


def test_every_element_has_an_id_of_its_own() -> None:
    ids = [attributes["id"] for _, attributes in Elements(_rendered("roadmap.html", "x")).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_answer_to_a_change_brings_the_rest_of_the_page_up_to_date() -> None:
    found = Elements(_rendered("fragments/roadmap_changed.html", "x")).found
    swapped = [attributes["id"] for _, attributes in found if "hx-swap-oob" in attributes]
    assert swapped == ["roadmap-figures", "roadmap-chart", "part-1-done"]
    assert not any("hx-swap-oob" in attributes for _, attributes in Elements(_rendered("roadmap.html", "x")).found)


def test_those_who_only_read_get_no_forms() -> None:
    frame = home_values("x")
    viewer = frame["viewer"]
    assert isinstance(viewer, Looking)
    reading = frame | {"viewer": replace(viewer, access=replace(viewer.access, role="viewer"))}
    page = PAGES.render(get(), "roadmap.html", reading | shown(_tracked("x")) | {"job": None})
    found = Elements(bytes(page.body).decode()).found
    assert not any("/roadmaps/" in (attributes.get("action") or "") for tag, attributes in found if tag == "form")
    assert not any("hx-post" in attributes for _, attributes in found)


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({}, {}),
        ({"status": "pending", "assignee": "words", "startDate": "2026-03-02"}, {}),
        ({"status": "completed"}, {"status": "completed"}),
        ({"actualHours": "1,5"}, {"actualHours": 1.5}),
        ({"actualHours": "many"}, {"actualHours": "many"}),
        ({"assignee": " "}, {"assignee": None}),
        ({"dueDate": ""}, {"dueDate": ""}),
        ({"unknown": "x"}, {}),
    ],
)
def test_only_what_was_changed_is_said(filled: dict[str, str], said: dict[str, object]) -> None:
    form = Form({name: (value,) for name, value in filled.items()})
    assert change_of(form, _task())[1] == said


def test_what_is_taken_back_is_to_be_done_again() -> None:
    task = _task(status="completed", remaining_hours=0.0)
    assert change_of(Form({"status": ("pending",)}), task)[1] == {"status": "pending", "remainingHours": None}
    form = Form({"status": ("in_progress",), "remainingHours": ("3",)})
    assert change_of(form, task)[1] == {"status": "in_progress", "remainingHours": 3.0}


def test_bars_stand_where_their_days_are() -> None:
    chart = gantt(_tracked("x").roadmap, date(2026, 3, 5))
    milestone, first, second = chart.rows
    assert first.bar
    assert second.bar
    assert first.first
    assert first.first.x < first.bar.x < first.bar.x + first.bar.width < second.bar.x
    assert milestone.end == pytest.approx(second.bar.x + second.bar.width)
    assert chart.today is not None
    assert first.bar.x < chart.today < first.bar.x + first.bar.width
    assert len(chart.links) == 1
    assert gantt(_tracked("x").roadmap, date(2026, 4, 5)).today is None


@pytest.mark.parametrize("template", ["roadmap_templates.html", "new_roadmap.html"])
def test_templates_speak_german_on_a_german_page(template: str) -> None:
    text = unescape(_rendered(template, "x", "de"))
    blueprint = next(each for each in templates() if each.id == "seo-1")
    assert "SEO-Plan für thematische Autorität" in text
    assert not [said for said in _texts_of(blueprint) if len(said) > len("Google") and said in text]


def _texts_of(blueprint: ExecutionTemplate) -> list[str]:
    said = [blueprint.name, blueprint.summary, blueprint.difficulty_reason, blueprint.expected_result]
    for each in blueprint.variables:
        said += [each.label, each.help, each.effect]
    return [*said, *blueprint.assumptions]


def test_what_a_plan_says_is_marked_as_english() -> None:
    text = _rendered("roadmap.html", "words", "de")
    assert '<span class="task-title" lang="en" dir="auto">words</span>' in text
    assert "Ein Plan ist auf Englisch verfasst" in text
    assert "verfasst" not in _rendered("roadmap.html", "words")
