"""What an audit says about the subject of a page, as `POST /score-seo` promises it."""

from typing import Literal

from seo_worker.checks.outcome import Confidence
from shared.contracts.wire import WireModel


class ClusterTerm(WireModel):
    """A phrase of the page and how often it is used."""

    term: str
    count: int


class SemanticCluster(WireModel):
    """Phrases of the page that share words or sentences; found by counting, not by meaning."""

    id: str
    label: str
    method: Literal["lexical"] = "lexical"
    keywords: tuple[ClusterTerm, ...]
    related_to_keyword: bool


class ContentGap(WireModel):
    """A term or section that competitors share and the page lacks."""

    kind: Literal["term", "section"]
    term: str
    competitors: int
    competitors_read: int
    uses: int
    confidence: Confidence
