"""A08 and A09: what connected sources say of the domain. Without one they read as before: nothing is known."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from seo_worker.checks.outcome import Outcome, at, counted, measured, not_measured
from seo_worker.checks.rules import Rule
from seo_worker.evidence import SiteEvidence
from seo_worker.providers.answers import Answer, DomainRank, Measured, NotMeasured, Registration, SourceName, asked_on

_SECONDS_OF_YEAR: Final = Decimal(31_557_600)
_PLACES: Final = Decimal("0.01")


def needs_provider(_site: SiteEvidence, rule: Rule) -> Outcome:
    """Say that nothing on the page tells it, and that no source is connected."""
    return not_measured(f"{rule.threshold}; none is connected.")


def domain_rank(site: SiteEvidence, rule: Rule) -> Outcome:
    """A08: the share of the ranked domains that stand behind this one."""
    match answer_of("open_pagerank", site.sources):
        case None:
            return needs_provider(site, rule)
        case Measured(finding=DomainRank() as rank) as answer:
            return _ranked(rank, answer, rule)
        case Measured() | NotMeasured() as answer:
            return _unknown(answer)


def domain_age(site: SiteEvidence, rule: Rule) -> Outcome:
    """A09: the years since the registration, up to the moment the audit was asked for."""
    match answer_of("rdap", site.sources):
        case None:
            return needs_provider(site, rule)
        case Measured(finding=Registration() as registration) as answer:
            return _aged(registration, answer, site.gathered_at, rule)
        case Measured() | NotMeasured() as answer:
            return _unknown(answer)


def answer_of(source: SourceName, answers: Sequence[Answer]) -> Answer | None:
    """Return what a source said, or None when it is not connected."""
    return next((answer for answer in answers if answer.source == source), None)


def _unknown(answer: Answer) -> Outcome:
    reason = answer.reason if isinstance(answer, NotMeasured) else "Its answer is about something else."
    return not_measured(f"{reason} ({asked_on(answer)}.)")


def _ranked(rank: DomainRank, answer: Answer, rule: Rule) -> Outcome:
    domains = rule.limits["ranked_domains"]
    percentile = max(1 - Decimal(rank.position - 1) / domains, Decimal(0))
    edition = f", data of {rank.edition}" if rank.edition else ""
    return measured(
        at(rule.curve, percentile),
        float(100 * percentile),
        f"Position {rank.position:,}, PageRank {rank.page_rank} of 10.",
        f"Compared with the first {int(domains):,} domains.",
        f"{asked_on(answer)}{edition}.",
        confidence="medium",
    )


def _aged(registration: Registration, answer: Answer, as_of: datetime, rule: Rule) -> Outcome:
    seconds = max(int((as_of - registration.registered_at).total_seconds()), 0)
    years = (seconds / _SECONDS_OF_YEAR).quantize(_PLACES)
    return measured(
        at(rule.curve, years),
        float(years),
        f"Registered on {registration.registered_at:%Y-%m-%d}, {counted(int(years), 'full year')} ago.",
        f"{asked_on(answer)}, at {registration.server}.",
    )
