"""No page, however odd, breaks a check, leaves the range of scores, or makes a result that is not JSON."""

import json
from dataclasses import replace
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seo_evidence import anchor, evidence_of, fetched, heading, image, meta, page, text_of
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import (
    Anchor,
    Byline,
    Canonical,
    DateClaim,
    Hop,
    Hreflang,
    SiteEvidence,
    StructuredItem,
    Title,
)
from seo_worker.result.audit import Audit, Order, audit
from shared.json import dumps

WORDS = ["", " ", "İ", "ß", "--", "'s", "a-", "-a-b", "日本語", "мир", "ﬁ", "é"]
ODD = [*WORDS, "\x00", "a\ud800b", "%zz", "http://[", "//", "1e999"]
text = st.one_of(st.lists(st.sampled_from(ODD), min_size=1, max_size=8).map(" ".join), st.text(max_size=40))
urls = st.one_of(
    st.sampled_from(["https://e.test/a//b_c%20?d=1", "http://[::1]:8099/", "https://xn--/%", "https://e.test", "x"]),
    st.sampled_from(WORDS).map(lambda t: f"https://e.test/{t}"),
)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), text),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["@type", "name", "logo", "author"]), inner, max_size=3),
    ),
    max_leaves=6,
)
texts = st.lists(text, max_size=4)
described = st.lists(json_values, max_size=2)
metas = st.sampled_from(["robots", "description", "viewport", "og:type"])
canonicals = st.builds(Canonical, href=urls, url=st.one_of(st.none(), urls), source=st.just("html"))


def _anchor(url: str | None, words: str, href: str) -> Anchor:
    return anchor(url, words, href=href)


anchors = st.builds(_anchor, st.one_of(st.none(), urls), text, text)


@st.composite
def sites(draw: st.DrawFn) -> SiteEvidence:
    odd = page(
        url=draw(urls),
        titles=tuple(Title(t, draw(st.booleans())) for t in draw(texts)),
        metas=tuple(meta(draw(metas), t) for t in draw(texts)),
        canonicals=tuple(draw(st.lists(canonicals, max_size=2))),
        hreflangs=tuple(Hreflang(t, t, None, "html") for t in draw(texts)),
        html_lang=draw(st.one_of(st.none(), text)),
        detected_lang=draw(st.sampled_from(["en", "de", "ja", "xx", None])),
        headings=tuple(heading(draw(st.integers(1, 6)), t) for t in draw(texts)),
        anchors=tuple(draw(st.lists(anchors, max_size=4))),
        images=tuple(image(draw(st.one_of(st.none(), text)), src=t) for t in draw(texts)),
        structured=tuple(StructuredItem("json-ld", ("Article",), {"publisher": v}) for v in draw(described)),
        bylines=tuple(Byline(t, "json-ld", True) for t in draw(texts)),
        dates=tuple(DateClaim("time", "unknown", t, draw(st.sampled_from([None, t]))) for t in draw(texts)),
        main=text_of(draw(st.lists(texts, max_size=3))),
        total_text_chars=draw(st.integers(0, 10_000)),
        html_chars=draw(st.integers(0, 10_000)),
    )
    headers = tuple(("x-robots-tag", t) for t in draw(texts))
    return evidence_of(the_page=odd, fetch=fetched(final_url=odd.url, hops=(Hop(odd.url, 200),), headers=headers))


def audited(site: SiteEvidence, keyword: str) -> Audit:
    return audit(Order(UUID(int=1), "e.test", keyword), site, load_ruleset())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(site=sites(), keyword=text)
def test_every_page_can_be_audited(site: SiteEvidence, keyword: str) -> None:
    made = audited(site, keyword.encode("utf-8", "replace").decode().replace("\x00", " "))
    assert [c.evidence for c in made.checks if c.status == "error"] == []
    result = json.loads(dumps(made.result))
    assert result["overallScore"] is None or 0 <= result["overallScore"] <= 100
    assert all(c.score is None or 0 <= c.score <= 1 for c in made.checks)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(site=sites())
def test_an_odd_page_is_no_worse_as_a_competitor(site: SiteEvidence) -> None:
    made = audited(replace(evidence_of(), competitors=(site.target, site.target)), "trail running shoes")
    assert [c.evidence for c in made.checks if c.status == "error"] == []
