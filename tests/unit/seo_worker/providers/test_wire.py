"""Each source is asked and read as its documentation says, over a real socket."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from seo_worker.providers.answers import Answer, DomainRank, FieldVitals, LabRun, Measured, NotMeasured, Registration
from seo_worker.providers.panel import Panel
from support.seo_providers import CRUX, KEY, OPEN_PAGERANK, PAGESPEED, RDAP, FakeSources

URL = "https://shop.example.org/guides/trail-running-shoes?size=42&w=1"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
Open = Callable[..., Awaitable[Panel]]


async def _one(open_sources: Open, name: str, url: str = URL) -> Answer:
    panel = await open_sources(name)
    (answer,) = await panel.ask(url, deadline_s=5)
    return answer


async def test_pagespeed_is_asked_for_a_mobile_run(fake: FakeSources, open_sources: Open) -> None:
    found = await _one(open_sources, "pagespeed")
    vitals = FieldVitals("site", Decimal(2310), Decimal(240), Decimal("0.3"))
    run = LabRun(Decimal("0.72"), Decimal("3150.4"), Decimal(120), Decimal("0.02"), "13.4.1", vitals)
    assert found == Measured("pagespeed", NOW, run)
    assert fake.asked[0].query == {"url": URL, "strategy": "mobile", "category": "performance"}
    assert fake.asked[0].headers["X-Goog-Api-Key"] == KEY


async def test_a_page_that_lighthouse_could_not_load_was_not_measured(fake: FakeSources, open_sources: Open) -> None:
    broken = {"runtimeError": {"code": "NO_FCP", "message": "…"}, "categories": {"performance": {"score": 0.9}}}
    fake.answers["pagespeed"] = {"lighthouseResult": broken}
    assert await _one(open_sources, "pagespeed") == NotMeasured(
        "pagespeed", NOW, "PageSpeed Insights has no data: its browser could not load the page."
    )


async def test_crux_is_asked_about_the_page_on_phones(fake: FakeSources, open_sources: Open) -> None:
    found = await _one(open_sources, "crux")
    vitals = FieldVitals("page", Decimal(2190), Decimal(230), Decimal("0.31"), date(2026, 11, 23))
    assert found == Measured("crux", NOW, vitals)
    (asked,) = fake.asked
    metrics = ["largest_contentful_paint", "interaction_to_next_paint", "cumulative_layout_shift"]
    assert (asked.query, asked.body) == ({}, {"url": URL, "formFactor": "PHONE", "metrics": metrics})
    assert asked.headers["X-Goog-Api-Key"] == KEY


async def test_crux_is_asked_about_the_origin_when_the_page_has_too_few_visits(
    fake: FakeSources, open_sources: Open
) -> None:
    fake.crux_knows = ("origin",)
    found = await _one(open_sources, "crux")
    assert isinstance(found, Measured)
    assert isinstance(found.finding, FieldVitals)
    assert found.finding.level == "site"
    assert [asked.body.get("origin") for asked in fake.asked] == [None, "https://shop.example.org"]


async def test_crux_without_visits_is_not_measured(fake: FakeSources, open_sources: Open) -> None:
    fake.crux_knows = ()
    assert await _one(open_sources, "crux") == NotMeasured(
        "crux", NOW, "The Chrome UX Report has no data: too few visits of this page and of its site."
    )


async def test_open_pagerank_is_asked_about_the_domain(fake: FakeSources, open_sources: Open) -> None:
    found = await _one(open_sources, "open_pagerank")
    assert found == Measured("open_pagerank", NOW, DomainRank(2_500_001, Decimal("4.68"), "26th October 2026"))
    assert fake.asked[0].query == {"domains[]": "example.org"}
    assert fake.asked[0].headers["API-OPR"] == KEY


async def test_a_domain_that_open_pagerank_does_not_list_is_not_measured(fake: FakeSources, open_sources: Open) -> None:
    row = {
        "status_code": 404,
        "error": "Domain not found",
        "page_rank_decimal": 0,
        "rank": None,
        "domain": "example.org",
    }
    fake.answers["open_pagerank"] = OPEN_PAGERANK | {"response": [row]}
    assert await _one(open_sources, "open_pagerank") == NotMeasured(
        "open_pagerank", NOW, "Open PageRank has no data: it does not list example.org."
    )


async def test_a_refusal_inside_a_successful_answer_is_a_refusal(fake: FakeSources, open_sources: Open) -> None:
    fake.answers["open_pagerank"] = {"status_code": 401, "message": "Invalid API Key or Domain limit reached"}
    found = await _one(open_sources, "open_pagerank")
    assert isinstance(found, NotMeasured)
    assert found.reason.startswith("Open PageRank refused access (status 401)")


async def test_rdap_finds_the_register_by_the_list_and_takes_the_registration(
    fake: FakeSources, open_sources: Open
) -> None:
    found = await _one(open_sources, "rdap")
    assert found == Measured("rdap", NOW, Registration(datetime(2024, 11, 25, tzinfo=UTC), "127.0.0.1"))
    assert fake.paths() == ["/rdap/dns.json", "/org/v1/domain/example.org"]
    assert "application/rdap+json" in fake.asked[1].headers["Accept"]


async def test_the_list_of_registers_is_fetched_once(fake: FakeSources, open_sources: Open) -> None:
    panel = await open_sources("rdap")
    await panel.ask(URL, deadline_s=5)
    await panel.ask("https://other.org/", deadline_s=5)
    assert fake.paths() == ["/rdap/dns.json", "/org/v1/domain/example.org", "/org/v1/domain/other.org"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://firma.de/", "has no data: there is no such register for .de."),
        ("https://other.org/", "knows nothing about this site (status 404)."),
    ],
)
async def test_an_ending_without_register_and_an_unknown_domain_are_not_measured(
    open_sources: Open, url: str, reason: str
) -> None:
    assert await _one(open_sources, "rdap", url) == NotMeasured("rdap", NOW, f"The domain register (RDAP) {reason}")


_EVENT = {"eventAction": "registration", "eventDate": "2024-11-25T00:00:00Z"}


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("rdap", RDAP | {"ldhName": "other.org"}),
        ("rdap", RDAP | {"events": [_EVENT | {"eventDate": "2027-01-01T00:00:00Z"}]}),
        ("rdap", RDAP | {"events": [_EVENT | {"eventDate": "yesterday"}]}),
        ("list", {"services": [[["org"]]]}),
        ("open_pagerank", OPEN_PAGERANK | {"response": [OPEN_PAGERANK["response"][0] | {"rank": "many"}]}),
        ("open_pagerank", OPEN_PAGERANK | {"response": [OPEN_PAGERANK["response"][0] | {"rank": "0"}]}),
        ("open_pagerank", OPEN_PAGERANK | {"response": [OPEN_PAGERANK["response"][0] | {"domain": "o.test"}]}),
        ("open_pagerank", OPEN_PAGERANK | {"response": [OPEN_PAGERANK["response"][0] | {"page_rank_decimal": "NaN"}]}),
        ("crux", {"record": CRUX["record"] | {"metrics": {"largest_contentful_paint": {"percentiles": {"p75": -1}}}}}),
        ("crux", {"record": CRUX["record"] | {"collectionPeriod": {"lastDate": {"year": 0, "month": 13, "day": 1}}}}),
        ("pagespeed", PAGESPEED | {"lighthouseResult": {"categories": {"performance": {"score": 72}}}}),
    ],
)
async def test_what_can_not_be_true_is_not_measured(
    fake: FakeSources, open_sources: Open, source: str, answer: Any
) -> None:
    fake.answers[source] = answer
    found = await _one(open_sources, "rdap" if source == "list" else source)
    assert isinstance(found, NotMeasured)
    assert found.reason.endswith("answered in a form that could not be read.")
