"""The stream of a job's page over HTTP: to whom, from where, and until when."""

import asyncio
import re
from contextlib import ExitStack
from uuid import UUID

import httpx
import pytest

from integration.dashboard.calls import HOME
from integration.gateway.serving import Served
from support.backends import Backends
from support.people import Person, create_person, join
from support.whole_strategies import change_job, insert_told_job, tell_of

pytestmark = pytest.mark.integration
_STREAM = {"Accept": "text/event-stream"}
_BEGUN = ("progress", {"stage": "reading", "progress": 10})
_WHOLE = ("section.completed", {"id": "a", "title": "Diagnosis", "body": "Done."})


async def read(browser: httpx.AsyncClient, path: str, *, until: str, **headers: str) -> tuple[httpx.Response, str]:
    """Read a stream until something stands in it; underscores in names of headers stand for hyphens."""
    given = _STREAM | {name.replace("_", "-"): value for name, value in headers.items()}
    text = ""
    async with asyncio.timeout(20), browser.stream("GET", path, headers=given) as answer:
        async for piece in answer.aiter_text():
            text += piece
            if until in text:
                break
    return answer, text


async def test_a_stream_begins_with_how_things_are_and_ends_with_the_job(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", _BEGUN, _WHOLE, stage="writing")
    path = f"{HOME}/jobs/{job_id}/events"
    answer, text = await read(browser, path, until="section-0", Accept_Encoding="gzip")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert re.findall("^(?:id|event|retry): .*", text, re.MULTILINE)[:3] == ["retry: 1000", "id: 0", "event: update"]
    await change_job(backends, person, job_id, "failed", error={"title": "Away"})
    await tell_of(backends, person, job_id, ("failed", {"error": {"title": "Away"}}))
    _, rest = await read(browser, f"{path}?after=0", until="event: over", Last_Event_ID="2")
    assert 'id="section-0"' not in rest
    assert "Away" in rest
    assert (await browser.get(path, headers=_STREAM | {"Last-Event-ID": "3"})).status_code == 204


async def test_a_page_that_asks_gets_the_same_pieces(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", _BEGUN, _WHOLE, stage="writing")
    path = f"{HOME}/fragments/jobs/{job_id}"
    everything = (await browser.get(path)).text
    assert '<article id="job-sections" class="card prose"' in everything
    assert "after=2" in everything
    nothing_new = (await browser.get(path, params={"after": 2, "stream": "no"})).text
    assert "section-0" not in nothing_new
    assert "sse-connect" not in nothing_new
    assert 'hx-trigger="resume, every 2s"' in nothing_new
    assert (await browser.get(path, params={"after": "x"})).status_code == 400


async def test_nobody_elses_stream_is_there_and_a_problem_is_no_error_to_a_browser(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    foreign = await create_person(backends)
    other = await insert_told_job(backends, foreign, "running", _BEGUN, stage="reading")
    own = await insert_told_job(backends, person, "running", _BEGUN, stage="reading")
    second = await join(backends, person, "Second")
    for path in (
        f"{HOME}/jobs/{other}/events",
        f"{HOME}/jobs/{UUID(int=1)}/events",
        f"{HOME}/jobs/{own}/events?after=9",
        f"{HOME}/jobs/{own}/events?workspace={second}",
        f"{HOME}/jobs/{own}/events?workspace={foreign.tenant.workspace_id}",
    ):
        answer = await browser.get(path, headers=_STREAM)
        assert (answer.status_code, answer.text) == (204, "")
    browser.cookies.clear()
    assert (await browser.get(f"{HOME}/jobs/{own}/events", headers=_STREAM)).status_code == 204


async def test_streams_of_pages_count_towards_the_limit_of_streams(
    browser: httpx.AsyncClient, served: Served, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "running", _BEGUN, stage="reading")
    path = f"{HOME}/jobs/{job_id}/events"
    streams = served.services.streams
    with ExitStack() as others:
        for _ in range(streams.limit):
            others.enter_context(streams.hold(person.tenant.user_id))
        assert (await browser.get(path, headers=_STREAM)).status_code == 204
    answer, _ = await read(browser, path, until="event: update")
    assert answer.status_code == 200


async def test_who_waits_is_led_on_to_the_result(
    browser: httpx.AsyncClient, backends: Backends, person: Person
) -> None:
    job_id = await insert_told_job(backends, person, "succeeded", result={"strategyId": str(UUID(int=7))})
    waiting = await browser.get(f"{HOME}/jobs/{job_id}", params={"follow": "yes"})
    assert waiting.status_code == 303
    assert waiting.headers["location"] == f"{HOME}/strategies/{UUID(int=7)}#heading"
    assert (await browser.get(f"{HOME}/jobs/{job_id}")).status_code == 200
