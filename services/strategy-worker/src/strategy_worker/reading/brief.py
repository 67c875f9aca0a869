"""A brief as the engine understands it."""

import re
from dataclasses import dataclass
from typing import Final

from shared.contracts.requests import Brief
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.load import KnowledgeBase, knowledge
from strategy_worker.reading import classify, numbers
from strategy_worker.reading.baselines import Baselines, place
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.evidence import Verdict
from strategy_worker.reading.outcome import Outcome, parse, started
from strategy_worker.reading.text import clean, name, plural_phrase
from strategy_worker.site import AuditedSite

_PLACE: Final = re.compile(r"\b(?:in|near|around|across|of)\s+([A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)\b")
_NOT_PLACES: Final = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Archetypes with their certainty, the outcome, the challenges and the figures of one brief.

    `axes` say how this purchase works, from industry and audience together.
    """

    brief: Brief
    base: KnowledgeBase
    business: str
    industry: Industry
    industry_verdict: Verdict
    audience: schema.Audience
    audience_verdict: Verdict
    audience_phrase: str | None
    axes: frozenset[str]
    outcome: Outcome
    challenges: tuple[ReadChallenge, ...]
    competitors: tuple[str, ...]
    baselines: Baselines
    place: str | None
    audit: AuditedSite | None = None

    @property
    def buyers(self) -> str:
        """The audience as a plural noun phrase, in the brief's words where they can stand in a sentence."""
        return self.audience_phrase or self.audience.plural

    @property
    def weeks(self) -> int:
        """The horizon; a quarter unless the brief names one."""
        return self.brief.horizon_weeks or self.outcome.weeks or 13

    @property
    def names_date(self) -> bool:
        """Whether the brief says by when, in weeks or by a date."""
        return self.has_horizon or numbers.names_date(clean(self.brief.desired_outcome))

    @property
    def has_horizon(self) -> bool:
        """Whether the brief names a horizon."""
        return bool(self.brief.horizon_weeks or self.outcome.weeks)


def read(brief: Brief, audit: AuditedSite | None = None) -> Reading:
    """Read a brief; nothing in it is ever evaluated, however it is worded."""
    base = knowledge()
    industry_verdict = classify.industry(brief, base)
    industry = base.industries[industry_verdict.best]
    audience_verdict = classify.audience(brief, base, industry.audience)
    baselines = place(brief, industry, base)
    audience = base.audiences[industry.audience_as.get(audience_verdict.best, audience_verdict.best)]
    return Reading(
        brief=brief,
        base=base,
        business=name(brief.business_name),
        industry=industry,
        industry_verdict=industry_verdict,
        audience=audience,
        audience_verdict=audience_verdict,
        audience_phrase=plural_phrase(brief.target_audience),
        axes=_axes(industry, audience),
        outcome=started(parse(brief.desired_outcome, industry, base), baselines, clean(brief.desired_outcome)),
        challenges=classify.challenges(brief, base),
        competitors=_competitors(brief),
        baselines=baselines,
        place=_place(brief),
        audit=audit,
    )


def _axes(industry: Industry, audience: schema.Audience) -> frozenset[str]:
    merged = set(industry.axes) | set(audience.axes)
    if "committee" in merged:
        merged -= {"consumer"}
    if merged & {"high_ticket", "committee"}:
        merged -= {"low_ticket", "impulse"}
    if "considered" in merged:
        merged -= {"impulse"}
    return frozenset(merged)


def _competitors(brief: Brief) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for entry in brief.existing_competitors:
        rival = name(entry, fallback="")
        if rival:
            found.setdefault(rival.casefold(), rival)
    return tuple(found.values())


def _place(brief: Brief) -> str | None:
    for text in (brief.target_audience, brief.industry, brief.business_name, brief.desired_outcome):
        found = _PLACE.search(clean(text))
        if found and found[1] not in _NOT_PLACES:
            return found[1]
    return None
