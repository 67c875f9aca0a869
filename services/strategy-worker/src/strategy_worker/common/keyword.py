"""What people search for when they look for the offer of a brief."""

import re
from typing import Final

from strategy_worker.reading.brief import Reading
from strategy_worker.reading.evidence import weigh
from strategy_worker.reading.text import clean, name

_GENERIC: Final = frozenset(
    {
        "saas",
        "software",
        "b2b",
        "ecommerce",
        "e-commerce",
        "ngo",
        "consulting",
        "services",
        "technology",
        "tech",
        "charity",
        "retail",
        "shop",
        "startup",
        "agency",
        "nonprofit",
        "health",
        "healthcare",
        "education",
        "finance",
        "manufacturing",
        "hospitality",
    }
)


def entity(reading: Reading) -> str:
    """Return the brief's keyword, else a usual search for its kind of business, else what the archetype stands for."""
    keyword = reading.brief.primary_keyword
    if keyword:
        return _without_place(name(keyword).lower() if keyword.istitle() else name(keyword), reading.place)
    industry = clean(reading.brief.industry)
    for stem, usual in reading.industry.entities.items():
        if weigh(industry, {stem: 1}):
            return usual
    words = industry.lower().split()
    if len(words) <= 3 and industry.isascii() and not set(words) & _GENERIC and len(industry) > 2:
        return name(industry).lower()
    return reading.industry.entity


def _without_place(keyword: str, place: str | None) -> str:
    """Return the keyword without the place at its end, which the searches add themselves."""
    bare = re.sub(rf"\s+(?:in\s+)?{re.escape(place)}$", "", keyword, flags=re.IGNORECASE) if place else keyword
    return bare or keyword
