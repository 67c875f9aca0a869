"""Brings the page of a job up to date: by a stream, and by the same pieces once for a page that has to ask."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gateway.dashboard.job_course import Changes, Course
from gateway.dashboard.job_view import JobPage, job_page
from gateway.dashboard.viewing import Viewer
from gateway.repository.events import JobEvent
from gateway.repository.jobs import Job
from gateway.schemas.jobs import OVER
from gateway.watching.hub import Batch
from gateway.watching.stream import Writing, event_text

# A section that grows is shown this often, though a model tells of it ten times a second.
_PAUSE_S: Final = 0.25
_UPDATE: Final = "fragments/job_update.html"


@dataclass(slots=True)
class LiveJob:
    """A page of a job that has seen everything of `course`; `shown` is what it was told last, if anything."""

    view: Viewer
    job: Job
    course: Course
    shown: JobPage | None = None

    async def update(self, events: Sequence[JobEvent], status: str) -> dict[str, object] | None:
        """Take events and return the values of the template that changes the page, or nothing when nothing changes."""
        known, is_new, before = len(self.course.sections), self.course.seq == 0, self.shown
        changes = self.course.take(events)
        changes.all_sections |= is_new
        only = None if changes.all_sections else changes.sections
        shown = self.shown = await asyncio.to_thread(job_page, self.job, self.course, status, only=only)
        if before and before.state == shown.state and changes == Changes():
            # The place to resume from moves on with the next change.
            return None
        return {"shown": shown, "before": before, "changes": changes, "known": known}

    async def write(self, batch: Batch) -> str:
        """Write a batch of the stream as one event, so that a page has all of it or nothing."""
        text = await self._text(batch.events, _so_far(batch.status, is_all=batch.is_over))
        return text + (event_text("over", "", seq=self.course.seq) if batch.is_over else "")

    async def writing(self, status: str, later: Sequence[JobEvent]) -> Writing:
        """Return how the stream is written; it begins with how things are before it brings what is `later`."""
        return Writing(self.write, await self._text((), _so_far(status, is_all=not later)), _PAUSE_S)

    async def _text(self, events: Sequence[JobEvent], status: str) -> str:
        values = await self.update(events, status)
        if values is None:
            return ""
        html = await asyncio.to_thread(self.view.text, _UPDATE, values | {"live": None})
        return event_text("update", html, seq=self.course.seq)


def _so_far(status: str, *, is_all: bool) -> str:
    """Return the status; an end whose events are still to come is none yet."""
    return status if is_all or status not in OVER else "running"
