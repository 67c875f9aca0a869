"""Title, executive summary and the note about the engine."""

from collections.abc import Iterator
from typing import Final

from shared.contracts.requests import Framework
from strategy_worker.case import Case
from strategy_worker.common import choice, measurement, route
from strategy_worker.knowledge.load import VERSION
from strategy_worker.path import baseline_quantity
from strategy_worker.reading.text import quote
from strategy_worker.wording import number, share, small

_TITLES: Final[dict[Framework, str]] = {
    "brand_positioning": "Brand positioning",
    "funnel_design": "Funnel design",
    "seo_patterns": "Search page patterns",
    "competitor_model": "Competitor model",
    "offer_architecture": "Offer architecture",
}
_TWICE: Final = 2
COMPONENTS: Final[dict[Framework, tuple[str, ...]]] = {
    "brand_positioning": (
        "Category Domination Model",
        "Value Ladder Matrix",
        "Message Compression",
        "Offer-Audience Fit",
        "Retention Flywheel",
    ),
    "funnel_design": (
        "Awareness Activation",
        "Micro-Commitment Sequencing",
        "Conversion Tension Points",
        "Social Weight Anchoring",
        "Emotional Trigger Mapping",
        "Frictionless CTA Structure",
    ),
    "seo_patterns": (
        "Semantic Cluster Mapping",
        "Topical Authority Building",
        "Search Intent Mapping",
        "SERP Gap Exploitation",
        "Geo-Signal Consolidation",
        "Power Content Creation",
    ),
    "competitor_model": (
        "Feature-to-Outcome Mapping",
        "Weakness Opportunity Matrix",
        "Disruption Early-Warning",
        "Counterplay Architecture",
    ),
    "offer_architecture": (
        "Offer Strength Scoring",
        "Feature to Outcome Translation",
        "Risk Reversal Structures",
        "Value Expansion Model",
    ),
}


def title(case: Case) -> str:
    """Name the document."""
    return f"{_TITLES[case.reading.brief.framework]} for {case.reading.business}"


def engine_note() -> str:
    """Say who wrote this."""
    return f"Made by the offline engine (knowledge base v{VERSION}), without a language model."


def executive(case: Case) -> str:
    """Sum the document up in short paragraphs, so that whoever reads nothing else knows what to do and when to stop."""
    return "\n\n".join(
        " ".join(paragraph)
        for paragraph in (
            _obstacle(case),
            _decision(case),
            _refusals(case),
            _figure(case),
            _fortnight(case),
            _stop(case),
        )
    )


def _obstacle(case: Case) -> Iterator[str]:
    main, voice = case.main, case.voice
    if not main.numbers:
        yield voice.line("summary.obstacle_unstated")
    elif main.kind.id == "unread":
        yield voice.line("summary.obstacle_unread", quotation=main.quotation)
    else:
        yield voice.line("summary.obstacle", quotation=main.quotation, persists=main.kind.persists)
        yield voice.line("summary.cost", cost=main.kind.cost)


def _decision(case: Case) -> Iterator[str]:
    voice, first = case.voice, case.moves[0].tactic
    yield choice.policy(case)
    yield voice.line("summary.moves", count=small(len(case.moves)), first=voice.say(first.name))


def _refusals(case: Case) -> Iterator[str]:
    voice = case.voice
    first, second, *_ = choice.refused(case)
    yield voice.line("summary.refusal", what=first, why=case.main.kind.refuse_why)
    yield voice.line("summary.refusal_too", what=second)


def _figure(case: Case) -> Iterator[str]:
    path, voice, outcome = case.path, case.voice, case.reading.outcome
    if path.mode == "target":
        each = route.price(case)
        if each:
            yield voice.line("summary.money", target=route.amount(route.target(case)), aim=route.aim(case), price=each)
        yield from _needed(case)
        yield from route.own_pace(case)
    elif outcome.is_measurable:
        yield from _aim(case)
    else:
        wish = quote(case.reading.brief.desired_outcome, 80)
        yield voice.line("summary.no_target", wish=wish, label=route.label(case))


def _aim(case: Case) -> Iterator[str]:
    voice, label, target = case.voice, route.label(case), route.target(case)
    wanted = route.amount(target)
    if case.reading.outcome.target is None and target.basis == "target":
        wanted = _times(case, target.value or 0)
    if label in wanted:
        yield voice.line("summary.aim", target=wanted)
    else:
        yield voice.line("summary.aim_for", target=wanted, label=label)
    today = baseline_quantity(case.reading, voice, label)
    if today.value is not None:
        yield voice.line("summary.from_today", now=route.amount(today))


def _times(case: Case, factor: float) -> str:
    """Say how many times today's figure is wanted, as one says it."""
    if factor == _TWICE:
        return case.voice.phrase("outcome.twice")
    if 0 < factor < _TWICE:
        return case.voice.phrase("outcome.more" if factor > 1 else "outcome.less", share=share(abs(factor - 1)))
    return case.voice.phrase("outcome.times", factor=number(factor))


def _needed(case: Case) -> Iterator[str]:
    path, voice = case.path, case.voice
    top, low, high = (number(v) for v in (path.first.volume_mid, path.first.volume_low, path.first.volume_high))
    if low == high:
        yield voice.line("summary.target_own", aim=route.aim(case), top=top, first=path.first.name)
        return
    yield voice.line("summary.target", aim=route.aim(case), top=top, first=path.first.name, low=low, high=high)
    yield from route.in_place(case)
    assumed = all(stage.basis == "assumption" for stage in path.stages[1:])
    yield voice.line("summary.rates_assumed" if assumed else "summary.rates_mixed")


def _fortnight(case: Case) -> Iterator[str]:
    path, voice = case.path, case.voice
    yield voice.line("summary.fortnight", first=path.first.name, last=path.reached)
    yield voice.line("summary.question")
    yield case.main.kind.question
    yield voice.line("summary.first_move", action=voice.say(case.moves[0].tactic.first))


def _stop(case: Case) -> Iterator[str]:
    voice, first = case.voice, case.moves[0].tactic
    yield voice.line("summary.sign", sign=voice.say(first.sign), response=voice.say(first.response))
    week, part = str(measurement.trial_week(case)), measurement.part_of_way(case)
    if part:
        yield voice.line("summary.stop_target", week=week, part=part)
    else:
        yield voice.line("summary.stop_count", week=week)
