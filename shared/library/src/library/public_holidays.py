"""Public holidays by country and region, from the package `holidays`, which keeps each country's law with its sources.

Only days on which a whole country or region is off; what is a bank or school holiday is left out. Weekends are the
country's own, where they are two days: others are planned from Monday to Friday.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import holidays

_LANGUAGE: Final = "en_US"
_TWO_DAYS: Final = 2
_CODE_LENGTH: Final = 2
# date.weekday(): Monday is 0.
SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """Days off by their name in English where the source has one; `weekend` holds weekdays, Monday is 0."""

    days: Mapping[date, str]
    weekend: frozenset[int]


def refusal(country: str | None, region: str | None) -> tuple[str, str] | None:
    """Return which of the two is wrong and what would be right; None for a place whose holidays are known."""
    if country is None:
        return None if region is None else ("region", "goes only with a country")
    known = _places()
    if country not in known:
        return "country", "must be the ISO 3166-1 code of a country whose public holidays are known, such as GB or DE"
    if region is not None and region not in known[country]:
        shown = ", ".join(sorted(known[country])) or "none is known for this country"
        return "region", f"must be a part of {country} with holidays of its own: {shown}"
    return None


def public_holidays(country: str, region: str | None, years: Iterable[int]) -> PublicHolidays:
    """Return the holidays of a country, or of a part of it with holidays of its own.

    Raises:
        NotImplementedError: for a place that `refusal` refuses.
    """
    return _found(country, region, tuple(sorted(set(years))))


@cache
def _found(country: str, region: str | None, years: tuple[int, ...]) -> PublicHolidays:
    offered = holidays.country_holidays(country, subdiv=region, years=years)
    if _LANGUAGE in offered.supported_languages:
        offered = holidays.country_holidays(country, subdiv=region, years=years, language=_LANGUAGE)
    weekend = frozenset(offered.weekend)
    return PublicHolidays(
        days=dict(sorted(offered.items())), weekend=weekend if len(weekend) == _TWO_DAYS else SATURDAY_AND_SUNDAY
    )


@cache
def _places() -> Mapping[str, frozenset[str]]:
    found = holidays.list_supported_countries(include_aliases=False)
    return {country: frozenset(map(str, regions)) for country, regions in found.items() if len(country) == _CODE_LENGTH}
