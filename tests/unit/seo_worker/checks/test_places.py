"""Evidence says where on the page something stands."""

import pytest

from seo_fixtures.site import SOUND, Served, adding, gathered, swapped
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge

_MUTE = '<img src="/mute.png" width="1" height="1">'
_GENERIC = '<a href="/where">Click here</a>'


def _evidence(check: str, served: Served) -> tuple[str, ...]:
    found = judge(gathered(served), "trail running shoes", load_ruleset()).results
    return next(result.evidence for result in found if result.id == check)


def _without_headings(served: Served) -> Served:
    html = served.html.replace("<h1>", "<p>").replace("</h1>", "</p>").replace("<h2>", "<p>").replace("</h2>", "</p>")
    return Served(html)


@pytest.mark.parametrize(
    ("served", "place"),
    [
        (adding(_MUTE), ", under “Care”"),
        (swapped("<h2>Finding your size</h2>", f"<h2>Finding your size</h2>{_MUTE}"), ", under “Finding your size”"),
        (swapped("<article>", f"<article>{_MUTE}"), ", above the first heading"),
        (adding(f"<h2>{'long ' * 20}</h2>{_MUTE}"), f", under “{'long ' * 11}long…”"),
        (_without_headings(adding(_MUTE)), ""),
        (adding(f"<h2 hidden>Unseen</h2>{_MUTE}"), ", under “Care”"),
    ],
)
def test_an_image_is_found_by_the_heading_above_it(served: Served, place: str) -> None:
    summary, named = _evidence("T18", served)
    assert summary == "1 of 3 images without an alt attribute, or with one of blanks only"
    assert named == f"“/mute.png”{place}"


@pytest.mark.parametrize(
    ("served", "place"),
    [
        (swapped("<nav>", f"<nav>{_GENERIC}"), ", in the navigation"),
        (swapped("<footer>", f"<footer>{_GENERIC}"), ", in the footer"),
        (adding(f"<p>{_GENERIC}</p>"), ", under “Care”"),
    ],
)
def test_a_link_is_found_by_its_region_or_the_heading_above_it(served: Served, place: str) -> None:
    summary, named = _evidence("T17", served)
    assert summary == "1 of 11 links with a text that could stand on any link"
    assert named == f"“Click here” → https://shop.example.org/where{place}"


def test_a_link_that_leads_nowhere_is_found_too() -> None:
    served = adding('<a href="javascript:void(0)">Menu</a>')
    assert _evidence("T16", served) == (
        "1 of 11 links can't be followed",
        "“Menu” → “javascript:void(0)”, under “Care”",
    )
    assert _evidence("T16", SOUND) == ("0 of 10 links can't be followed",)
