"""Briefs of unlike businesses, and a look at the texts that come of them."""

import re
from functools import cache
from typing import Final

from documents.fields import text_fields
from documents.model import StrategyDocument
from shared.contracts.requests import Brief, Framework
from strategy_worker.planner import plan

FRAMEWORKS: Final[tuple[Framework, ...]] = (
    "brand_positioning",
    "funnel_design",
    "seo_patterns",
    "competitor_model",
    "offer_architecture",
)

_COMMON: Final[frozenset[str]] = frozenset(
    "the a an of to in for and or is are on by with that this it not who".split()  # noqa: SIM905 - one line is enough
)

BRIEFS: Final[dict[str, dict[str, object]]] = {
    "plumber": {
        "business_name": "Hartley Plumbing",
        "industry": "Plumbing",
        "target_audience": "Homeowners in Leeds",
        "current_challenges": ["Leads dry up in summer", "Cheap competitors undercut us"],
        "desired_outcome": "Increase booked jobs from 20 to 40 a month within 6 months",
    },
    "ngo": {
        "business_name": "Maji Safi",
        "industry": "NGO for clean water",
        "target_audience": "Private donors in Nairobi and the diaspora",
        "current_challenges": ["Donors stop giving after the first gift", "People do not trust where the money goes"],
        "desired_outcome": "250 monthly donors by end of 2027",
    },
    "seed": {
        "business_name": "Test Corp",
        "industry": "SaaS",
        "target_audience": "Enterprise",
        "desired_outcome": "Market leadership",
    },
    "dental": {
        "business_name": "Bright Smile",
        "industry": "Dental clinic",
        "target_audience": "Families with young children",
        "current_challenges": ["Too many no-shows", "Patients are afraid of the cost"],
        "desired_outcome": "30% more new patients within a year",
        "baselines": {"new patients": {"value": 24, "unit": "per month"}},
    },
    "shop": {
        "business_name": "Wool & Wander",
        "industry": "Online shop for outdoor clothing",
        "target_audience": "Women who hike",
        "current_challenges": ["Cart abandonment is high", "Too many returns"],
        "desired_outcome": "Increase orders to 600 per month",
        "primary_keyword": "merino base layer",
        "baselines": {
            "shop visits": {"value": 18000, "unit": "per month"},
            "orders": {"value": 310, "unit": "per month"},
            "average order value": {"value": 84, "unit": "EUR"},
        },
    },
    "restaurant": {
        "business_name": "Trattoria Rossi",
        "industry": "Restaurant",
        "target_audience": "Couples and families in Bristol",
        "current_challenges": ["Booking portals take commission", "Quiet on weekdays in winter"],
        "desired_outcome": "More direct bookings",
        "existing_competitors": ["OpenTable"],
    },
    "university": {
        "business_name": "Lakeside University",
        "industry": "Evening university course in data analysis",
        "target_audience": "Adult learners",
        "current_challenges": ["Students drop out in the first term"],
        "desired_outcome": "120 enrolments for the autumn term",
        "horizon_weeks": 30,
    },
    "law": {
        "business_name": "Calder & Finch",
        "industry": "Law firm",
        "target_audience": "Founders of technology startups",
        "current_challenges": ["Big-name firms win the mandates", "Clients find our fees unpredictable"],
        "desired_outcome": "10 new clients per quarter",
    },
    "parts": {
        "business_name": "Nordfräs",
        "industry": "Precision parts manufacturer",
        "target_audience": "Design engineers at automotive suppliers",
        "current_challenges": ["Approved suppliers are hard to replace", "A decision takes nine months"],
        "desired_outcome": "Win 6 series orders in 18 months",
    },
}  # fmt: skip


def brief(key: str, framework: Framework = "brand_positioning", **changes: object) -> Brief:
    """Return one of the briefs, with changes."""
    return Brief.model_validate({**BRIEFS[key], "framework": framework, **changes})


@cache
def made(key: str, framework: Framework) -> StrategyDocument:
    """Return the strategy for one of the briefs as it stands."""
    return plan(brief(key, framework))


def texts(document: StrategyDocument) -> tuple[str, ...]:
    """Return every prose text of a document."""
    return tuple(field.text for field in text_fields(document))


def overlap(first: StrategyDocument, second: StrategyDocument, briefs: tuple[Brief, Brief]) -> float:
    """Return the share of five-word sequences in common, the words of each brief and all numbers masked."""
    one, two = sequences(first, briefs[0]), sequences(second, briefs[1])
    return len(one & two) / len(one | two)


def sequences(document: StrategyDocument, source: Brief) -> set[tuple[str, ...]]:
    """Return the five-word sequences of a document, the words of its brief and all numbers masked."""
    own = {word for word in _words(" ".join(_wording(source))) if word not in _COMMON}
    found: set[tuple[str, ...]] = set()
    for text in texts(document):
        words = ["#" if re.search(r"\d", word) else "_" if word in own else word for word in _words(text)]
        found.update(tuple(words[index : index + 5]) for index in range(len(words) - 4))
    return found


def _wording(source: Brief) -> tuple[str, ...]:
    return (
        source.business_name,
        source.industry,
        source.target_audience,
        source.desired_outcome,
        source.primary_keyword or "",
        *source.current_challenges,
        *source.existing_competitors,
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
