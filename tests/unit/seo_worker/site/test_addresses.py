"""One spelling for one page, and which addresses seem to belong to an endless row."""

import pytest

from seo_worker.site.addresses import Home, may_be_page
from seo_worker.site.traps import TrapGuard

HOME = Home.of("https://shop.example/start")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://SHOP.example/a/../b#part", "https://shop.example/b"),
        ("https://shop.example:443/b?", "https://shop.example/b"),
        ("https://shop.example/b?utm_source=x&id=7&gclid=1", "https://shop.example/b?id=7"),
        ("https://shop.example/b?z=1&a=2", "https://shop.example/b?z=1&a=2"),
        ("https://shop.example/b;jsessionid=AF09?PHPSESSID=1", "https://shop.example/b"),
        ("https://shop.example/b?side=1&asid=2", "https://shop.example/b?side=1&asid=2"),
        ("http://shop.example/b", "http://shop.example/b"),
        ("https://shop.example:8443/b", None),
        ("https://www.shop.example/b", None),
        ("mailto:a@shop.example", None),
        ("https://user@shop.example/", None),
    ],
)
def test_an_address_has_one_spelling_on_its_own_host(text: str, expected: str | None) -> None:
    assert HOME.address(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://x.test/a.PDF?x=1", False), ("https://x.test/a.html", True), ("https://x.test/?f=a.pdf", True)],
)
def test_files_are_no_pages(url: str, *, expected: bool) -> None:
    assert may_be_page(url) is expected


def admitted(urls: list[str], depth: int = 1) -> int:
    guard = TrapGuard()
    return sum(guard.lets_in(url, depth) for url in urls)


def test_endless_rows_are_cut_and_long_lists_are_not() -> None:
    base = "https://x.test"
    assert admitted([f"{base}/cal/2026/{month}" for month in range(1, 13)]) == 8
    assert admitted([f"{base}/cal?day=2026-01-{day:02}" for day in range(1, 31)]) == 8
    assert admitted([f"{base}/list?sort={n}" for n in range(30)]) == 8
    assert admitted([f"{base}/product/{n}" for n in range(40)]) == 40
    assert (
        admitted([f"{base}/blog/2026/05/title-{word}" for word in ("a", "b", "c", "d", "e", "f", "g", "h", "i")]) == 9
    )
    assert admitted([f"{base}/a/b/a/b/a"]) == 0
    assert admitted([f"{base}/{'/'.join('abcdefghijklm')}"]) == 0
    assert admitted([f"{base}/x"], depth=11) == 0
