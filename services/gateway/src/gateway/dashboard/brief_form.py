"""The form of a brief: what was filled in as the API's request, and what is wrong with it by the form's own fields."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from gateway.dashboard.forms import Form
from gateway.dashboard.languages import Language
from gateway.dashboard.marking import N_

# By code: what each framework is for, as the library says it; a test compares them.
PURPOSES: Final[Mapping[str, str]] = {
    "brand_positioning": N_(
        "Decide which buyers to be the obvious choice for, what they would do otherwise,"
        " and why they should believe it."
    ),
    "funnel_design": N_(
        "Follow the buyer's steps from first notice to recommendation, and find the one that loses most."
    ),
    "seo_patterns": N_("Choose searches worth winning and build pages that deserve to win them."),
    "competitor_model": N_("Know what buyers would choose instead, where to differ, and how the others will answer."),
    "offer_architecture": N_("Build an offer whose promise, price and risk fit the buyer and carry themselves."),
}
CURRENCIES: Final = (
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD", "JPY", "INR", "BRL", "ZAR",
    "KES",
)  # fmt: skip
ENGLISH: Final = ("en", "en-GB", "en-US")
_TEXTS: Final = (
    "businessName", "industry", "targetAudience", "desiredOutcome", "framework", "domain", "primaryKeyword", "locale",
    "engine",
)  # fmt: skip
_LINES: Final = ("currentChallenges", "existingCompetitors")
_BASELINE: Final = re.compile(r"(?P<name>[^:]+):\s*(?P<value>[+-]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>\S.*)")
_MAX_DIGITS: Final = 9
_BASELINE_WRONG: Final = N_(
    "Line %(line)s: write a name, a colon, a number and its unit, such as orders: 310 per month."
)
_IN_LINE: Final = N_("Line %(line)s: %(message)s")
# What the rules of a brief's fields say, for the catalogues; beside these a text may hold no hidden characters.
RULES: Final = (
    N_("must be a host name or an http(s) URL, such as example.com or https://example.com/page"),
    N_("must use http or https"),
    N_("must not contain a user name or password"),
    N_("must have a port between 1 and 65535"),
    N_("must contain a visible character"),
)
_ITEM: Final = re.compile(r"(?P<field>\w+)\[(?P<index>\d+)\]")
_BUDGET: Final[Mapping[str, str]] = {"budget.amount": "budgetAmount", "budget.currency": "budgetCurrency"}


def brief_of(form: Form) -> dict[str, object]:
    """Return the request that a form stands for; what was left empty is left out."""
    given: dict[str, object] = {name: form.get(name).strip() for name in _TEXTS if form.get(name).strip()}
    given |= {name: lines for name in _LINES if (lines := _lines(form.get(name)))}
    baselines = {match["name"].strip(): _quantity(match) for _, match in _baselines(form) if match}
    if baselines:
        given["baselines"] = baselines
    if form.get("budgetAmount").strip():
        given["budget"] = {"amount": _amount(form.get("budgetAmount")), "currency": form.get("budgetCurrency")}
    if weeks := form.get("horizonWeeks").strip():
        given["horizonWeeks"] = _whole(weeks)
    return given


def unreadable(form: Form, language: Language) -> dict[str, str]:
    """Return what no request can be made of."""
    wrong = [language.text(_BASELINE_WRONG) % {"line": line} for line, match in _baselines(form) if not match]
    return {"baselines": " ".join(wrong)} if wrong else {}


def by_form_field(errors: Mapping[str, str], form: Form, language: Language) -> dict[str, str]:
    """Return messages by the fields of the form: a list's item is a line of its field."""
    found: dict[str, list[str]] = {}
    for name, message in errors.items():
        field, told = _placed(name, message, form, language)
        found.setdefault(field, []).append(told)
    return {field: " ".join(messages) for field, messages in found.items()}


def _placed(name: str, message: str, form: Form, language: Language) -> tuple[str, str]:
    item = _ITEM.fullmatch(name)
    if item is not None:
        line = _numbered(form.get(item["field"]))[int(item["index"])][0]
        return item["field"], language.text(_IN_LINE) % {"line": line, "message": message}
    if name.startswith("baselines."):
        return "baselines", f"{name.removeprefix('baselines.')}: {message}"
    return _BUDGET.get(name, name), message


def _numbered(text: str) -> list[tuple[int, str]]:
    return [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _lines(text: str) -> list[str]:
    return [line for _, line in _numbered(text)]


def _baselines(form: Form) -> list[tuple[int, re.Match[str] | None]]:
    return [(number, _BASELINE.fullmatch(line)) for number, line in _numbered(form.get("baselines"))]


def _quantity(match: re.Match[str]) -> dict[str, object]:
    return {"value": float(match["value"].replace(",", "")), "unit": match["unit"].strip()}


def _amount(text: str) -> object:
    try:
        return Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return text


def _whole(text: str) -> object:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS else text
