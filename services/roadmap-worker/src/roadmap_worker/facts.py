"""What the variables of a request mean for the plan: facts that conditions and hours in the networks refer to.

A fact is a text for conditions and wording, a number for hours and waits, or a list for tasks that repeat.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil, floor
from typing import Final, TypeAlias

from pydantic import JsonValue

from library.variables import lines
from roadmap_worker.power import days_for, visitors_per_arm

Fact: TypeAlias = str | int | tuple[str, ...]
Facts: TypeAlias = Mapping[str, Fact]

LONGEST_TEST_DAYS: Final = 56
CONVERSIONS_PER_MESSAGE: Final = 30
PILOT_OFFERS: Final = 10
COMMITTEE_PRICE: Final = 1000
# Below this price nobody holds a talk about it (assumption).
COUNTER_PRICE: Final = 50
_SHORTEST_TEST_DAYS: Final = 14
_LONGEST_PILOT_DAYS: Final = 90
_DEFAULT_PILOT_DAYS: Final = 30
_DEFAULT_AD_TEST_DAYS: Final = 28
_MAX_MESSAGES: Final = 4
_FIRST_WEEK_DAYS: Final = 7
_MAX_INTERVIEWS: Final = 8
_FEWEST_INTERVIEWS: Final = 5
# With few hours a week three talks still show what comes up first (assumption).
_SMALL_INTERVIEWS: Final = 3
_SUBTOPICS: Final = {"1-3": 2, "4-6": 4, "7+": 6}
_ASSUMED_PAGES: Final = 40
_MOST_PAGES: Final = 200
_LONG_SALE_DAYS: Final = 28
_SEVERAL: Final = "several people"
_GIVEN: Final = "They were given with the request."
_EXPECTED: Final = "They are what the linked strategy expects; nobody has said them yet."
_LONGEST_QUOTE: Final = 200
_LONGEST_ITEM: Final = 80


def facts(
    template_id: str, variables: Mapping[str, JsonValue], defaults: Mapping[str, str], signals: Facts
) -> dict[str, Fact]:
    """Return the facts of a template: its variables, their defaults, the signals and what is computed from them."""
    given = {name: value for name, value in variables.items() if value is not None and str(value).strip()}
    texts: dict[str, Fact] = {name: _quoted(value) for name, value in {**defaults, **given}.items()}
    computed: dict[str, Callable[[Mapping[str, JsonValue]], dict[str, Fact]]] = {
        "lp-1": partial(_landing_page, signals=signals),
        "seo-1": partial(_seo_plan, is_small=signals["scale"] == "small"),
        "ads-1": _paid_ads,
        "offer-1": partial(_offer, is_small=signals["scale"] == "small"),
    }
    return {**signals, **texts, **computed[template_id](given)}


def _landing_page(given: Mapping[str, JsonValue], *, signals: Facts) -> dict[str, Fact]:
    is_small = signals["scale"] == "small"
    expected = _strings(signals["strategyObjections"])
    own = _items(given.get("objections"))
    objections = own or tuple(_quoted(text, _LONGEST_ITEM) for text in expected)
    visitors, rate = _number(given, "monthlyVisitors"), _number(given, "baselineConversionRate")
    per_arm = visitors_per_arm(rate / 100) if rate else None
    days = days_for(2 * per_arm, visitors) if per_arm and visitors else None
    possible = "unknown" if days is None else "yes" if days <= LONGEST_TEST_DAYS else "no"
    return {
        "objections": objections,
        "objectionsKnown": "yes" if objections else "no",
        "objectionsFrom": _GIVEN if own else _EXPECTED,
        "otherLanguages": _items(given.get("otherLanguages")),
        "interviews": _MAX_INTERVIEWS if given.get("decidedBy") == _SEVERAL else _fewest(is_small=is_small),
        "outsiders": _fewest(is_small=is_small),
        "splitTest": possible,
        "visitorsNeeded": 2 * (per_arm or 0),
        "testDays": max(_SHORTEST_TEST_DAYS, days or 0),
    }


def _seo_plan(given: Mapping[str, JsonValue], *, is_small: bool) -> dict[str, Fact]:
    pages = _number(given, "existingPages")
    return {
        "pillarTopics": _items(given.get("pillarTopics")),
        "subtopics": 1 if is_small else _SUBTOPICS[str(given["contentTeamSize"])],
        "site": "existing" if _number(given, "currentMonthlyTraffic") else "new",
        "isLocal": "yes" if given.get("targetLocation") else "no",
        "pagesToReview": min(_MOST_PAGES, _ASSUMED_PAGES if pages is None else max(1, floor(pages))),
    }


def _paid_ads(given: Mapping[str, JsonValue]) -> dict[str, Fact]:
    budget, cost = _number(given, "monthlyBudget") or 0.0, _number(given, "targetCostPerAcquisition")
    platform, second = str(given.get("primaryPlatform")), str(given.get("secondPlatform", "none"))
    by_budget = floor(budget / (CONVERSIONS_PER_MESSAGE * cost)) if cost else 2
    messages = min(_MAX_MESSAGES, max(1, by_budget))
    days = days_for(messages * CONVERSIONS_PER_MESSAGE * cost, budget) if cost else _DEFAULT_AD_TEST_DAYS
    length = min(LONGEST_TEST_DAYS, max(_SHORTEST_TEST_DAYS, days or 0))
    sale_days = min(LONGEST_TEST_DAYS, round(7 * (_number(given, "weeksToSale") or 0)))
    return {
        "messages": messages,
        "costKnown": "yes" if cost else "no",
        "budgetSuffices": "unknown" if not cost else "yes" if days and days <= LONGEST_TEST_DAYS else "no",
        "conversionsAMonth": floor(budget / cost) if cost else 0,
        "testDays": length,
        "halfDays": ceil((length - _FIRST_WEEK_DAYS) / 2),
        "saleDays": sale_days,
        "longSale": "yes" if sale_days > _LONG_SALE_DAYS else "no",
        "goesOn": "no" if second in {"none", platform} else "yes",
    }


def _offer(given: Mapping[str, JsonValue], *, is_small: bool) -> dict[str, Fact]:
    fewest = _fewest(is_small=is_small)
    customers, leads = _number(given, "existingCustomers"), _number(given, "monthlyLeads")
    days = days_for(PILOT_OFFERS, leads) if leads else _DEFAULT_PILOT_DAYS
    pilot_days = min(_LONGEST_PILOT_DAYS, max(_SHORTEST_TEST_DAYS, days or 0))
    most = fewest if is_small else _MAX_INTERVIEWS
    wanted = fewest if customers is None else ceil(customers)
    return {
        "otherObjections": _items(given.get("otherObjections")),
        "interviews": min(most, max(fewest, wanted)),
        "hasCustomers": "unknown" if customers is None else "yes" if customers >= _FEWEST_INTERVIEWS else "no",
        "hasLeads": "yes" if leads else "no",
        "hasGuarantee": "no" if given.get("guaranteeType") == "none" else "yes",
        "pilotDays": pilot_days,
        "halfPilotDays": ceil(pilot_days / 2),
        **_deciders(given),
    }


def _deciders(given: Mapping[str, JsonValue]) -> dict[str, Fact]:
    """Return who decides about an offer, and so how it is tried: in talks, or where people already buy."""
    price, decided_by = _number(given, "targetPricePoint") or 0.0, given.get("decidedBy")
    is_counter = decided_by != _SEVERAL and (given.get("soldAs") == "product" or price < COUNTER_PRICE)
    has_committee = decided_by == _SEVERAL or (decided_by is None and price >= COMMITTEE_PRICE and not is_counter)
    said = "Several people decide, as given."
    guessed = f"At {_quoted(price)} several people usually decide (assumption)."
    return {
        "committee": "yes" if has_committee else "no",
        "committeeReason": said if decided_by else guessed,
        "pilotKind": "counter" if is_counter else "talks",
    }


def _fewest(*, is_small: bool) -> int:
    return _SMALL_INTERVIEWS if is_small else _FEWEST_INTERVIEWS


def _number(given: Mapping[str, JsonValue], name: str) -> float | None:
    value = given.get(name)
    return float(value) if isinstance(value, int | float) else None


def _strings(fact: Fact) -> Sequence[str]:
    return fact if isinstance(fact, tuple) else ()


def _items(value: JsonValue | None) -> tuple[str, ...]:
    return tuple(_quoted(line, _LONGEST_ITEM) for line in lines(value))


def _quoted(value: JsonValue, longest: int = _LONGEST_QUOTE) -> str:
    """Return a value as it may stand inside a sentence: on one line and short."""
    if isinstance(value, int | float):
        return f"{value:,.10g}"
    text = " ".join(str(value).split()).rstrip(".")
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
