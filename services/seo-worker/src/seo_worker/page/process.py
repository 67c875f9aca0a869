"""The parser process: reads jobs from its standard input, answers on its standard output, and may be killed.

It holds no secret (its environment is empty), opens nothing (it may have no more files), and is bounded in memory and
in processor time: the kernel ends it (SIGPROF) when a job has had what it may take, however busy the machine is.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, Final

from seo_worker.evidence import Page
from seo_worker.page.address_book import site_names
from seo_worker.page.build import page_builder
from seo_worker.page.document import Document
from seo_worker.page.encodings import load_codecs
from seo_worker.page.prescan import prescan
from seo_worker.page.wire import HEADER, MAX_JOB_BYTES, READY, STARTED, Answer, Job, Lane, dump_answer, frame, load_job

_NORMAL_MEMORY_BYTES: Final = 1_500_000_000
_STRICT_MEMORY_BYTES: Final = 700_000_000
_CPU_S_PER_JOB: Final = 20
_WARM_UP: Final = Document(
    b"<!doctype html><title>x</title><h1>x</h1><p>Some words to warm up.</p>", "http://localhost/"
)


def main() -> None:
    """Serve jobs until the parent closes our input."""
    # Whatever a library prints must not end up among the answers.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    jobs = os.fdopen(0, "rb", buffering=0, closefd=False)
    build = page_builder(site_names())
    load_codecs()
    build(_WARM_UP)
    _confine()
    _bound("normal")
    _write(answers, frame(READY))
    while (job := _read_job(jobs)) is not None:
        _write(answers, frame(STARTED))
        answer = _perform(job, build)
        _write(answers, dump_answer(answer))
        if answer.reason == "memory":
            # The heap may be in pieces; a new process is cheaper than finding out.
            return


def _perform(job: Job, build: Callable[[Document], Page]) -> Answer:
    document, lane, cpu_s = job
    _bound(lane)
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    try:
        return _built(document, lane, build)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _built(document: Document, lane: Lane, build: Callable[[Document], Page]) -> Answer:
    began = time.perf_counter()
    tripped = prescan(document.body)
    if tripped is not None and lane == "normal":
        return Answer(tripped=tripped)
    try:
        page = build(document)
    except MemoryError:
        return Answer(reason="memory", tripped=tripped)
    except Exception:  # noqa: BLE001 - the input is hostile and any of three libraries may raise anything
        return Answer(reason="failed", tripped=tripped)
    return Answer(page=page, tripped=tripped, duration_ms=round((time.perf_counter() - began) * 1000, 2))


def _bound(lane: Lane) -> None:
    memory = _STRICT_MEMORY_BYTES if lane == "strict" else _NORMAL_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (memory, _NORMAL_MEMORY_BYTES))
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + _CPU_S_PER_JOB
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _confine() -> None:
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    # The files that are open stay open; no further one can be opened, no socket either.
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _read_job(jobs: BinaryIO) -> Job | None:
    header = _read_exactly(jobs, HEADER.size)
    if header is None:
        return None
    head_size, body_size = HEADER.unpack(header)
    if head_size + body_size > MAX_JOB_BYTES:
        return None
    head, body = _read_exactly(jobs, head_size), _read_exactly(jobs, body_size)
    return load_job(head, body) if head is not None and body is not None else None


def _read_exactly(source: BinaryIO, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        chunk = source.read(size - len(data))
        if not chunk:
            return None
        data += chunk
    return bytes(data)


def _write(target: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[target.write(view) :]


if __name__ == "__main__":
    sys.exit(main())
