"""A sitemap that was read is kept for the crawl of the same audit, while it is no burden."""

import pytest

from seo_worker.evidence import FetchedPage, FetchError
from seo_worker.fetch.client import Download
from seo_worker.fetch.shelf import Shelf

URL = "https://x.test/sitemap.xml"


def _download(size: int = 10, status: int | None = 200, error: FetchError | None = None) -> Download:
    return Download(FetchedPage(URL, URL, status=status, error=error), b"x" * size)


def test_what_was_had_is_kept_until_there_is_no_room() -> None:
    shelf = Shelf(room=25)
    for number in range(3):
        shelf.put(f"{URL}?{number}", _download())
    assert [shelf.holds(f"{URL}?{number}") for number in range(3)] == [True, True, False]
    assert shelf.take(f"{URL}?1") == _download()


@pytest.mark.parametrize(
    "download", [_download(status=404), _download(status=None), _download(error=FetchError("timeout", "Too slow."))]
)
def test_a_failure_is_not_kept(download: Download) -> None:
    shelf = Shelf()
    shelf.put(URL, download)
    assert not shelf.holds(URL)
    assert shelf.take(URL) is None
