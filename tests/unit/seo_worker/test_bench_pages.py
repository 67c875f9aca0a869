"""The pages that audits are measured on are what the figures say they are."""

import os

import pytest
from bench.audits.figures import Load
from bench.audits.pages import DOCUMENTS, IMAGES, LINKS, PAGE_BYTES, written
from bench.audits.processors import cpu_s, cpu_s_below
from bench.audits.sites import LISTED, serving_sites

from seo_worker.fetch.addresses import AddressPolicy, parse_allowed_targets
from seo_worker.fetch.client import PAGE_LIMITS, SITEMAP_LIMITS, Fetcher
from seo_worker.fetch.sitemap_file import read_sitemap


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_page_has_its_size_its_images_its_links_and_paragraphs(document: str) -> None:
    page = written(document, "http://127.0.0.1:1", "/guide/")
    assert PAGE_BYTES * 0.98 < len(page) <= PAGE_BYTES
    assert (page.count(b"<img "), page.count(b"<a ")) == (IMAGES, LINKS)
    assert page.count(b"<p") > 100
    assert page.count(b"<h2") > 20
    assert page.count(b"application/ld+json") == 1


async def test_the_sitemap_names_the_page_last() -> None:
    async with serving_sites() as sites:
        policy = AddressPolicy(parse_allowed_targets(sites.targets))
        async with Fetcher(policy) as fetcher:
            page = await fetcher.get(sites.page, PAGE_LIMITS)
            origin = sites.page.removesuffix("/guides/ninety-days/")
            sitemap = await fetcher.get(f"{origin}/sitemap.xml", SITEMAP_LIMITS)
    assert (page.fetch.status, page.fetch.encoding) == (200, "gzip")
    listed = read_sitemap(sitemap.body, "about:blank", max_bytes=10**7, keep=LISTED).urls
    assert (len(listed), listed[-1]) == (LISTED, sites.page)
    assert len({site.rpartition(":")[0] for site in (sites.page, *sites.competitors)}) == 4


def test_a_load_is_divided_by_its_jobs_and_by_cores() -> None:
    load = Load("audits", 100, 20, {"worker": 80, "its parsers": 20, "gateway": 15, "Postgres": 10})
    parts = "worker 80.0, its parsers 20.0, gateway 15.0, Postgres 10.0"
    assert load.row() == f"| audits | 100 | 5.0 | 10.0 | 8.0 | {parts} |"


def test_processor_time_is_read_of_processes_that_are_and_of_none_that_are_not() -> None:
    assert cpu_s([os.getpid()]) > 0
    assert cpu_s([2**22 + 1]) == 0
    assert cpu_s_below(os.getpid()) >= 0
