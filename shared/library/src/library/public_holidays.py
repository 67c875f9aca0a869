"""Public holidays by country and region, from the package `holidays`, which keeps each country's law with its sources.

Only days on which a whole country or region is off; what is a bank or school holiday is left out. Weekends are the
country's own. Where one day of the week is off, the day before it is kept free too, as weeks of five days are planned.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

import holidays

_LANGUAGE: Final = "en_US"
_WEEK: Final = 7
# Places and years are the callers' to choose; one entry is about 25 KB.
_KEPT: Final = 512
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
    known = known_places()
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
def known_places() -> Mapping[str, frozenset[str]]:
    """Return every country by its code, with those of its parts that have holidays of their own; listed once."""
    found = holidays.list_supported_countries(include_aliases=False)
    return {country: frozenset(map(str, regions)) for country, regions in found.items() if len(country) == _CODE_LENGTH}


@lru_cache(maxsize=_KEPT)
def _found(country: str, region: str | None, years: tuple[int, ...]) -> PublicHolidays:
    offered = holidays.country_holidays(country, subdiv=region, years=years)
    if _LANGUAGE in offered.supported_languages:
        offered = holidays.country_holidays(country, subdiv=region, years=years, language=_LANGUAGE)
    return PublicHolidays(days=dict(sorted(offered.items())), weekend=_two_days(offered.weekend))


def _two_days(weekend: Collection[int]) -> frozenset[int]:
    match sorted(weekend):
        case [last]:
            return frozenset({(last - 1) % _WEEK, last})
        case [_, _]:
            return frozenset(weekend)
        case _:
            return SATURDAY_AND_SUNDAY
