"""A strategy as sections in the order a reader wants them."""

from typing import assert_never

from documents.bodies import closing, funnel, offer, opening, positioning, rivalry, search
from documents.model import (
    BrandPositioning,
    CompetitorModel,
    FunnelDesign,
    OfferArchitecture,
    SEOPatterns,
    StrategyDocument,
)
from documents.section import Section

__all__ = ["Section", "sections"]


def sections(document: StrategyDocument) -> tuple[Section, ...]:
    """Return the sections in display order, leaving out those with nothing to say."""
    parts = (*opening.sections(document), *_framework(document), *closing.sections(document))
    return tuple(part for part in parts if part.body)


def _framework(document: StrategyDocument) -> tuple[Section, ...]:
    match document:
        case BrandPositioning():
            return positioning.sections(document)
        case FunnelDesign():
            return funnel.sections(document)
        case SEOPatterns():
            return search.sections(document)
        case CompetitorModel():
            return rivalry.sections(document)
        case OfferArchitecture():
            return offer.sections(document)
        case _:
            assert_never(document)
