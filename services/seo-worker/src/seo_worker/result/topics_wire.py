"""What an audit says about the subject of a page, as `POST /score-seo` promises it."""

from typing import Literal

from seo_worker.checks.outcome import Confidence
from seo_worker.text.intent import Intent
from seo_worker.text.markers import DecidedIntent
from shared.contracts.wire import WireModel


class ClusterTerm(WireModel):
    """A phrase, how often the page uses it, and how many competitors do.

    `weight` orders the terms: uses on the page and the mean of the competitors', in titles and headings counted more.
    """

    term: str
    count: int
    competitors: int
    source: Literal["page", "competitors", "both"]
    weight: float


class IntentMarker(WireModel):
    """A word that speaks for an intent, the line it was found in, and the address of that page."""

    intent: DecidedIntent
    marker: str
    found_in: str
    url: str


class ClusterQuestion(WireModel):
    """A question as it stands on the page or on a competitor's."""

    question: str
    url: str
    source: Literal["page", "competitor"]


class SemanticCluster(WireModel):
    """Phrases that share words or lines; found by counting, not by meaning. Without markers the intent is `unclear`."""

    id: str
    label: str
    method: Literal["lexical"] = "lexical"
    intent: Intent
    intent_markers: tuple[IntentMarker, ...]
    keywords: tuple[ClusterTerm, ...]
    questions: tuple[ClusterQuestion, ...]
    related_to_keyword: bool


class GapTerm(WireModel):
    """A term that the page lacks: how many competitors use it, how often in all."""

    term: str
    competitors: int
    uses: int


class GapExample(WireModel):
    """How one competitor words it: a piece of its page, word for word, and the heading it stands under."""

    competitor: str
    heading: str | None
    quote: str


class ContentGap(WireModel):
    """A section, question or term that competitors share and the page lacks.

    `uses` counts uses of a term, and of a section the competitors that have it; `words` is the median length of the
    competitors' sections. `terms` are the missing terms that belong to it.
    """

    kind: Literal["section", "question", "term"]
    term: str
    competitors: int
    competitors_read: int
    uses: int
    confidence: Confidence
    intent: Intent
    words: int | None
    terms: tuple[GapTerm, ...]
    examples: tuple[GapExample, ...]
    action: str
