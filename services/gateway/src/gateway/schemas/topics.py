"""What an audit says about the subject of a page: clusters of terms, and what competitors have that the page lacks."""

from typing import Annotated, Final, Literal

from pydantic import Field, JsonValue

from gateway.schemas.results import Part

Intent = Literal["informational", "commercial", "transactional", "navigational", "unclear"]


class ClusterTerm(Part):
    """A phrase with its uses on the page, and how many competitors use it."""

    term: str
    count: int
    competitors: int
    source: Literal["page", "competitors", "both"]
    weight: Annotated[float, Field(description="Uses, more for title and headings; orders terms, scores nothing.")]


class IntentMarker(Part):
    """A word that speaks for an intent, and the line it was found in."""

    intent: Intent
    marker: str
    found_in: str
    url: str


class ClusterQuestion(Part):
    """A question as it stands on a page."""

    question: str
    url: str
    source: Literal["page", "competitor"]


class SemanticCluster(Part):
    """Terms that share words or lines; `unclear` means that no marker decides, never a guess."""

    id: str
    label: str
    method: Literal["lexical"]
    intent: Intent
    intent_markers: tuple[IntentMarker, ...]
    keywords: tuple[ClusterTerm, ...]
    questions: tuple[ClusterQuestion, ...]
    related_to_keyword: bool


class GapTerm(Part):
    """A term that the page lacks."""

    term: str
    competitors: int
    uses: int


class GapExample(Part):
    """A competitor's wording, word for word and at most 120 characters: to understand, not to copy."""

    competitor: str
    heading: str | None
    quote: str


class ContentGap(Part):
    """A section, question or term that competitors share and the page lacks, with what to do about it."""

    kind: Literal["section", "question", "term"]
    term: str
    competitors: int
    competitors_read: int
    uses: int
    confidence: Annotated[Literal["high", "medium", "low"], Field(description="Low beside a single competitor.")]
    intent: Intent
    words: Annotated[int | None, Field(description="Median length of the competitors' sections.")]
    terms: tuple[GapTerm, ...]
    examples: tuple[GapExample, ...]
    action: str


CLUSTER_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "cluster-1",
    "label": "month-end close",
    "method": "lexical",
    "intent": "transactional",
    "intentMarkers": [
        {
            "intent": "transactional",
            "marker": "pricing",
            "foundIn": "Month-end close software: pricing",
            "url": "https://ledgerly.example/close",
        }
    ],
    "keywords": [
        {"term": "month-end close", "count": 9, "competitors": 3, "source": "both", "weight": 21.3},
        {"term": "close checklist", "count": 0, "competitors": 2, "source": "competitors", "weight": 4.0},
    ],
    "questions": [
        {
            "question": "How long does a month-end close take?",
            "url": "https://ledgerly.example/close",
            "source": "competitor",
        }
    ],
    "relatedToKeyword": True,
}
GAP_EXAMPLE: Final[dict[str, JsonValue]] = {
    "kind": "question",
    "term": "How long does a month-end close take?",
    "competitors": 2,
    "competitorsRead": 3,
    "uses": 2,
    "confidence": "medium",
    "intent": "informational",
    "words": 84,
    "terms": [{"term": "close checklist", "competitors": 2, "uses": 5}],
    "examples": [
        {
            "competitor": "https://ledgerly.example/close",
            "heading": "How long does a month-end close take?",
            "quote": "Most teams need six working days before they keep a close checklist.",
        }
    ],
    "action": "Answer “How long does a month-end close take?” under a heading of its own: 2 of 3 competitors do,"
    " usually in about 80 words. Say in it what is true of you about “close checklist”.",
}
