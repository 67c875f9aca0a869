"""Ends a job whose page could not be had, in words for the person who asked.

These failures are permanent on purpose: the fetch has made its own attempts, and a dead host is not brought back by the
retry ladder. Whoever asked can retry the job when the site is up again.
"""

from typing import Final

from seo_worker.evidence import FetchErrorCode, SiteEvidence
from shared.errors import PermanentError

_MAY_PASS: Final = frozenset[FetchErrorCode](
    {"dns_failed", "connect_failed", "tls_failed", "timeout", "bad_response", "robots_unavailable"}
)


def refuse_unfetched(site: SiteEvidence) -> None:
    """Let an audit go on when the server gave an answer, whatever its status.

    Raises:
        PermanentError: `target_<code>` when there was no answer to judge.
    """
    error = site.fetch.error
    if error is None:
        return
    sentences = [error.message, *_rule_in_the_way(site)]
    may_pass = error.code in _MAY_PASS
    if may_pass:
        sentences.append("If the site should be reachable, retry the job later.")
    title = f"{site.target.requested} could not be audited"
    raise PermanentError(f"target_{error.code}", title, " ".join(sentences), retryable=may_pass)


def _rule_in_the_way(site: SiteEvidence) -> tuple[str, ...]:
    robots = site.robots
    refusal = next((d for d in robots.decisions if d.agent.lower() == "convexbot" and not d.allowed), None)
    if site.fetch.error is None or site.fetch.error.code != "robots_disallowed" or refusal is None:
        return ()
    blocks_google = any(d.agent.lower() == "googlebot" and not d.allowed for d in robots.decisions)
    rule = f"The rule is line {refusal.line} of {robots.url}: {refusal.rule}."
    return (rule, "It keeps Google from the page too.") if blocks_google else (rule,)
