"""A function that parses HTML in this process, for pages that are known to be harmless."""

from collections.abc import Callable

import pytest

from seo_worker.evidence import Page
from seo_worker.page.address_book import site_names
from seo_worker.page.build import build_page
from seo_worker.page.document import Document

Parse = Callable[..., Page]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """Return a parser of HTML text or bytes."""
    names = site_names()

    def parsed(
        html: str | bytes,
        url: str = "https://www.example.co.uk/blog/bread?utm=1",
        *,
        content_type: str | None = "text/html; charset=utf-8",
        links: tuple[str, ...] = (),
        last_modified: str | None = None,
    ) -> Page:
        body = html.encode() if isinstance(html, str) else html
        return build_page(Document(body, url, content_type, links, last_modified), names)

    return parsed
