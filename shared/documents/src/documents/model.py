"""The strategy document: common blocks plus the sections of one of five frameworks."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from documents import blocks, funnel, offer, positioning, rivalry, search
from shared.contracts.wire import WireModel


class Document(WireModel):
    """What every strategy holds; texts are plain, escaping is the renderer's work."""

    title: str
    executive_summary: str
    # Who wrote the summary, which is no block; absent in documents that one engine wrote whole.
    summary_source: blocks.Source | Literal["mixed"] | None = Field(
        default=None, exclude_if=lambda source: source is None
    )
    engine_note: str
    component_names: tuple[str, ...]
    diagnosis: blocks.Diagnosis
    choice: blocks.Choice
    path: blocks.Path
    objections: blocks.Objections
    risk_removal: blocks.RiskRemoval
    measurement: blocks.Measurement
    site_audit: blocks.SiteAudit | None = None
    plan: blocks.Plan
    ledger: blocks.Ledger
    limitations: blocks.Limitations
    open_questions: blocks.OpenQuestions


class BrandPositioning(Document):
    """For whom, instead of what, and why believe it."""

    framework: Literal["brand_positioning"] = "brand_positioning"
    moment: positioning.Moment
    segment: positioning.Segment
    alternatives: positioning.Alternatives
    value: positioning.Value
    market_frame: positioning.MarketFrame
    statement: positioning.Statement
    sales_story: positioning.SalesStory
    message_house: positioning.MessageHouse


class FunnelDesign(Document):
    """The buyer's steps with a metric and a rule at each."""

    framework: Literal["funnel_design"] = "funnel_design"
    stages: funnel.Stages
    leak: funnel.Leak
    loops: funnel.Loops
    kill_list: funnel.KillList


class SEOPatterns(Document):
    """Repeatable pages for the searches worth winning."""

    framework: Literal["seo_patterns"] = "seo_patterns"
    search_jobs: search.SearchJobs
    patterns: search.Patterns
    do_not_target: search.DoNotTarget
    search_measurement: search.SearchMeasurement
    answer_risk: search.AnswerRisk


class CompetitorModel(Document):
    """Where to differ, and how the others will answer."""

    framework: Literal["competitor_model"] = "competitor_model"
    arena: rivalry.Arena
    rivals: rivalry.Rivals
    canvas: rivalry.Canvas
    asymmetries: rivalry.Asymmetries
    counter_moves: rivalry.CounterMoves
    battlecards: rivalry.Battlecards
    monitoring: rivalry.Monitoring


class OfferArchitecture(Document):
    """What is sold, at what price, with which risk taken off the buyer."""

    framework: Literal["offer_architecture"] = "offer_architecture"
    core_promise: offer.CorePromise
    mechanism: offer.Mechanism
    stack: offer.Stack
    price: offer.Price
    ladder: offer.Ladder
    guarantee: offer.Guarantee
    capacity: offer.Capacity
    unit_economics: offer.UnitEconomics
    pilot: offer.Pilot


StrategyDocument = Annotated[
    BrandPositioning | FunnelDesign | SEOPatterns | CompetitorModel | OfferArchitecture,
    Field(discriminator="framework"),
]


def parse(data: object) -> StrategyDocument:
    """Read a stored or received document.

    Raises:
        pydantic.ValidationError: naming each field that is wrong.
    """
    adapter: TypeAdapter[StrategyDocument] = TypeAdapter(StrategyDocument)
    return adapter.validate_python(data)
