"""Laws that hold between sites, from their bytes on: defects, fixes, order and noise."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seo_fixtures.site import HEADERS, KEYWORD, SOUND, Served, gathered
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.rules import load_ruleset
from seo_worker.checks.run import judge
from seo_worker.result.audit import Order, audit
from seo_worker.scoring.impact import impacts
from seo_worker.scoring.score import score
from shared.json import dumps

RULES = load_ruleset()
ORDER = Order(UUID(int=1), "shop.example.org", KEYWORD)

# Pieces of the sound page that don't overlap, each with what spoils it.
DEFECTS: dict[str, tuple[str, str]] = {
    "title about something else": ("how to choose a pair</title>", "a pair</title><title>Boots</title>"),
    "short description": (
        "How to choose trail running shoes: grip, fit and care, explained by people who run.",
        "Shoes",
    ),
    "locked zoom": ("initial-scale=1", "user-scalable=no"),
    "no preview image": ('property="og:image"', 'property="x:image"'),
    "preview without title": ('property="og:title"', 'property="x:title"'),
    "canonical elsewhere": ('<link rel="canonical" href="https://shop.', '<link rel="canonical" href="https://other.'),
    "blocking scripts": ("</head>", '<script src="/a.js"></script>' * 20 + "</head>"),
    "misspelt type": ('"@type": "Article"', '"@type": ["Article", "recipe"]'),
    "contradictory dates": ('"datePublished": "2026-10-01"', '"datePublished": "2020-01-01"'),
    "author without a Person": ('"author": {"@type": "Person", "name": "Ada Byron"}, ', ""),
    "publisher without logo": ('"logo": "https://shop.example.org/logo.png", ', ""),
    "wrong language": ('<html lang="en">', '<html lang="fr">'),
    "vague link": ("Our stores", "Click here"),
    "dead link": ('href="/shop"', 'href="javascript:void(0)"'),
    "no H1": ("<h1>Trail running shoes: a guide</h1>", ""),
    "skipped level": ("<h2>Care</h2>", "<h2>Care</h2><h5>Water</h5>"),
    "image without alt": (' alt="A wet sole"', ""),
    "image over http": ('src="/shoes.jpg"', 'src="http://e.example/shoes.jpg"'),
    "image without size": ('on a rock" width="640"', 'on a rock"'),
    "competing link": ("socks for long runs", "trail running shoes"),
    "no byline": ('<p class="byline">By Ada Byron</p>', ""),
    "no privacy policy": (' <a href="/privacy">Privacy policy</a>', ""),
    "no contact": (' <a href="/contact">Contact</a>', ""),
    "source not followed": (
        '<a href="https://rubber.example/soft">',
        '<a rel="nofollow" href="https://rubber.example/soft">',
    ),
    "deep nesting": ("</article>", "<div>" * 90 + "</div>" * 90 + "</article>"),
    "late first use": ("Good trail running shoes keep", "Good boots keep"),
}
names = st.sets(st.sampled_from(sorted(DEFECTS)), max_size=6)


def spoilt(defects: Iterable[str], of: Served = SOUND) -> Served:
    """Return the site with these defects."""
    html = of.html
    for name in sorted(defects):
        old, new = DEFECTS[name]
        assert html.count(old) == 1, name
        html = html.replace(old, new)
    return replace(of, html=html)


@cache
def judged(served: Served) -> tuple[CheckResult, ...]:
    return judge(gathered(served), KEYWORD, RULES).results


def points(served: Served) -> Decimal:
    overall = score(judged(served), RULES).overall
    assert overall is not None
    return overall


def verdicts(served: Served) -> list[tuple[str, str, Decimal | None]]:
    return [(r.id, r.status, r.score) for r in judged(served)]


def written(served: Served) -> str:
    return dumps(audit(ORDER, gathered(served), RULES).result)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_alone_costs_points(name: str) -> None:
    assert points(spoilt({name})) < points(SOUND)


@settings(max_examples=60, deadline=None)
@given(there=names, more=names)
def test_more_defects_never_raise_the_score_and_fixing_them_never_lowers_it(there: set[str], more: set[str]) -> None:
    assert points(spoilt(there | more)) <= points(spoilt(there))


@pytest.mark.parametrize("name", DEFECTS)
def test_the_points_promised_for_a_fix_are_what_mending_the_page_brings(name: str) -> None:
    served = spoilt({name})
    before, sound = judged(served), judged(SOUND)
    changed = {a.id for a, b in zip(before, sound, strict=True) if (a.status, a.score) != (b.status, b.score)}
    promised = {i.result.id: i.points for i in impacts(before, score(before, RULES), RULES)}
    assert set(promised) <= changed, "the sound page has no faults of its own"
    gained = points(SOUND) - points(served)
    if len(changed) == 1:
        assert abs(gained - (promised[changed.pop()] or 0)) < Decimal("1e-20")
    else:
        assert max(p or 0 for p in promised.values()) <= gained


def _reversed_attributes(html: str) -> str:
    def turned(tag: re.Match[str]) -> str:
        attributes = re.findall(r'[\w:-]+="[^"]*"', tag[2])
        return f"<{tag[1]} {' '.join(reversed(attributes))}>"

    return re.sub(r'<(\w+)((?: [\w:-]+="[^"]*")+)>', turned, html)


def _noisy(html: str) -> str:
    """Put comments and white space where HTML gives them no meaning."""
    return re.sub(r"(</?(?:body|main|article|nav|p|h[12]|footer)>)", r"\n\t <!-- a <b>note</b> -->\n  \1\n\n", html)


@pytest.mark.parametrize("defects", [set[str](), {"no H1", "vague link"}, set(DEFECTS)], ids=["sound", "two", "all"])
def test_the_order_of_attributes_changes_nothing_at_all(defects: set[str]) -> None:
    served = spoilt(defects)
    turned = replace(served, html=_reversed_attributes(served.html))
    assert turned.html != served.html
    assert judged(turned) == judged(served)


@pytest.mark.parametrize("defects", [set[str](), {"no H1", "vague link"}, set(DEFECTS)], ids=["sound", "two", "all"])
def test_comments_and_white_space_change_no_verdict(defects: set[str]) -> None:
    served = spoilt(defects)
    noisy = replace(served, html=_noisy(served.html))
    assert noisy.html.count("<!--") > 20
    assert verdicts(noisy) == verdicts(served)


def test_letter_case_of_tags_and_of_header_values_changes_no_verdict() -> None:
    shouting = re.sub(r"</?(?:h[12]|p|main|article|nav|footer)>", lambda tag: tag[0].upper(), SOUND.html)
    assert verdicts(replace(SOUND, html=shouting, encoding="GZIP", headers=tuple(reversed(HEADERS)))) == verdicts(SOUND)


def test_the_order_of_competitors_changes_no_verdict() -> None:
    rivals = tuple(
        (f"https://rival{n}.example/page", spoilt({name}).html)
        for n, name in enumerate(("no H1", "late first use", "competing link"))
    )
    forth, back = replace(SOUND, rivals=rivals), replace(SOUND, rivals=rivals[::-1])
    assert judged(forth) == judged(back)
    assert {r.status for r in judged(forth) if r.id in {"C11", "C12"}} == {"ok"}


@pytest.mark.parametrize("defects", [set[str](), set(DEFECTS)], ids=["sound", "all"])
def test_the_same_bytes_give_the_same_json(defects: set[str]) -> None:
    assert written(spoilt(defects)) == written(spoilt(defects))
