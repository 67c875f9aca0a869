"""Scoring a strategy and filling a framework's worksheet: what is asked and what is answered."""

from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import Field, JsonValue, model_validator

from gateway.schemas.results import Contributions, Finding, Part
from gateway.schemas.strategies import Compliance, Score
from shared.contracts.requests import BriefFacts, Framework
from shared.contracts.wire import Text, WireModel

MAX_TEXT: Final = 120_000


class GivenBrief(BriefFacts):
    """A brief beside a framework; it may name the framework again."""

    framework: Framework | None = None


class ScoreRequest(WireModel):
    """`POST /score-strategy`: a stored strategy by its id, or a text with the brief it answers."""

    strategy_id: UUID | None = None
    framework: Framework | None = None
    text: Annotated[
        Annotated[Text, Field(min_length=1, max_length=MAX_TEXT)] | None,
        Field(description="The strategy to score: plain text, Markdown or HTML."),
    ] = None
    brief: GivenBrief | None = None

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        given = [name for name in ("framework", "text", "brief") if getattr(self, name) is not None]
        if self.strategy_id is not None and given:
            raise ValueError(f"strategyId stands alone; leave out {', '.join(given)}")
        if self.strategy_id is None and not given:
            raise ValueError("give strategyId, or framework, text and brief")
        missing = [name for name in ("framework", "text", "brief") if name not in given]
        if self.strategy_id is None and missing:
            raise ValueError(f"a text is scored with framework, text and brief; missing: {', '.join(missing)}")
        if self.brief is not None:
            _refuse_another(self.framework, self.brief)
        return self


class ApplyRequest(WireModel):
    """`POST /apply-framework`: a brief to fill a framework's worksheet with."""

    framework: Framework
    brief: GivenBrief

    @model_validator(mode="after")
    def _same_framework(self) -> Self:
        _refuse_another(self.framework, self.brief)
        return self


class WhatIf(WireModel):
    """The score as if findings had been repaired, and what that brings."""

    without: tuple[str, ...]
    score: Score
    compliance: Compliance
    gained: Annotated[int, Field(description="Points of the overall score.")]


class ScoreReport(Part):
    """What a strategy is worth by the rules: checks of completeness, grounding and consistency, not of taste."""

    strategy_id: UUID | None
    version: int | None
    mode: Annotated[
        Literal["document", "text"],
        Field(description="A stored document is read by its fields; a text has to be interpreted first."),
    ]
    score: Score
    compliance: Compliance
    findings: tuple[Finding, ...]
    contributions: Contributions
    scorer_version: str
    what_if: WhatIf | None


def _refuse_another(framework: Framework | None, brief: GivenBrief) -> None:
    if brief.framework not in {None, framework}:
        raise ValueError("brief.framework must be left out or be the same as framework")


_EXAMPLE_SCORE: Final[dict[str, JsonValue]] = {
    "overall": 61, "clarity": 80, "specificity": 66, "outcomeFocus": 58, "proof": 41, "objectionHandling": 55,
    "riskRemoval": 62,
}  # fmt: skip
_EXAMPLE_BRIEF: Final[dict[str, JsonValue]] = {
    "businessName": "Hartley Plumbing",
    "industry": "Plumbing",
    "targetAudience": "Homeowners in Leeds",
    "desiredOutcome": "Increase booked jobs from 20 to 40 a month within 6 months",
    "currentChallenges": ["Leads dry up in summer"],
}
SCORE_REQUEST_EXAMPLES: Final[dict[str, JsonValue]] = {
    "stored": {"strategyId": "0192f3a1-7c8e-7b44-9d3a-5f2b6c1d8e90"},
    "text": {
        "framework": "brand_positioning",
        "text": "We take only boiler repairs in north Leeds, because …",
        "brief": _EXAMPLE_BRIEF,
    },
}
SCORE_REPORT_EXAMPLE: Final[dict[str, JsonValue]] = {
    "strategyId": None,
    "version": None,
    "mode": "text",
    "score": _EXAMPLE_SCORE,
    "compliance": "needs_revision",
    "findings": [
        {
            "id": "proof.user-evidence",
            "rule": "proof.user-evidence",
            "dimension": "proof",
            "severity": "warning",
            "evidence": {"path": "text", "quote": "", "start": 0, "end": 0},
            "points": 5.0,
            "explanation": "Nothing in the brief or document is evidence yet.",
            "fix": "Enter the current figures as baselines.",
        }
    ],
    "contributions": {
        "earned": [
            {"dimension": "clarity", "points": 11.0},
            {"dimension": "specificity", "points": 16.2},
            {"dimension": "outcomeFocus", "points": 12.0},
            {"dimension": "proof", "points": 7.3},
            {"dimension": "objectionHandling", "points": 8.7},
            {"dimension": "riskRemoval", "points": 5.8},
        ],
        "lost": [{"rule": "proof.user-evidence", "dimension": "proof", "points": 39.0}],
    },
    "scorerVersion": "2.0.0",
    "whatIf": None,
}
APPLY_REQUEST_EXAMPLES: Final[dict[str, JsonValue]] = {
    "brief": {"framework": "offer_architecture", "brief": _EXAMPLE_BRIEF}
}
FILLED_FRAMEWORK_EXAMPLE: Final[dict[str, JsonValue]] = {
    "framework": "offer_architecture",
    "name": "Offer architecture",
    "purpose": "Decide what is sold, at which price, with which risk taken off the buyer.",
    "useWhen": "Price is the main argument in talks.",
    "doNotUseWhen": "Nobody wants the result.",
    "output": "An offer with price, guarantee and limits.",
    "filled": 1,
    "total": 2,
    "components": [
        {
            "id": "offer-strength",
            "name": "Offer strength",
            "purpose": "Find what is missing from the offer.",
            "produces": "Ten answers.",
            "cannotTell": "Whether anybody buys.",
            "worksheet": [
                {
                    "id": "result",
                    "question": "What does the buyer have afterwards?",
                    "hint": "Something one can see or count.",
                    "basis": "given",
                    "briefField": "desiredOutcome",
                    "answers": ["Increase booked jobs from 20 to 40 a month within 6 months"],
                },
                {
                    "id": "price",
                    "question": "What does it cost?",
                    "hint": "With everything that is charged.",
                    "basis": "open",
                    "briefField": None,
                    "answers": [],
                },
            ],
        }
    ],
    "openQuestions": [
        {
            "componentId": "offer-strength",
            "fieldId": "price",
            "question": "What does it cost?",
            "hint": "With everything that is charged.",
        }
    ],
}
