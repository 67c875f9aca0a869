"""Title, executive summary and the note about the engine."""

from typing import Final

from shared.contracts.requests import Framework
from strategy_worker.case import Case
from strategy_worker.common import choice, route
from strategy_worker.knowledge.load import VERSION
from strategy_worker.reading.text import quote
from strategy_worker.wording import lowered, number, small

_TITLES: Final[dict[Framework, str]] = {
    "brand_positioning": "Brand positioning",
    "funnel_design": "Funnel design",
    "seo_patterns": "Search page patterns",
    "competitor_model": "Competitor model",
    "offer_architecture": "Offer architecture",
}
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
    """Sum up obstacle, choice, first steps, figure and stop sign."""
    voice = case.voice
    names = [lowered(voice.say(chosen.tactic.name)) for chosen in case.moves]
    obstacle = voice.pick(
        "summary",
        "the obstacle for {business} is this: {persists}; {cost}",
        "{business} is held back by one thing above others: {persists}. The result is that {cost}",
        "what stands in the way of {business} is that {persists}, so {cost}",
    )
    if case.main.kind.id == "unread":
        obstacle = (
            "the cause behind what {business} describes is open, so the plan tests it first. The "
            "first suspect is the ground itself: {trust_gap}"
        )
    if not case.main.numbers:
        obstacle = (
            "the brief for {business} names no challenge, so the first suspect is what troubles "
            "every buyer here: {trust_gap}"
        )
    moves = voice.pick(
        "moves",
        "{n} moves carry it, in this order: {names}",
        "it rests on {n} moves, one after the other: {names}",
        "the work falls into {n} moves, taken in this order: {names}",
    )
    first = case.moves[0].tactic
    return " ".join(
        (
            voice.sentence(obstacle, persists=case.main.kind.persists, cost=case.main.kind.cost),
            choice.policy(case),
            voice.sentence(moves, n=small(len(names)), names="; ".join(names)),
            _figure(case),
            voice.sentence(
                (
                    "[watch for this early sign of failure: {sign}; then {response}|it is going wrong if "
                    "{sign}; in that case {response}|if {sign}, {response}]"
                ),
                sign=voice.say(first.sign),
                response=voice.say(first.response),
            ),
        )
    )


def _figure(case: Case) -> str:
    path, voice, outcome = case.path, case.voice, case.reading.outcome
    if path.mode == "target":
        return voice.sentence(
            (
                "[for {n} {name}{per} the middle case needs {top} {first}, and each rate on the way "
                "is marked as yours or assumed|the middle case takes {top} {first} for {n} "
                "{name}{per}; the path says which rates are yours|{n} {name}{per} take {top} {first} "
                "in the middle case, at rates that are marked as yours or assumed]"
            ),
            n=number(path.needed or 0),
            name=path.last.name,
            per=f" per {outcome.counts_per}" if outcome.counts_per else "",
            top=number(path.first.volume_mid),
            first=path.first.name,
        )
    if outcome.is_measurable:
        return voice.sentence(
            (
                "[the target for {label} comes from the brief; the figures that lead to it are still "
                "to be counted|the brief sets the target for {label}, and what leads to it has to be "
                "counted first]"
            ),
            label=route.label(case),
        )
    return voice.sentence(
        "[{wish} is not yet a figure, so no target is set here; until you name one, this is "
        "counted in its place: {label}"
        "|no target is set, because {wish} names no figure; this stands in for it until you do: {label}]",
        wish=quote(case.reading.brief.desired_outcome, 80),
        label=route.label(case),
    )
