"""What a page of a job is told: whoever cuts the events where, it ends up with the same sections, each of them once."""

import random
from typing import Any, cast
from uuid import UUID

import orjson
import pytest

from gateway.dashboard.job_course import Changes, Course
from gateway.dashboard.job_view import JobPage, ReadSection, job_page
from gateway.dashboard.live_job import LiveJob
from gateway.dashboard.viewing import Viewer
from gateway.repository.events import JobEvent
from gateway.repository.jobs import Job
from gateway.watching.hub import Batch
from shared.contracts.messages import JobKind
from unit.gateway.dashboard.pages import NOW

_TOLD: list[tuple[str, dict[str, Any]]] = [
    ("progress", {"stage": "reading", "progress": 10}),
    ("section.completed", {"id": "a", "title": "A", "body": "Counted."}),
    ("progress", {"stage": "writing", "progress": 40}),
    ("section.delta", {"id": "b", "title": "B", "text": "Half ", "begins": True}),
    ("section.delta", {"id": "b", "title": "B", "text": "a sentence", "begins": False}),
    ("section.completed", {"id": "c", "title": "C", "body": "Of an attempt that died."}),
    ("progress", {"stage": "reading", "progress": 10}),
    ("section.completed", {"id": "a", "title": "A", "body": "Counted."}),
    ("section.delta", {"id": "b", "title": "B", "text": "Another ", "begins": True}),
    ("section.delta", {"id": "d", "title": "D", "text": "Words", "begins": True}),
    ("section.completed", {"id": "b", "title": "B", "body": "Another sentence."}),
    ("progress", {"stage": "scoring", "progress": 70}),
    ("section.completed", {"id": "a", "title": "A", "body": "Counted."}),
    ("section.completed", {"id": "b", "title": "B", "body": "Another sentence."}),
    ("section.completed", {"id": "d", "title": "D", "body": "Words."}),
    ("succeeded", {"strategyId": str(UUID(int=7))}),
]
_VIEW = cast("Viewer", None)


def _events(told: list[tuple[str, dict[str, Any]]]) -> list[JobEvent]:
    return [JobEvent(n, kind, orjson.dumps(data).decode()) for n, (kind, data) in enumerate(told, 1)]


def _job(kind: JobKind = "strategy", *, stage: str | None = None, **more: Any) -> Job:
    fields: dict[str, Any] = {
        "id": UUID(int=1), "kind": kind, "status": "running", "stage": stage, "progress": 40, "attempt": 1,
        "created_at": NOW, "started_at": NOW, "finished_at": None, "error": None, "trace_headers": "{}",
        "request": "{}", "result": None, "event_seq": 1,
    }  # fmt: skip
    return Job(**(fields | more))


class _Page:
    """A page as a browser has it: parts are replaced where they are, and put in where the update says so."""

    def __init__(self) -> None:
        self.sections: dict[int, ReadSection] = {}
        self.seq = 0

    def change(self, values: dict[str, object] | None) -> None:
        """Take an update."""
        if values is None:
            return
        shown, changes = cast("JobPage", values["shown"]), cast("Changes", values["changes"])
        if changes.all_sections:
            self.sections = {}
        for each in shown.sections:
            is_there = not changes.all_sections and each.number < cast("int", values["known"])
            assert (each.number in self.sections) == is_there
            self.sections[each.number] = each
        self.seq = shown.seq


@pytest.mark.parametrize("seed", range(40))
async def test_a_page_has_everything_once_wherever_its_stream_was_cut(seed: int) -> None:
    chance, events, page, sent = random.Random(seed), _events(_TOLD), _Page(), 0
    live = LiveJob(_VIEW, _job(), Course("strategy"))
    while sent < len(events):
        upto = chance.randint(sent + 1, len(events))
        values = await live.update(events[sent:upto], "running" if upto < len(events) else "succeeded")
        if chance.random() < 0.4:
            # The connection broke before this came; the page comes back, perhaps to another gateway.
            live = LiveJob(_VIEW, _job(), Course("strategy"))
            live.course.take(events[: page.seq])
            page.change(await live.update((), "running"))
            sent = page.seq
            continue
        page.change(values)
        sent = upto
    assert [(each.title, each.is_whole) for each in page.sections.values()] == [("A", True), ("B", True), ("D", True)]
    whole = Course("strategy")
    whole.take(events)
    assert tuple(page.sections.values()) == job_page(_job(), whole, "succeeded").sections


def test_a_section_that_is_told_again_as_it_was_is_left_alone() -> None:
    course, events = Course("strategy"), _events(_TOLD)
    course.take(events[:12])
    assert course.take(events[12:14]) == Changes()
    assert course.take(events[14:15]) == Changes({3})


def test_what_only_a_dead_attempt_had_written_goes_at_the_end() -> None:
    course, events = Course("strategy"), _events(_TOLD)
    course.take(events[:-1])
    assert [section.title for section in course.sections.values()] == ["A", "B", "C", "D"]
    assert course.attempt == 2
    assert course.take(events[-1:]).all_sections
    assert [section.title for section in course.sections.values()] == ["A", "B", "D"]


def test_a_retried_job_forgets_what_was_written_before() -> None:
    again = [("progress", {"stage": "queued", "progress": 0}), ("section.delta", _TOLD[3][1])]
    course = Course("strategy")
    assert course.take(_events([*_TOLD[:3], *again])).all_sections
    assert [(each.number, each.body) for each in course.sections.values()] == [(0, "Half ")]
    assert course.attempt == 0


def test_a_new_attempt_takes_back_the_score_of_the_one_that_died() -> None:
    scored = ("page.scored", {"overallScore": 61, "range": {"low": 44.1, "high": 74.8}, "technical": {"score": 82}})
    begun = ("progress", {"stage": "fetching", "progress": 10})
    course = Course("seo")
    assert course.take(_events([begun, scored])).score
    shown = job_page(_job("seo"), course, "running").score
    assert shown is not None
    assert (shown.overall, shown.low, shown.pillars[0], shown.pillars[1]) == (
        61, 44.1, ("technical", 82), ("topical", None)
    )  # fmt: skip
    assert course.take(_events([begun])).score
    assert job_page(_job("seo"), course, "running").score is None


@pytest.mark.parametrize(
    ("request_", "stages"),
    [
        ("{}", "fetching judging"),
        ('{"competitors": ["a.example"]}', "fetching comparing judging"),
        ('{"competitors": ["a.example"], "maxPages": 9}', "fetching comparing crawling judging"),
    ],
)
def test_an_audit_has_the_stages_it_was_asked_for(request_: str, stages: str) -> None:
    shown = job_page(_job("seo", request=request_), Course("seo"), "running")
    assert [name for name, _ in shown.stages] == stages.split()


def test_a_stage_is_done_when_a_later_one_is_reached() -> None:
    shown = job_page(_job(stage="writing"), Course("strategy"), "running")
    assert shown.stages == (("reading", "done"), ("writing", "current"), ("scoring", "ahead"))
    assert job_page(_job(error="{}"), Course("strategy"), "failed").failure is not None
    assert job_page(_job(result='{"strategyId": "nonsense"}'), Course("strategy"), "succeeded").result_path is None


async def test_an_end_is_not_told_before_everything_that_led_to_it() -> None:
    live = LiveJob(cast("Viewer", _Words()), _job(), Course("strategy"))
    events = tuple(_events(_TOLD))
    early = await live.write(Batch(events[:5], ended=False, is_over=False, status="succeeded", known_seq=16))
    assert early == "id: 5\nevent: update\ndata: running 5\n\n"
    last = await live.write(Batch(events[5:], ended=True, is_over=True, status="succeeded", known_seq=16))
    assert last == "id: 16\nevent: update\ndata: succeeded 16\n\nid: 16\nevent: over\ndata: \n\n"


class _Words:
    def text(self, _template: str, values: dict[str, Any]) -> str:
        """Say of an update what the test asks."""
        return f"{values['shown'].status} {values['shown'].seq}"
