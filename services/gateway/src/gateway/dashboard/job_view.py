"""What the page of a job shows: how far it is, what is written or scored already, and how it ended."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

import orjson

from exports.model import Block
from gateway.dashboard.charts.donut import Arc
from gateway.dashboard.charts.gauge import gauge
from gateway.dashboard.job_course import Course, LiveSection
from gateway.dashboard.marked import section_blocks
from gateway.dashboard.paths import HOME
from gateway.repository.jobs import Job
from gateway.schemas.jobs import OVER, public_status

_STAGES: Final = {"strategy": ("reading", "writing", "scoring"), "roadmap": ("reading", "scheduling")}
_RESULTS: Final = {
    "strategy": ("strategyId", "strategies"),
    "seo": ("auditId", "audits"),
    "roadmap": ("roadmapId", "roadmaps"),
}
# Of the frame, so that who comes to a result begins to hear or read there.
_HEADING: Final = "heading"
_PILLARS: Final = ("technical", "topical", "authority")


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section to be read; one that is not whole is still being written."""

    number: int
    title: str
    is_whole: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """An audit's score so far; `pending` names what may still change it, `rivals` what is known of competitors."""

    overall: int | None
    low: float | None
    high: float | None
    coverage: float
    ring: tuple[Arc, ...]
    pillars: tuple[tuple[str, float | None], ...]
    rivals: tuple[tuple[str, int | None], ...]
    pending: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed; empty where a worker said nothing."""

    title: str = ""
    detail: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class JobPage:
    """Everything the page shows of a job, as of the event `seq`."""

    job: Job
    seq: int
    status: str
    is_over: bool
    stage: str
    progress: int
    attempt: int
    stages: tuple[tuple[str, str], ...]
    sections: tuple[ReadSection, ...]
    has_sections: bool
    score: Score | None
    failure: Failure | None
    result_path: str | None
    about: str

    @property
    def state(self) -> tuple[object, ...]:
        """Return what the head of the page depends on."""
        return (self.status, self.stage, self.progress, self.attempt)


def job_page(job: Job, course: Course, status: str, *, only: Collection[int] | None = None) -> JobPage:
    """Work out what is shown; this parses the Markdown of the sections, or of `only` those with these numbers."""
    status, request = public_status(status), _object(job.request)
    stage = course.stage if course.stage is not None else job.stage or ""
    error = course.error if course.error is not None else _object(job.error)
    known = _stages(job, request)
    return JobPage(
        job=job,
        seq=course.seq,
        status=status,
        is_over=status in OVER,
        stage=stage if stage in known else "",
        progress=course.progress if course.stage is not None else job.progress,
        attempt=course.attempt,
        stages=_passed(known, stage if status == "running" else ""),
        sections=tuple(_read(each) for each in course.sections.values() if only is None or each.number in only),
        has_sections=bool(course.sections),
        score=_score(course.score) if course.score is not None else None,
        failure=Failure(**_texts(error)) if status == "failed" else None,
        result_path=_result_path(job, course.result or _object(job.result)) if status == "succeeded" else None,
        about=str(request.get("businessName") or request.get("domain") or ""),
    )


def _stages(job: Job, request: Mapping[str, Any]) -> tuple[str, ...]:
    if job.kind != "seo":
        return _STAGES[job.kind]
    # As many as this audit has: pages are visited and competitors compared where that was asked for.
    compared = ("comparing",) if request.get("competitors") else ()
    visited = ("crawling",) if int(request.get("maxPages") or 1) > 1 else ()
    return ("fetching", *compared, *visited, "judging")


def _result_path(job: Job, result: Mapping[str, Any]) -> str | None:
    name, folder = _RESULTS[job.kind]
    try:
        return f"{HOME}/{folder}/{UUID(str(result.get(name)))}#{_HEADING}"
    except ValueError:
        return None


def _passed(known: tuple[str, ...], stage: str) -> tuple[tuple[str, str], ...]:
    at = known.index(stage) if stage in known else -1
    return tuple((each, "done" if n < at else "current" if n == at else "ahead") for n, each in enumerate(known))


def _read(section: LiveSection) -> ReadSection:
    return ReadSection(section.number, section.title, section.is_whole, section_blocks(section.body))


def _score(told: Mapping[str, Any]) -> Score:
    overall, span = told.get("overallScore"), _mapping(told.get("range"))
    low, high = span.get("low"), span.get("high")
    return Score(
        overall=overall,
        low=low,
        high=high,
        coverage=told.get("coverage") or 0,
        ring=() if overall is None else gauge(overall, low or 0, high or 0),
        pillars=tuple((key, _mapping(told.get(key)).get("score")) for key in _PILLARS),
        rivals=tuple((str(each["competitor"]), each.get("overallScore")) for each in told.get("competitors") or ()),
        pending=tuple(map(str, told.get("pending") or ())),
    )


def _texts(given: dict[str, Any]) -> dict[str, str]:
    return {name: str(given[name]) for name in ("title", "detail", "code") if given.get(name)}


def _object(text: str | None) -> dict[str, Any]:
    return _mapping(orjson.loads(text) if text else None)


def _mapping(found: object) -> dict[str, Any]:
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
