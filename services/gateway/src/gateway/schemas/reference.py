"""Lists of the reference library; the items are the library's own models."""

from typing import Final

from pydantic import JsonValue

from library.model import ExecutionTemplate, FrameworkReference, ReasoningPattern
from shared.contracts.wire import WireModel


class FrameworkList(WireModel):
    """The five frameworks."""

    items: tuple[FrameworkReference, ...]


class TemplateList(WireModel):
    """The execution templates."""

    items: tuple[ExecutionTemplate, ...]


class PatternList(WireModel):
    """The reasoning patterns."""

    items: tuple[ReasoningPattern, ...]


_FIELD: Final[JsonValue] = {
    "id": "who",
    "question": "Who decides?",
    "hint": "A role, not a company.",
    "briefField": "targetAudience",
}
FRAMEWORK_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "brand_positioning",
    "name": "Brand positioning",
    "category": "strategic",
    "purpose": "Say for whom it is, instead of what, and why to believe it.",
    "useWhen": "Buyers compare you with the wrong thing.",
    "doNotUseWhen": "Nobody has bought yet.",
    "output": "A positioning statement with its evidence.",
    "components": [
        {
            "id": name,
            "name": name.replace("-", " ").capitalize(),
            "purpose": "…",
            "worksheet": [_FIELD, _FIELD],
            "produces": "…",
            "cannotTell": "…",
        }
        for name in ("category-domination", "value-ladder", "message-compression", "offer-audience-fit")
    ],
}
TEMPLATE_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "lp-1",
    "templateType": "landing_page",
    "name": "Landing page",
    "summary": "From the offer to a measured page.",
    "difficulty": "medium",
    "difficultyReason": "Needs copy, design and measurement.",
    "hours": {"optimistic": 24.0, "likely": 38.0, "taskCount": 14},
    "variables": [
        {
            "name": "headline",
            "label": "Headline",
            "type": "text",
            "required": True,
            "help": "One claim, in the buyer's words.",
            "effect": "Names the first draft's claim.",
            "example": "Close the month in two days",
            "maxLength": 120,
            "onePerLine": False,
            "maxItems": None,
            "options": [],
            "minimum": None,
            "maximum": None,
            "unit": None,
        }
    ],
    "sections": [{"id": "hero", "title": "Hero", "contents": "Headline, proof, one action."}],
    "expectedResult": "A page with one action and a baseline.",
    "assumptions": ["Somebody can write."],
    "references": [],
}
PATTERN_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "no-invented-proof",
    "category": "safety",
    "order": 1,
    "name": "No invented proof",
    "rule": "Claim only what can be shown.",
    "why": "One claim that can't be shown costs the others their worth.",
    "check": "Every number names its source.",
    "cannotTell": "Whether the source is right.",
    "example": {"before": "Trusted by thousands", "after": "[number] customers as of [date]"},
    "enabled": True,
}
