"""Numbers that belong together: products, shares and sums that come out, equations that don't, figures of the brief."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scoring.numerals import brief_numbers
from scoring.prose.amounts import Amount, amounts
from scoring.prose.statement import Statement
from shared.contracts.requests import Brief

_TOLERANCE = 0.012
_HALF = 0.5
_LEAST_RESULT = 6
_MOST = 40
_LINKED = re.compile(
    r"\b(?:of|at|per|each|every|times|makes?|gives?|means?|is|are|so|needs?|leaves?|leads? to|from|costs?|equals?|"
    r"total|brings?|yields?|works out|comes to|in|a)\b|[x×*=÷/→]"
)
_EQUATION = re.compile(
    r"(?P<left>\d[\d,.]{0,12})(?P<lp>\s?%|"
    r" per cent)?[^\d=×x*÷/\n]{0,24}?\s?(?P<sign>[×x*÷/])\s?[^\d=\n]{0,12}?(?P<right>\d[\d,.]{0,12})(?P<rp>\s?%|"
    r" per cent)?[^\d=\n]{0,30}?=\s?[^\d\n]{0,8}(?P<result>\d[\d,.]{0,12})"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Three numbers of which one follows from the others, and the sentences they stand in."""

    values: tuple[float, float, float]
    said: tuple[Statement, ...]


def relations(said: Sequence[Statement]) -> Iterator[Relation]:
    """Yield each relation once among the numbers of sentences that belong together."""
    numbered = [(item, number) for item in said for number in item.amounts if _is_usable(number)][:_MOST]
    seen: set[tuple[float, ...]] = set()
    values = sorted({number.value for _, number in numbered})
    for (first, one), (second, two) in combinations(numbered, 2):
        for wanted, tolerance in _results(one, two):
            for value in values:
                if abs(value - wanted) > tolerance or value in {one.value, two.value}:
                    continue
                third = next(item for item, number in numbered if number.value == value)
                key = tuple(sorted((one.value, two.value, value)))
                if key not in seen and _is_linked((first, second, third)):
                    seen.add(key)
                    yield Relation((one.value, two.value, value), (first, second, third))


def broken(said: Sequence[Statement]) -> list[tuple[Statement, int, int]]:
    """Return the places of equations that don't come out."""
    return [
        (item, found.start(), found.end())
        for item in said
        if "=" in item.lower
        for found in _EQUATION.finditer(item.lower)
        if not _comes_out(found)
    ]


def given(brief: Brief) -> frozenset[float]:
    """Return the numbers the brief states."""
    return frozenset(brief_numbers(brief))


def _is_usable(number: Amount) -> bool:
    return number.unit in {"money", "percent", "thing", "time", "none"} and number.value not in {0.0, 1.0, 100.0}


def _results(one: Amount, two: Amount) -> Iterator[tuple[float, float]]:
    """Yield what two numbers may give, with how far the text may round it."""
    shares = [number.value / 100 for number in (one, two) if number.unit == "percent"]
    if len(shares) == 1:
        whole = one.value if two.unit == "percent" else two.value
        result = whole * shares[0]
        if result >= 2:
            yield result, max(_HALF, _TOLERANCE * result)
    elif not shares:
        result = one.value * two.value
        if result > _LEAST_RESULT and min(one.value, two.value) > 1:
            yield result, max(0.0, _TOLERANCE * result)
        low, high = sorted((one.value, two.value))
        if high / low <= 1000 and high >= 20:
            yield 100 * low / high, 0.6
        if one.unit == two.unit and low >= 3 and low + high >= 15 and one.thing == two.thing:
            yield low + high, 0.0


def _is_linked(said: tuple[Statement, Statement, Statement]) -> bool:
    return any(_LINKED.search(item.lower) for item in said)


def _comes_out(found: re.Match[str]) -> bool:
    try:
        left, right, result = (float(found[name].replace(",", "").rstrip(".")) for name in ("left", "right", "result"))
    except ValueError:
        return True
    left, right = left / (100 if found["lp"] else 1), right / (100 if found["rp"] else 1)
    wanted = left * right if found["sign"] in "×x*" else left / right if right else result
    return abs(wanted - result) <= max(_HALF, 0.05 * result) or abs(100 * wanted - result) <= 1


def numbers_in(text: str) -> frozenset[float]:
    """Return the values of a text's numbers."""
    return frozenset(number.value for number in amounts(text))
