"""Answers every check of the rule set; one that breaks is reported as an error and never ends the audit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import structlog

from seo_worker.checks.facts import PageFacts, answered, read_page
from seo_worker.checks.outcome import CheckResult, CheckStatus, Confidence, Outcome, not_measured
from seo_worker.checks.registry import KEYWORD_CHECKS, PAGE_CHECKS, SITE_CHECKS
from seo_worker.checks.rules import Rule, Ruleset
from seo_worker.evidence import SiteEvidence

_SHELL = (
    "The served HTML holds almost no text: a script builds the page in the browser, and this audit reads served HTML."
)
_LESS_SURE: Final[Mapping[Confidence, Confidence]] = {"high": "medium", "medium": "low", "low": "low"}
# They compare words too, though no keyword.
_ABOUT_WORDS: Final = frozenset({"C11", "C12"})
_NO_KEYWORD = "The keyword holds no word that could be looked for."


@dataclass(frozen=True, slots=True)
class Judgement:
    """All check results in the order of their ids, and the facts they rest on (None without a readable page)."""

    results: tuple[CheckResult, ...]
    facts: PageFacts | None


def judge(site: SiteEvidence, keyword: str, ruleset: Ruleset, known: PageFacts | None = None) -> Judgement:
    """Answer all checks about a page for a keyword; `known` is as in `read_page`."""
    return judge_read(site, read_page(site, keyword, known), keyword, ruleset)


def judge_read(site: SiteEvidence, facts: PageFacts | None, keyword: str, ruleset: Ruleset) -> Judgement:
    """Answer all checks about a page that has been read before."""
    results = tuple(
        _result(rule, _answer(rule, site, facts), keyword, ruleset) for _, rule in sorted(ruleset.rules.items())
    )
    return Judgement(results, facts)


def _answer(rule: Rule, site: SiteEvidence, facts: PageFacts | None) -> Outcome:
    try:
        return _dispatch(rule, site, facts)
    except Exception as exc:  # noqa: BLE001 - whatever a strange page breaks, the other checks still count
        structlog.get_logger().error("check_failed", check=rule.id, error=type(exc).__name__, exc_info=exc)
        reason = f"This check failed on the page ({type(exc).__name__}); it was left out of the score."
        return Outcome(None, evidence=(reason,), absence="error")


def _dispatch(rule: Rule, site: SiteEvidence, facts: PageFacts | None) -> Outcome:
    if rule.id in SITE_CHECKS:
        return SITE_CHECKS[rule.id](site, rule)
    if facts is None:
        return not_measured(_why_no_page(site))
    if rule.needs_text and facts.is_shell:
        return not_measured(_SHELL)
    found = _about_page(rule, facts)
    if facts.shortfall is not None and (rule.id in KEYWORD_CHECKS or rule.id in _ABOUT_WORDS):
        found = replace(found, confidence=_LESS_SURE[found.confidence])
    # What the HTML says, a script may yet replace in the browser.
    return replace(found, confidence=_LESS_SURE[found.confidence]) if facts.is_shell else found


def _about_page(rule: Rule, facts: PageFacts) -> Outcome:
    if rule.id in PAGE_CHECKS:
        return PAGE_CHECKS[rule.id](facts, rule)
    if facts.keyword is None:
        return not_measured(_NO_KEYWORD)
    return KEYWORD_CHECKS[rule.id](facts, facts.keyword, rule)


def _why_no_page(site: SiteEvidence) -> str:
    if site.fetch.error is not None:
        return site.fetch.error.message
    if site.fetch.status is not None and not answered(site.fetch):
        return f"The server answered with status {site.fetch.status}, so there is no page to read."
    return site.parse.message or "The page's HTML could not be read."


def _result(rule: Rule, outcome: Outcome, keyword: str, ruleset: Ruleset) -> CheckResult:
    status = _status(outcome, ruleset)
    return CheckResult(
        id=rule.id,
        pillar=rule.pillar,
        title=rule.title,
        status=status,
        score=outcome.score,
        weight=rule.weight,
        value=outcome.value,
        unit=rule.unit,
        threshold=rule.threshold,
        evidence=outcome.evidence,
        source=rule.source,
        confidence=outcome.confidence,
        fix=rule.fix.replace("{keyword}", " ".join(keyword.split())) if status in {"partial", "fail"} else None,
        gate=outcome.gate,
    )


def _status(outcome: Outcome, ruleset: Ruleset) -> CheckStatus:
    if outcome.score is None:
        assert outcome.absence is not None, "an outcome without score says why"
        return outcome.absence
    if outcome.score >= ruleset.thresholds.good:
        return "ok"
    return "partial" if outcome.score > 0 else "fail"
