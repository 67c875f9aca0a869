"""What the page of a job shows: how far it is, the sections that are written already, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, cast
from uuid import UUID

import orjson

from exports.model import Block
from gateway.dashboard.marked import section_blocks
from gateway.repository.events import PAGE_SIZE, JobEvent, list_job_events
from gateway.repository.jobs import Job
from gateway.schemas.jobs import OVER, public_status
from shared.db.pool import Context, Pool

STAGES: Final = {
    "strategy": ("reading", "writing", "scoring"),
    "seo": ("fetching", "judging", "comparing", "crawling"),
    "roadmap": ("reading", "scheduling"),
}
RESULT_IDS: Final = {"strategy": "strategyId", "seo": "auditId", "roadmap": "roadmapId"}
# More events than any job has; who reads on without end would never answer.
_MOST_PAGES: Final = 50


@dataclass(slots=True)
class LiveSection:
    """A section as far as it is told; `seq` is the event that finished it, and changes when it is written anew."""

    id: str
    title: str = ""
    body: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section to be read; one that the page has already is not told again."""

    title: str
    seq: int | None
    is_known: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed; empty where a worker said nothing."""

    title: str = ""
    detail: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class JobPage:
    """Everything the page shows of a job."""

    job: Job
    status: str
    is_over: bool
    stages: tuple[tuple[str, str], ...]
    sections: tuple[ReadSection, ...]
    failure: Failure | None
    result_id: UUID | None
    about: str


@dataclass(slots=True)
class Sections:
    """The sections of a job by the rule of its events: a piece continues or begins one, and the whole replaces it."""

    by_id: dict[str, LiveSection] = field(default_factory=dict[str, LiveSection])

    def take(self, events: Iterable[JobEvent]) -> None:
        """Take events in their order."""
        for event in events:
            match event.type:
                case "section.delta":
                    self._piece(orjson.loads(event.data))
                case "section.completed":
                    self._whole(orjson.loads(event.data), event.seq)
                case "progress":
                    self._again(orjson.loads(event.data))
                case _:
                    continue

    def read(self, seen: frozenset[int]) -> tuple[ReadSection, ...]:
        """Return them to be read; this parses the Markdown of those that are not `seen` by the number of their end."""
        return tuple(_read(each, is_known=each.seq in seen) for each in self.by_id.values())

    def _piece(self, data: dict[str, Any]) -> None:
        section = self.by_id.setdefault(data["id"], LiveSection(data["id"]))
        section.title = data.get("title") or section.title
        section.body = data["text"] if data["begins"] else section.body + data["text"]
        section.seq = None

    def _whole(self, data: dict[str, Any], seq: int) -> None:
        self.by_id[data["id"]] = LiveSection(data["id"], data.get("title", ""), data.get("body", ""), seq)

    def _again(self, data: dict[str, Any]) -> None:
        # A job that was retried is written from its beginning.
        if data.get("stage") == "queued":
            self.by_id.clear()


def _read(section: LiveSection, *, is_known: bool) -> ReadSection:
    return ReadSection(section.title, section.seq, is_known, () if is_known else section_blocks(section.body))


async def sections_of(pool: Pool, context: Context, job: Job) -> Sections:
    """Return the sections that a job's events tell of."""
    sections, after = Sections(), 0
    for _ in range(_MOST_PAGES):
        page = await list_job_events(pool, context, job.id, after)
        if page is None or not page.events:
            break
        sections.take(page.events)
        after = page.events[-1].seq
        if len(page.events) < PAGE_SIZE:
            break
    return sections


def job_page(job: Job, sections: Sections, seen: frozenset[int] = frozenset()) -> JobPage:
    """Work out what is shown."""
    status = public_status(job.status)
    request = _object(job.request)
    return JobPage(
        job=job,
        status=status,
        is_over=status in OVER,
        stages=_stages(job),
        sections=sections.read(seen),
        failure=Failure(**_texts(_object(job.error))) if status == "failed" else None,
        result_id=_result_id(job) if status == "succeeded" else None,
        about=str(request.get("businessName") or request.get("domain") or ""),
    )


def _stages(job: Job) -> tuple[tuple[str, str], ...]:
    known = STAGES[job.kind]
    if job.status == "succeeded":
        return tuple((each, "done") for each in known)
    at = known.index(job.stage) if job.status == "running" and job.stage in known else -1
    return tuple((each, "done" if n < at else "current" if n == at else "ahead") for n, each in enumerate(known))


def _result_id(job: Job) -> UUID | None:
    try:
        return UUID(str(_object(job.result).get(RESULT_IDS[job.kind])))
    except ValueError:
        return None


def _texts(given: dict[str, Any]) -> dict[str, str]:
    return {name: str(given[name]) for name in ("title", "detail", "code") if given.get(name)}


def _object(text: str | None) -> dict[str, Any]:
    found: object = orjson.loads(text) if text else None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}
