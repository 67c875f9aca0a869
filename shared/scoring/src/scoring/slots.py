"""Where each framework states its core and whom it is for, by path on the wire's names."""

from dataclasses import dataclass
from typing import assert_never

from documents.model import (
    BrandPositioning,
    CompetitorModel,
    FunnelDesign,
    OfferArchitecture,
    SEOPatterns,
    StrategyDocument,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of a framework: the block it is in, what it holds, the field of each entry, and how many are the least."""

    name: str
    title: str
    paths: tuple[str, ...]
    least: int


def statement(document: StrategyDocument) -> tuple[str, ...]:
    """Return the fields that say who, what and instead of what."""
    match document:
        case BrandPositioning():
            return ("statement.audience", "statement.benefit", "statement.alternative", "statement.difference")
        case FunnelDesign():
            return ("stages.items[0].entryBelief", "stages.items[0].ask", "leak.finding", "killList.items[0].what")
        case SEOPatterns():
            first = "patterns.items[0]"
            return ("searchJobs.items[0].situation", f"{first}.uniqueMaterial", "doNotTarget.items[0].query")
        case CompetitorModel():
            return ("arena.job", "arena.buyer", "arena.excluded", "asymmetries.items[0].advantage")
        case OfferArchitecture():
            return ("corePromise.outcome", "corePromise.byWhen", "corePromise.measuredHow", "stack.exclusions[0]")
        case _:
            assert_never(document)


def observable(document: StrategyDocument) -> tuple[str, ...]:
    """Return the fields with traits that can be looked up: who fits, where they are met, what they do."""
    match document:
        case BrandPositioning():
            return _each("segment.traits", document.segment.traits)
        case FunnelDesign():
            return tuple(
                f"stages.items[{n}].{part}" for n in range(len(document.stages.items)) for part in ("channel", "asset")
            )
        case SEOPatterns():
            return tuple(
                path
                for n, pattern in enumerate(document.patterns.items)
                for path in _each(f"patterns.items[{n}].queries", pattern.queries)
            )
        case CompetitorModel():
            return tuple(f"rivals.items[{n}].evidenceToCollect" for n in range(len(document.rivals.items)))
        case OfferArchitecture():
            return ("corePromise.dependsOnBuyer", "corePromise.measuredHow", "capacity.stopRule", "pilot.scope")
        case _:
            assert_never(document)


def claims(document: StrategyDocument) -> tuple[str, ...]:
    """Return the fields that say what would prove a claim of the framework's sections."""
    match document:
        case BrandPositioning():
            return (
                *(f"value.themes[{n}].proofNeeded" for n in range(len(document.value.themes))),
                *(f"value.attributes[{n}].verifiedBy" for n in range(len(document.value.attributes))),
            )
        case FunnelDesign():
            return ("leak.evidence", *(f"stages.items[{n}].numerator" for n in range(len(document.stages.items))))
        case SEOPatterns():
            parts = ("uniqueMaterial", "signedBy")
            return tuple(f"patterns.items[{n}].{part}" for n in range(len(document.patterns.items)) for part in parts)
        case CompetitorModel():
            return (
                *(f"rivals.items[{n}].evidenceToCollect" for n in range(len(document.rivals.items))),
                *(f"battlecards.items[{n}].proof" for n in range(len(document.battlecards.items))),
            )
        case OfferArchitecture():
            return (
                "corePromise.measuredHow",
                *(f"stack.items[{n}].valueArgument" for n in range(len(document.stack.items))),
            )
        case _:
            assert_never(document)


def lists(document: StrategyDocument) -> tuple[Listing, ...]:
    """Return the lists that carry the framework's substance."""
    match document:
        case BrandPositioning():
            return (
                _listing("moment", "the entry points", "entryPoints[{}]", len(document.moment.entry_points), 3),
                _listing(
                    "alternatives", "the alternatives", "items[{}].whereItFails", len(document.alternatives.items), 3
                ),
                _listing("value", "the reasons to care", "themes[{}].theme", len(document.value.themes), 2),
                _listing("messageHouse", "the pillars", "pillars[{}]", len(document.message_house.pillars), 3),
            )
        case FunnelDesign():
            return (
                _listing("stages", "the stages", "items[{}].frictionRemover", len(document.stages.items), 5),
                _listing("loops", "the loops", "items[{}].mechanism", len(document.loops.items), 1),
                _listing("killList", "the list of what to stop", "items[{}].reason", len(document.kill_list.items), 2),
            )
        case SEOPatterns():
            return (
                _listing("searchJobs", "the search jobs", "items[{}].situation", len(document.search_jobs.items), 3),
                _listing("patterns", "the page patterns", "items[{}].reason", len(document.patterns.items), 4),
                _listing(
                    "doNotTarget", "the searches left alone", "items[{}].reason", len(document.do_not_target.items), 2
                ),
            )
        case CompetitorModel():
            return (
                _listing("rivals", "the players", "items[{}].betterFor", len(document.rivals.items), 3),
                _listing("canvas", "the factors", "factors[{}].reason", len(document.canvas.factors), 6),
                _listing(
                    "asymmetries", "the durable differences", "items[{}].advantage", len(document.asymmetries.items), 2
                ),
                _listing(
                    "counterMoves", "the answers to expect", "items[{}].ourReply", len(document.counter_moves.items), 2
                ),
            )
        case OfferArchitecture():
            return (
                _listing("stack", "the parts of the offer", "items[{}].valueArgument", len(document.stack.items), 3),
                _listing("ladder", "the steps of the ladder", "rungs[{}].contents", len(document.ladder.rungs), 3),
                _listing("mechanism", "the steps of the mechanism", "steps[{}]", len(document.mechanism.steps), 3),
            )
        case _:
            assert_never(document)


def _listing(block: str, title: str, pattern: str, count: int, least: int) -> Listing:
    return Listing(block, title, tuple(f"{block}.{pattern.format(index)}" for index in range(count)), least)


def _each(path: str, items: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{path}[{index}]" for index in range(len(items)))
