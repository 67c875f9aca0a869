"""How a job went as its events tell it, and what each of them changes on its page.

The same events always give the same course, so a page that has seen them up to a number is brought up to date by the
changes since: nothing is lost and nothing comes twice, whoever sends them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from gateway.repository.events import PAGE_SIZE, JobEvent, list_job_events
from gateway.repository.jobs import Job
from shared.contracts.messages import JobKind
from shared.db.pool import Context, Pool

# What each kind of job begins with, so what it tells again when another attempt begins.
FIRST_STAGES: Final = {"strategy": "reading", "seo": "fetching", "roadmap": "reading"}
_SCORES: Final = frozenset({"page.scored", "page.compared"})
# More events than any job has; who reads on without end would never answer.
_MOST_PAGES: Final = 50


@dataclass(slots=True)
class LiveSection:
    """A section as far as it is told: `number` is its place on the page, `attempt` who told of it last."""

    number: int
    title: str = ""
    body: str = ""
    is_whole: bool = False
    attempt: int = 0


@dataclass(slots=True)
class Changes:
    """What events changed; with `all_sections` the page has to forget those it shows."""

    sections: set[int] = field(default_factory=set[int])
    all_sections: bool = False
    score: bool = False


@dataclass(slots=True)
class Course:
    """A job up to the event `seq`. Stage, result and error are nothing until an event has told of them.

    `attempt` counts beginnings since somebody asked for the job, also those of a worker that died.
    """

    kind: JobKind
    seq: int = 0
    attempt: int = 0
    stage: str | None = None
    progress: int = 0
    sections: dict[str, LiveSection] = field(default_factory=dict[str, LiveSection])
    score: dict[str, Any] | None = None
    result: dict[str, Any] | None = None
    error: dict[str, Any] | None = None

    def take(self, events: Iterable[JobEvent]) -> Changes:
        """Take events in their order and say what they changed."""
        changes = Changes()
        for event in events:
            data: dict[str, Any] = orjson.loads(event.data)
            self.seq = event.seq
            match event.type:
                case "section.delta":
                    changes.sections.add(self._piece(data))
                case "section.completed":
                    changes.sections |= self._whole(data)
                case "progress":
                    self._progress(data, changes)
                case "succeeded":
                    self._succeed(data, changes)
                case "failed":
                    self.error = data.get("error") or {}
                case name if name in _SCORES:
                    self.score, changes.score = data, True
                case _:
                    continue
        return changes

    def _piece(self, data: dict[str, Any]) -> int:
        section = self._section(data)
        section.body = data["text"] if data["begins"] else section.body + data["text"]
        section.is_whole = False
        return section.number

    def _whole(self, data: dict[str, Any]) -> set[int]:
        before = self.sections.get(data["id"])
        was = (before.title, before.body, before.is_whole) if before else None
        section = self._section(data)
        section.body, section.is_whole = data.get("body", ""), True
        # Sections are told once more when all are judged, mostly as they were: a reader is not disturbed for that.
        return {section.number} if (section.title, section.body, True) != was else set()

    def _section(self, data: dict[str, Any]) -> LiveSection:
        section = self.sections.setdefault(data["id"], LiveSection(len(self.sections)))
        section.title = data.get("title") or section.title
        section.attempt = self.attempt
        return section

    def _progress(self, data: dict[str, Any], changes: Changes) -> None:
        self.stage, self.progress = str(data.get("stage") or ""), int(data.get("progress") or 0)
        if self.stage == "queued":
            # A job that was retried is written from its beginning.
            self.sections, self.attempt = {}, 0
            changes.all_sections = True
        elif self.stage == FIRST_STAGES[self.kind]:
            self.attempt += 1
        else:
            return
        if self.score is not None:
            self.score, changes.score = None, True

    def _succeed(self, data: dict[str, Any], changes: Changes) -> None:
        self.result = data
        # What only an attempt that died had written is no part of the result.
        kept = {name: each for name, each in self.sections.items() if each.attempt == self.attempt}
        changes.all_sections |= len(kept) < len(self.sections)
        self.sections = kept


async def read_course(
    pool: Pool, context: Context, job: Job, *, until: int | None = None
) -> tuple[Course, str, list[JobEvent]]:
    """Return the course up to the event `until`, the job's status, and the events after it; without it, none are left.

    Course and events together belong to the status; one that is over while events are missing is not given.
    """
    course, later, status = Course(job.kind), list[JobEvent](), job.status
    after = 0
    for _ in range(_MOST_PAGES):
        page = await list_job_events(pool, context, job.id, after)
        if page is None:
            break
        status = page.status
        known = [event for event in page.events if until is None or event.seq <= until]
        course.take(known)
        later += page.events[len(known) :]
        if len(page.events) < PAGE_SIZE:
            break
        after = page.events[-1].seq
    return course, status, later
