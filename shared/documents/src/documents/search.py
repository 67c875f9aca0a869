"""Sections of an SEO pattern plan."""

from documents.blocks import Block, Texts
from documents.quantities import Quantity
from shared.contracts.wire import WireModel


class SearchJob(WireModel):
    """A situation in which somebody searches."""

    situation: str
    question: str
    context: str


class SearchJobs(Block):
    """What people try to get done by searching."""

    items: tuple[SearchJob, ...]


class Pattern(WireModel):
    """A repeatable kind of page: a modifier times an entity; each of the three marks has its reason."""

    name: str
    modifier: str
    entity: str
    intent: str
    queries: Texts
    anatomy: Texts
    unique_material: str
    signed_by: str
    conversion_bridge: str
    schema_type: str
    internal_links: str
    first_batch: int
    thin_content_risk: str
    merge_rule: str
    fit: int
    winnability: int
    effort: int
    priority: float
    reason: str
    fit_reason: str = ""
    win_reason: str = ""
    effort_reason: str = ""
    address: str = ""


class Patterns(Block):
    """The page patterns by priority, where to begin, and what horizon and budget mean for them."""

    items: tuple[Pattern, ...]
    order: str = ""
    pace: str = ""
    spending: str = ""


class NotTargeted(WireModel):
    """A kind of query left alone, and why."""

    query: str
    reason: str


class DoNotTarget(Block):
    """Queries left alone."""

    items: tuple[NotTargeted, ...]


class SearchMeasurement(Block):
    """From impressions to customers: what to set up first, what to count, and where the brief stands today."""

    steps: Texts
    caution: str
    setup: str = ""
    own_figures: tuple[Quantity, ...] = ()


class AnswerRisk(Block):
    """What answers given on the results page take away."""

    risk: str
    response: str
    check: str = ""
