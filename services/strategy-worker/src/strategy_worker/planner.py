"""From a brief to a document: a pure function, so the same brief gives the same bytes with the same knowledge base."""

from typing import Final

from documents.model import StrategyDocument
from shared.contracts.requests import Brief
from strategy_worker.case import Case, build
from strategy_worker.common.assemble import assemble
from strategy_worker.frameworks import (
    brand_positioning,
    competitor_model,
    funnel_design,
    offer_architecture,
    seo_patterns,
)
from strategy_worker.knowledge.load import VERSION
from strategy_worker.site import AuditedSite

ENGINE: Final = f"offline:{VERSION}"


def plan(brief: Brief, audit: AuditedSite | None = None) -> StrategyDocument:
    """Write the strategy for a brief and what is known of its site, without network, clock or chance."""
    return write(build(brief, audit))


def write(case: Case) -> StrategyDocument:
    """Write the strategy of a brief that has been read and chosen for."""
    common = assemble(case)
    match case.reading.brief.framework:
        case "brand_positioning":
            return brand_positioning.build(case, common)
        case "funnel_design":
            return funnel_design.build(case, common)
        case "seo_patterns":
            return seo_patterns.build(case, common)
        case "competitor_model":
            return competitor_model.build(case, common)
        case "offer_architecture":
            return offer_architecture.build(case, common)
