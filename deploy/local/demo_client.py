"""A caller of the public API, as anybody could write one: post, poll, read the result."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import httpx

# An answer of the API, as parsed JSON.
Answer = Mapping[str, Any]

_POLL_S: Final = 0.02
_PATIENCE_S: Final = 60.0
_OVER: Final = frozenset({"succeeded", "failed", "cancelled"})


class DemoError(Exception):
    """One sentence on what the API answered instead of a result."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A job's result and the time from POST until the poll that saw it."""

    result: Answer
    seconds: float


def run_job(client: httpx.Client, path: str, request: Answer) -> Finished:
    """Create a job and poll it until it is over.

    Raises:
        DemoError: when it is refused, fails, or does not end within a minute.
    """
    started = time.perf_counter()
    accepted = client.post(f"/api/convex/{path}", json=dict(request))
    if accepted.status_code != HTTPStatus.ACCEPTED:
        raise DemoError(f"POST {path} was answered with {accepted.status_code}: {accepted.text[:600]}")
    address = accepted.json()["statusUrl"]
    while (job := _read(client, address))["status"] not in _OVER:
        if time.perf_counter() - started > _PATIENCE_S:
            raise DemoError(f"{path}: the job is still {job['status']} after {_PATIENCE_S:.0f} s; see `make logs`")
        time.sleep(_POLL_S)
    if job["status"] != "succeeded":
        raise DemoError(f"{path}: the job {job['status']}: {_reason(job)}")
    return Finished(job["result"], time.perf_counter() - started)


def _read(client: httpx.Client, address: str) -> Answer:
    answer = client.get(address)
    if answer.status_code != HTTPStatus.OK:
        raise DemoError(f"GET {address} was answered with {answer.status_code}: {answer.text[:600]}")
    return answer.json()


def _reason(job: Answer) -> str:
    error: Answer = job.get("error") or {}
    return f"{error.get('title', 'no reason given')} – {error.get('detail', '')}"
