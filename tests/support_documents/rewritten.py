"""Documents with the form of the strong one and other words in it: fluent and empty, echoed, or hardly anything."""

from collections.abc import Callable
from itertools import count
from typing import cast

from documents.model import StrategyDocument, parse
from shared.contracts.requests import Framework
from support_documents import strong

CODES = frozenset({
    "framework", "source", "kind", "basis", "effort", "level", "move", "claimBasis", "proofStatus", "dependsOn", "id",
    "player", "unit", "metric", "phase",
})  # fmt: skip

FLUENT = (
    "Our brand should stand for quality and trust in everything we communicate to the market.",
    "Customers today expect more than a product, they expect an experience that resonates with them.",
    "By focusing on what truly matters we can build lasting relationships with our audience.",
    "A consistent message across all channels will help the business grow and stay relevant.",
    "The competition is strong, but a clear vision makes it possible to stand out.",
    "We should listen to customers and respond to their needs with solutions that create value.",
    "Content that informs and inspires will position the company as a leader in its field.",
    "Success depends on the ability to adapt quickly and to keep improving over time.",
    "The team must be aligned around shared goals and understand the overall direction.",
    "Engagement grows when people feel that a brand understands them and shares their values.",
    "A data-driven approach makes sure that resources go where they have the greatest impact.",
    "Building awareness is the foundation on which every other marketing activity rests.",
    "We will optimise each touchpoint so that the journey feels effortless from start to finish.",
    "Trust is earned by being transparent and by delivering on what was promised.",
    "Innovation keeps us ahead and shows customers that we care about their future.",
    "It is important to know the target audience well and to speak their language.",
    "Regular communication keeps the brand top of mind and strengthens loyalty.",
    "Strong partnerships open new opportunities and extend our reach in the market.",
    "Every campaign should have a clear objective and a compelling call to action.",
    "Growth comes from doing the right things consistently and with passion.",
)


def fluent(framework: Framework = "brand_positioning") -> StrategyDocument:
    """Return grammatical advice that would suit any firm, in every field of the form; no number is known."""
    sentences = count()
    return rewritten(strong.document(framework), lambda _: FLUENT[next(sentences) % len(FLUENT)], keep_numbers=False)


def echoed(framework: Framework, sentences: tuple[str, ...]) -> StrategyDocument:
    """Return the brief's own sentences in every field of the form."""
    turn = count()
    return rewritten(strong.document(framework), lambda _: sentences[next(turn) % len(sentences)], keep_numbers=False)


def bare() -> StrategyDocument:
    """Return a form in which almost nothing was filled in."""
    empty: dict[str, object] = {"items": []}
    number = {"name": "", "unit": "", "basis": "to_measure"}
    metric = dict.fromkeys(
        ("name", "numerator", "denominator", "window", "leadingIndicator", "event", "measuredBy", "measuredWhen"), ""
    )
    refusal = {"what": "", "reason": ""}
    return parse(
        {
            "framework": "offer_architecture",
            "title": "Strategy",
            "executiveSummary": "Grow.",
            "engineNote": "",
            "componentNames": [],
            "diagnosis": {"summary": "", "tensions": []},
            "choice": {"policy": "", "moves": [], "refusals": [refusal, refusal, refusal]},
            "path": {"outcome": number, "stages": [], "sensitivity": "", "caution": ""},
            "objections": empty,
            "riskRemoval": {"buyer": [], "plan": []},
            "measurement": {
                "outcome": {**metric, "baseline": number, "target": number},
                "indicators": [],
                "rules": [],
            },
            "plan": {"actions": [], "capacity": ""},
            "ledger": empty,
            "limitations": empty,
            "openQuestions": empty,
            "corePromise": dict.fromkeys(("outcome", "byWhen", "measuredHow", "dependsOnBuyer"), ""),
            "mechanism": {"explanation": "", "steps": []},
            "stack": {"items": [], "exclusions": []},
            "price": {"amount": number, **dict.fromkeys(("basis", "anchor", "payment", "floor"), "")},
            "ladder": {"rungs": []},
            "guarantee": {"exposure": number, **dict.fromkeys(("kind", "condition", "cap", "whoPays"), "")},
            "capacity": {"unitsPerMonth": number, "hoursPerUnit": number, "stopRule": "", "scarcity": ""},
            "unitEconomics": {"quantities": [], "reading": ""},
            "pilot": dict.fromkeys(("scope", "success", "then"), ""),
        }
    )


def rewritten(
    document: StrategyDocument, change: Callable[[str], str], *, keep_numbers: bool = True
) -> StrategyDocument:
    """Return the document with each free text changed; without numbers every quantity becomes one to measure."""

    def walk(value: object, name: str) -> object:
        if isinstance(value, dict):
            parts = cast("dict[str, object]", value)
            if "unit" in parts and "basis" in parts and "name" in parts and not keep_numbers:
                return {"name": parts["name"], "unit": parts["unit"], "basis": "to_measure"}
            return {key: walk(part, key) for key, part in parts.items()}
        if isinstance(value, list):
            items = cast("list[object]", value)
            return [] if name in {"stages", "benchmarks"} and not keep_numbers else [walk(part, name) for part in items]
        return change(value) if isinstance(value, str) and value and name not in CODES else value

    dumped = cast("dict[str, object]", document.model_dump(mode="json", by_alias=True))
    return parse(walk(dumped, ""))
