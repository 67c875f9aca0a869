"""What the model writes of a document, section by section, in the order of writing; everything else stays as planned.

Word caps keep a document near 2,600 tokens. Texts that go with computed values (quantities, owners, names of steps,
levels, marks) are asked for item by item in the planned order, so that every value keeps its own text.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, assert_never, get_args

from documents.blocks import ObjectionKind
from shared.contracts.requests import Framework
from strategy_worker.llm.fields import Code, ItemList, Part, Text
from strategy_worker.llm.framework_parts import BRAND, COMPETITOR, FUNNEL, OFFER, SEO

__all__ = ["Part", "parallel_groups", "parts_of"]

_LANES: Final = 3


CHOICE: Final = Part(
    "choice",
    "The choice",
    (
        Text("policy", 40, "the guiding policy: for whom, what is done differently, and at whose expense"),
        ItemList(
            "refusals",
            (
                Text("what", 8, "something this firm could do and will not"),
                Text("reason", 11, "what doing it would cost the policy"),
            ),
            least=3,
            most=3,
            about="what the policy rules out",
        ),
    ),
    shown=("moves",),
)
OBJECTIONS: Final = Part(
    "objections",
    "Objections to expect",
    (
        ItemList(
            "items",
            (
                Code("kind", get_args(ObjectionKind), "which kind of doubt; no kind twice"),
                Text("voice", 11, "the doubt in the buyer's own voice, without quotation marks"),
                Text("worry", 8, "the fear behind it"),
                Text("answer", 22, "an answer with the mechanism that makes it true"),
                Text("proof", 9, "what to show that a stranger can check"),
                Text("saidBy", 5, "the role that says it"),
                Text("concession", 9, "where the doubt is right"),
                Text("because", 10, "what in the brief makes us expect it"),
            ),
            least=4,
            most=4,
            about="the doubts to expect, the costliest first",
        ),
    ),
)
RISK_REMOVAL: Final = Part(
    "riskRemoval",
    "Taking the risk away",
    (
        ItemList(
            "buyer",
            (
                Text("name", 4, "a name for the safeguard"),
                Text("promise", 15, "what is promised to whoever says yes"),
                Text("condition", 10, "when the promise holds"),
                Text("cap", 6, "where it ends"),
                Text("costToUs", 7, "what it costs the firm, in kind"),
            ),
            least=2,
            most=3,
            about="safeguards for whoever says yes",
        ),
        ItemList(
            "plan",
            (
                Text("failure", 13, "how this plan fails, with its move or step"),
                Text("earlySign", 10, "what is seen first"),
                Text("response", 12, "what is done then"),
            ),
            least=3,
            most=3,
            about="ways in which this plan fails",
        ),
    ),
)
EXECUTIVE_SUMMARY: Final = Part("executiveSummary", "Executive summary", words=110)


@cache
def parts_of(framework: Framework) -> tuple[Part, ...]:
    """Return the parts in the order of writing: the choice first, the executive summary last."""
    return (CHOICE, *_of_framework(framework), OBJECTIONS, RISK_REMOVAL, EXECUTIVE_SUMMARY)


@cache
def parallel_groups(framework: Framework) -> tuple[tuple[Part, ...], ...]:
    """Return the spine, the choice alone, then three groups of about equal length, each in the order of writing."""
    spine, *rest = parts_of(framework)
    lanes: list[list[Part]] = [[] for _ in range(_LANES)]
    for part in sorted(rest, key=lambda part: -part.tokens):
        min(lanes, key=_length).append(part)
    return ((spine,), *(tuple(sorted(lane, key=rest.index)) for lane in lanes))


def _length(parts: Sequence[Part]) -> int:
    return sum(part.tokens for part in parts)


def _of_framework(framework: Framework) -> tuple[Part, ...]:
    match framework:
        case "brand_positioning":
            return BRAND
        case "funnel_design":
            return FUNNEL
        case "seo_patterns":
            return SEO
        case "competitor_model":
            return COMPETITOR
        case "offer_architecture":
            return OFFER
        case _:
            assert_never(framework)
