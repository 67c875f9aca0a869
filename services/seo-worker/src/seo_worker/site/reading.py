"""Reads a visited page: its page-level checks, and what the findings about the whole site need of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from seo_worker.checks.facts import answered, is_followed, read_page
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.registry import KEYWORD_CHECKS
from seo_worker.checks.rules import Ruleset
from seo_worker.checks.run import judge_read
from seo_worker.evidence import Page, PageEvidence, SiteEvidence
from seo_worker.scoring.score import rounded, score
from seo_worker.site.addresses import Home
from seo_worker.site.model import CheckStates, Link, Reading, Visit

# What is asked of a site, a comparison or a provider once can't tell its pages apart; keywords belong to one page.
_NOT_OF_A_PAGE: Final = frozenset({*KEYWORD_CHECKS, "T04", "T09", "C11", "C12", "A07", "A08", "A09", "A10"})
_MAX_LINKS: Final = 1000
_MAX_CANONICALS: Final = 10
_ROBOTS_NAMES: Final = frozenset({"robots", "googlebot", "convexbot"})
# Names of the parser's limits; behind them a page may hold links that were not seen.
_CUT: Final = frozenset({"elements", "anchors"})


def read_visit(url: str, evidence: PageEvidence, site: SiteEvidence, ruleset: Ruleset) -> Visit:
    """Return what is kept of an address that did not redirect; takes about ten milliseconds for a usual page."""
    fetch = evidence.fetch
    return Visit(
        url=url,
        status=fetch.status,
        parse=evidence.parse.status,
        error=fetch.error,
        reading=_reading(url, evidence, site, ruleset) if answered(fetch) else None,
    )


def _reading(url: str, evidence: PageEvidence, site: SiteEvidence, ruleset: Ruleset) -> Reading | None:
    unread = replace(site.sitemap, state="not_measured", error=None)
    alone = replace(site, target=evidence, sitemap=unread, competitors=())
    facts = read_page(alone, "")
    if facts is None:
        return None
    results = [r for r in judge_read(alone, facts, "", ruleset).results if r.id not in _NOT_OF_A_PAGE]
    overall = score(results, ruleset).overall
    home = Home.of(url)
    links = _links(url, facts.page, home, barred=_bars_following(evidence))
    cut = evidence.fetch.truncated is not None or len(links) > _MAX_LINKS or bool(_CUT & set(facts.page.capped))
    return Reading(
        title=facts.title,
        description=facts.description,
        language=facts.language,
        page_type=facts.kind,
        word_count=facts.page.main.word_count,
        canonicals=_canonicals(facts.page, home),
        noindex=any(r.gate == "noindex" for r in results),
        links=links[:_MAX_LINKS],
        links_known=not (cut or facts.is_shell),
        score=None if overall is None else int(rounded(overall)),
        states=_states(results),
    )


def _states(results: Sequence[CheckResult]) -> CheckStates:
    def of(*states: str) -> list[str]:
        return [r.id for r in results if r.status in states]

    problems = of("partial", "fail")
    return CheckStates(
        ok=len(of("ok")),
        problem=len(problems),
        not_measured=len(of("not_measured", "error")),
        not_applicable=len(of("not_applicable")),
        problems=tuple(problems),
    )


def _canonicals(page: Page, home: Home) -> tuple[str, ...]:
    found = (c.url for c in page.canonicals if c.url)
    return tuple(dict.fromkeys(home.address(url) or url.partition("#")[0] for url in found))[:_MAX_CANONICALS]


def _links(url: str, page: Page, home: Home, *, barred: bool) -> tuple[Link, ...]:
    followed: dict[str, bool] = {}
    for anchor in page.anchors:
        target = home.address(anchor.url) if anchor.url else None
        if target and target != url:
            followed[target] = followed.get(target, False) or (is_followed(anchor) and not barred)
    return tuple(Link(target, follow) for target, follow in followed.items())


def _bars_following(evidence: PageEvidence) -> bool:
    metas = evidence.page.metas if evidence.page else ()
    contents = [m.content for m in metas if m.name in _ROBOTS_NAMES and m.kind == "name"]
    return any(_says_nofollow(text) for text in (*contents, *_unscoped(evidence.fetch.header_values("x-robots-tag"))))


def _unscoped(values: Iterable[str]) -> Iterable[str]:
    """Return header values without the name of the crawler they are for, and none of those for somebody else."""
    for value in values:
        name, colon, rest = value.partition(":")
        if not colon or "," in name:
            yield value
        elif name.strip().lower() in _ROBOTS_NAMES:
            yield rest


def _says_nofollow(text: str) -> bool:
    return bool({"nofollow", "none"} & {part.strip().lower() for part in text.split(",")})
