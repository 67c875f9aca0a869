"""The kinds of pages worth building: ranked by fit, chance and effort, each with its reasons and its searches."""

import re
import unicodedata
from typing import Final

from documents import search
from strategy_worker.case import Case
from strategy_worker.common.keyword import entity
from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Modifier
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.reading.evidence import weigh
from strategy_worker.vocabulary import article
from strategy_worker.wording import raise_first

_PATTERNS: Final = 5
_HIGH: Final = 4
# Pages of these kinds describe the firm or what it sells, so they carry the industry's own type.
_ABOUT_THE_FIRM: Final = frozenset({"local", "integration", "supplier", "group", "practice"})
_LOW: Final = 2
_BY_NAME: Final = "trust"
# There is one such page for the whole firm.
_SINGLE: Final = frozenset({_BY_NAME, "practice", "stockists", "trade_terms", "free_dates", "terms"})
_COMPARING: Final = frozenset({"compare", "versus_goods"})
_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+")
_AGENTS: Final = frozenset(
    """
    manufacturer manufacturers maker makers producer producers supplier suppliers contractor contractors provider
    providers company companies firm firms agency agencies business businesses consultancy consultants
    """.split()  # noqa: SIM905 - one line a word would hide the list
)
# The challenges that a kind of page takes up.
_TAKES_UP: Final[dict[str, frozenset[str]]] = {
    "cost": frozenset({"price_pressure", "low_conversion", "low_trust", "price_increase", "discount_habit"}),
    "compare": frozenset({"strong_competitor", "no_differentiation", "new_market", "new_category"}),
    "trust": frozenset({"low_trust", "bad_reviews", "few_reviews"}),
    "local": frozenset({"few_leads", "low_awareness", "organic_decline", "poor_search"}),
    "howto": frozenset({"complex_offer", "low_awareness", "low_usage", "slow_onboarding"}),
    "template": frozenset({"small_team", "low_usage", "long_cycle"}),
    "checklist": frozenset({"long_cycle", "complex_offer", "compliance", "poor_lead_quality"}),
    "rules": frozenset({"compliance", "seasonality"}),
    "occasion": frozenset({"seasonality", "few_leads", "low_order_value"}),
    "choice": frozenset({"low_conversion", "complex_offer", "churn", "returns", "wrong_audience"}),
    "care": frozenset({"churn", "dependence", "low_repeat"}),
    "symptom": frozenset({"few_leads", "seasonality", "rising_ad_cost"}),
    "supplier": frozenset({"few_leads", "low_awareness", "strong_competitor", "new_market"}),
    "gift": frozenset({"low_trust", "price_pressure", "low_conversion"}),
    "group": frozenset({"few_leads", "low_awareness", "low_attendance"}),
    "trade_terms": frozenset({"dependence", "low_margin", "few_leads", "price_pressure"}),
    "stockists": frozenset({"low_awareness", "partner_channel", "low_trust"}),
    "label": frozenset({"compliance", "low_trust", "new_market"}),
    "present": frozenset({"seasonality", "low_order_value"}),
    "size": frozenset({"returns"}),
    "choice_goods": frozenset({"low_conversion", "complex_offer", "returns", "wrong_audience"}),
    "versus_goods": frozenset({"strong_competitor", "no_differentiation", "new_market"}),
    "care_goods": frozenset({"low_repeat", "churn"}),
    "practice": frozenset({"few_leads", "poor_search", "low_awareness", "organic_decline", "capacity_limit"}),
    "complaint": frozenset({"few_leads", "seasonality"}),
    "free_dates": frozenset({"seasonality", "few_leads", "capacity_limit"}),
    "keep": frozenset({"low_repeat", "churn"}),
    "recovery": frozenset({"churn", "low_repeat"}),
    "first_time": frozenset({"no_shows", "low_conversion", "low_trust", "low_attendance"}),
    "volunteer": frozenset({"churn", "staff_shortage", "low_repeat"}),
}
_GROUPS: Final[dict[str, str]] = {
    "committee": "for large teams",
    "small_business": "for small firms",
    "household": "at home",
    "consumer": "for everyday use",
    "donor": "for private givers",
    "parent": "for parents",
    "specialist": "for specialists",
    "learner": "for beginners",
    "landlord": "for rented homes",
    "guest": "for groups",
    "patient": "for adults",
    "private_client": "for families",
    "public_body": "for councils",
    "trade_buyer": "for the trade",
    "founder": "for startups",
    "operations_lead": "for operations teams",
    "employer": "for employers",
    "property_owner": "for older houses",
    "couple": "for couples",
    "traveller": "for two",
    "carer": "for families",
    "member": "for regulars",
}


def ranked(case: Case) -> tuple[Modifier, ...]:
    """Return the industry's modifiers, the best kind of page first."""
    kinds = case.reading.base.page_kinds

    def key(modifier: Modifier) -> float:
        kind = kinds[modifier.kind]
        return -_fit(case, kind) * kind.win / kind.effort

    return tuple(sorted((modifier for modifier in case.industry.modifiers if _fits(case, modifier)), key=key))


def asked_when(case: Case, moment: int) -> Modifier:
    """Return the words with which people search in one of the industry's moments."""
    found = ranked(case)
    return next((modifier for modifier in found if modifier.moment == moment), found[moment])


def _fits(case: Case, modifier: Modifier) -> bool:
    return not modifier.only or weigh(subject(case), dict.fromkeys(modifier.only, 1)) > 0


def patterns(case: Case) -> tuple[search.Pattern, ...]:
    """Return the patterns by priority."""
    return tuple(_pattern(case, modifier, turn) for turn, modifier in enumerate(ranked(case)[:_PATTERNS]))


def subject(case: Case) -> str:
    """Return what is searched for: what a maker or agency offers, and not the maker or agency."""
    found = entity(case.reading)
    curated = {case.industry.entity, *case.industry.entities.values()}
    if case.reading.brief.primary_keyword or found in curated:
        return found
    words = _ARTICLE.sub("", found).split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _AGENTS else words)


def name(case: Case, modifier: Modifier) -> str:
    """Name a pattern by its modifier and what is searched for."""
    return f"{_before(case, modifier)} {_searched(case, modifier)}"


def _before(case: Case, modifier: Modifier) -> str:
    """Return the words of a modifier, with the article that what follows asks for."""
    words, _, last = modifier.words.rpartition(" ")
    return f"{words} {article(last, _searched(case, modifier))}" if last == "a" else modifier.words


def _searched(case: Case, modifier: Modifier) -> str:
    """Return what a kind of page is about: who wants to know whether to trust a firm searches for its name."""
    return case.reading.business if modifier.kind == _BY_NAME else subject(case)


def query(case: Case, modifier: Modifier, index: int) -> str:
    """Return one of the example searches of a pattern."""
    kind, place = case.reading.base.page_kinds[modifier.kind], case.reading.place
    qualifier = f"in {place}" if place else "nearby" if "local" in case.reading.axes else _group(case)
    words = case.voice.say(
        kind.queries[index], m=_before(case, modifier), e=subject(case), q=qualifier, b=case.reading.business
    )
    return " ".join(words.split())


def first_batch(case: Case, kind: schema.PageKind) -> int:
    """Return with how many pages a kind begins: some have one page only, of the others as many as can be kept true."""
    if kind.id in _SINGLE:
        return 1
    return 2 if any(c.kind.id in {"small_team", "small_budget"} for c in case.reading.challenges) else 3


def host(case: Case) -> str:
    """Return the brief's domain without scheme and path."""
    return re.sub(r"(?i)^[a-z][a-z0-9+.-]*://", "", case.reading.brief.domain or "").split("/")[0]


def _pattern(case: Case, modifier: Modifier, turn: int) -> search.Pattern:
    kind, voice = case.reading.base.page_kinds[modifier.kind], case.voice
    fit, unique = _fit(case, kind), voice.say(kind.unique)
    win = (
        "win_by_name"
        if kind.id == _BY_NAME
        else "win_high"
        if kind.win >= _HIGH
        else "win_low"
        if kind.win <= _LOW
        else "win_mid"
    )
    effort = "effort_low" if kind.effort <= _LOW else "effort_high"
    return search.Pattern(
        name=raise_first(name(case, modifier)),
        modifier=_before(case, modifier),
        entity=_searched(case, modifier),
        intent=kind.intent,
        queries=_queries(case, modifier),
        anatomy=tuple(raise_first(voice.say(part)) for part in kind.anatomy),
        unique_material=voice.line(
            "patterns.unique" if turn == 0 else "patterns.unique_short", turn=turn, unique=unique
        ),
        signed_by=voice.line("patterns.signed", turn=turn),
        conversion_bridge=voice.line(
            "patterns.bridge" if turn == 0 else "patterns.bridge_short", turn=turn, bridge=voice.say(kind.bridge)
        ),
        schema_type=case.industry.schema_type if kind.id in _ABOUT_THE_FIRM else kind.schema_type,
        internal_links=voice.line("patterns.links", turn=turn, links=voice.say(kind.links)),
        first_batch=first_batch(case, kind),
        thin_content_risk=voice.sentence(kind.thin),
        merge_rule=voice.sentence(kind.merge),
        fit=fit,
        winnability=kind.win,
        effort=kind.effort,
        priority=round(fit * kind.win / kind.effort, 2),
        reason=voice.sentence(kind.reason),
        fit_reason=_fit_reason(case, kind, turn),
        win_reason=voice.line(f"patterns.{win}", turn=turn),
        effort_reason=voice.line(f"patterns.{effort}", turn=turn),
        address=_address(case, modifier),
    )


def _queries(case: Case, modifier: Modifier) -> tuple[str, ...]:
    found = [query(case, modifier, index) for index in range(5)]
    if modifier.kind in _COMPARING and case.reading.competitors:
        found[2] = f"alternatives to {case.reading.competitors[0]}"
    return tuple(found)


def _fit(case: Case, kind: schema.PageKind) -> int:
    return min(5, kind.fit + (1 if _taken_up(case, kind) else 0))


def _taken_up(case: Case, kind: schema.PageKind) -> ReadChallenge | None:
    wanted = _TAKES_UP.get(kind.id, frozenset())
    return next((challenge for challenge in case.reading.challenges if challenge.kind.id in wanted), None)


def _fit_reason(case: Case, kind: schema.PageKind, turn: int) -> str:
    challenge = _taken_up(case, kind)
    if challenge and challenge.quotation:
        return case.voice.line("patterns.fit_challenge", turn=turn, quotation=challenge.quotation)
    if kind.id == _BY_NAME:
        return case.voice.line("patterns.fit_by_name")
    return case.voice.line("patterns.fit_high" if kind.fit >= _HIGH else "patterns.fit_low", turn=turn)


def _address(case: Case, modifier: Modifier) -> str:
    """Return where the first page of a pattern could stand."""
    plain = unicodedata.normalize("NFKD", query(case, modifier, 0).lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"{host(case)}/{slug or modifier.kind}"


def _group(case: Case) -> str:
    return _GROUPS.get(case.audience.id, "for beginners")
