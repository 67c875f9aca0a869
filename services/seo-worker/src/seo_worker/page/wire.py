"""How parent and parser process talk: frames of a length and bytes; JSON, because the child's answer is not trusted."""

import struct
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import TypeAdapter

from seo_worker.evidence import Page, ParseReason
from seo_worker.page.document import Document

HEADER: Final = struct.Struct("!II")
MAX_ANSWER_BYTES: Final = 32_000_000
MAX_JOB_BYTES: Final = 16_000_000
READY: Final = b"ready"
# Sent when a job has arrived whole, so that a process which was dead before is told from one that the page killed.
STARTED: Final = b"started"

Lane = Literal["normal", "strict"]


@dataclass(frozen=True, slots=True)
class JobHead:
    """A job without the page's bytes, which follow it as they are."""

    url: str
    content_type: str | None
    links: tuple[str, ...]
    last_modified: str | None
    lane: Lane
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: a page, a limit it tripped over (normal lane only), or why there is none."""

    page: Page | None = None
    tripped: str | None = None
    reason: ParseReason | None = None
    duration_ms: float = 0.0


Job = tuple[Document, Lane, float]
_HEAD: Final = TypeAdapter(JobHead)
_ANSWER: Final = TypeAdapter(Answer)


def frame(head: bytes, body: bytes = b"") -> bytes:
    """Return the bytes of one message."""
    return HEADER.pack(len(head), len(body)) + head + body


def dump_job(document: Document, lane: Lane, *, cpu_s: float) -> bytes:
    """Return the frame of a job that may take so many seconds of the processor."""
    head = JobHead(document.url, document.content_type, document.links, document.last_modified, lane, cpu_s)
    return frame(_HEAD.dump_json(head), document.body)


def load_job(head: bytes, body: bytes) -> Job:
    """Return a job from its two parts."""
    job = _HEAD.validate_json(head)
    return Document(body, job.url, job.content_type, job.links, job.last_modified), job.lane, job.cpu_s


def dump_answer(answer: Answer) -> bytes:
    """Return the frame of an answer."""
    return frame(_ANSWER.dump_json(answer))


def load_answer(data: bytes) -> Answer:
    """Return an answer.

    Raises:
        ValueError: when it isn't one, which means that the child is broken.
    """
    return _ANSWER.validate_json(data)
