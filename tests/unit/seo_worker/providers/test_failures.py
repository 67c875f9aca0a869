"""Whatever a source does, the audit goes on, nothing is guessed, and no key is told."""

import json
import time
import tracemalloc
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from seo_worker.fetch.addresses import AddressPolicy, parse_allowed_targets
from seo_worker.providers.answers import NotMeasured
from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.http import SourceClient
from seo_worker.providers.panel import Panel
from support.seo_providers import KEY, FakeSources, Fault

URL = "https://shop.example.org/guides/trail-running-shoes"
ALL = ("pagespeed", "crux", "open_pagerank", "rdap")
Open = Callable[..., Awaitable[Panel]]


async def _reasons(panel: Panel, deadline_s: float = 5) -> set[str]:
    answers = await panel.ask(URL, deadline_s=deadline_s)
    assert [answer.source for answer in answers] == list(ALL)
    assert all(isinstance(answer, NotMeasured) for answer in answers)
    return {answer.reason.partition(" ")[2] for answer in answers if isinstance(answer, NotMeasured)}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "refused the question (status 400)."),
        (403, "refused access (status 403): the key is wrong, restricted or without this service."),
        (429, "was asked more often than it allows (status 429)."),
        (500, "failed (status 500)."),
        (503, "failed (status 503)."),
        (302, "sent us elsewhere (status 302), which is not followed."),
    ],
)
async def test_every_refusal_is_told_and_no_key_with_it(
    fake: FakeSources, open_sources: Open, status: int, words: str
) -> None:
    fake.status = status
    panel = await open_sources(*ALL)
    with capture_logs() as logs:
        reasons = await _reasons(panel)
    assert all(reason.endswith(words) for reason in reasons)
    assert {entry["event"] for entry in logs} == {"source_not_measured"}
    assert {entry["status"] for entry in logs} == {status}
    assert KEY not in json.dumps([*logs, *reasons])
    assert "/elsewhere" not in fake.paths()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("garbage", "answered in a form that could not be read."),
        ("other_json", "answered in a form that could not be read."),
        ("dropped", "broke its answer off."),
        ("cut", "broke its answer off."),
    ],
)
async def test_an_answer_that_is_none_is_not_measured(
    fake: FakeSources, open_sources: Open, fault: Fault, words: str
) -> None:
    fake.fault = fault
    reasons = await _reasons(await open_sources(*ALL))
    assert all(reason.endswith(words) for reason in reasons)


@pytest.mark.parametrize("fault", ["huge", "bomb"])
async def test_an_endless_answer_is_cut_at_the_cap(fake: FakeSources, open_sources: Open, fault: Fault) -> None:
    fake.fault = fault
    panel = await open_sources(*ALL)
    tracemalloc.start()
    answers = await panel.ask(URL, deadline_s=10)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all(isinstance(a, NotMeasured) and a.reason.endswith("is larger than is read.") for a in answers)
    # The four caps together are 8.8 MB, and the fake's own buffers count here too.
    assert peak < 60_000_000


@pytest.mark.parametrize("fault", ["slow", "slow_body"])
async def test_a_slow_source_costs_no_more_than_the_time_it_has(
    fake: FakeSources, open_sources: Open, fault: Fault
) -> None:
    fake.fault = fault
    panel = await open_sources(*ALL, convex_seo_sources_s=0.2)
    began = time.monotonic()
    reasons = await _reasons(panel, deadline_s=20)
    assert time.monotonic() - began < 1
    assert all(reason.endswith("did not answer in the time given to it.") for reason in reasons)


async def test_the_time_that_the_audit_has_left_is_the_limit(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources(*ALL)
    reasons = await _reasons(panel, deadline_s=-1)
    assert all(reason.endswith("did not answer in the time given to it.") for reason in reasons)
    assert fake.asked == []


async def test_one_that_fails_takes_no_other_with_it(fake: FakeSources, open_sources: Open) -> None:
    fake.status, fake.fault_path = 500, "/v1/records"
    answers = await (await open_sources(*ALL)).ask(URL, deadline_s=5)
    assert [answer.source for answer in answers if isinstance(answer, NotMeasured)] == ["crux"]


async def test_nobody_listening_is_told(fake: FakeSources, open_sources: Open) -> None:
    gone = {"convex_crux_url": "http://127.0.0.1:1/", "convex_seo_allowed_targets": "127.0.0.1/32:1"}
    (answer,) = await (await open_sources("crux", **gone)).ask(URL, deadline_s=5)
    assert isinstance(answer, NotMeasured)
    assert answer.reason == "The Chrome UX Report could not be reached."


async def test_a_source_on_a_private_address_is_never_dialled(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources(*ALL, convex_seo_allowed_targets=f"127.0.0.2/32:{fake.port}")
    reasons = await _reasons(panel)
    assert all(reason.endswith("could not be reached.") for reason in reasons)
    assert fake.asked == []


async def test_a_register_that_is_not_on_the_web_is_not_asked(fake: FakeSources, open_sources: Open) -> None:
    fake.answers["list"] = {"services": [[["org"], ["ftp://rdap.invalid/", "gopher://x/"]]]}
    (answer,) = await (await open_sources("rdap")).ask(URL, deadline_s=5)
    assert isinstance(answer, NotMeasured)
    assert answer.reason.endswith("has no data: there is no such register for .org.")


async def test_an_error_carries_no_foreign_text_along() -> None:
    async with SourceClient(AddressPolicy(parse_allowed_targets("127.0.0.1/32:1"))) as client:
        with pytest.raises(SourceFailureError) as raised:
            await client.get("http://127.0.0.1:1/", query={"url": URL}, headers={"API-OPR": KEY}, max_bytes=1)
    assert (str(raised.value), raised.value.__cause__) == ("unreachable", None)
