"""Numbers that belong together: products, shares and sums that come out, equations that don't, figures of the brief."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scoring.numerals import brief_numbers
from scoring.prose.amounts import Amount, amounts
from scoring.prose.statement import Statement
from shared.contracts.requests import Brief

_ROUNDING = 0.5
_CLOSE = 0.03
_LEAST_SHARE = 2
_LEAST_PRODUCT = 6
_LEAST_SUM = 15
_MOST = 40
_NEAR = 2
_EQUATION = re.compile(
    r"(?P<left>\d[\d,.]{0,12})(?P<lp>\s?%| per cent)?[^\d=×x*÷/\n]{0,24}?\s?(?P<sign>[×x*÷/])\s?[^\d=\n]{0,12}?"
    r"(?P<right>\d[\d,.]{0,12})(?P<rp>\s?%| per cent)?[^\d=\n]{0,30}?=\s?[^\d\n]{0,8}(?P<result>\d[\d,.]{0,12})"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Three numbers of which one follows from the others, and the sentences they stand in."""

    values: tuple[float, float, float]
    said: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What two numbers may give: a value, how far the text may round it, and whether it is a percentage."""

    value: float
    tolerance: float
    is_share: bool = False

    def fits(self, number: Amount, one: Amount, two: Amount) -> bool:
        """Tell whether a third number is that."""
        is_same_kind = (number.unit == "percent") == self.is_share
        is_other = number.value not in {one.value, two.value}
        return is_same_kind and is_other and abs(number.value - self.value) <= self.tolerance


def relations(said: Sequence[Statement]) -> Iterator[Relation]:
    """Yield each relation once among the numbers of sentences that stand together."""
    usable = [(at, item, number) for at, item in enumerate(said) for number in item.amounts if _is_usable(number)]
    numbered = usable[:_MOST]
    seen: set[tuple[float, ...]] = set()
    for (place, first, one), (other, second, two) in combinations(numbered, 2):
        if other - place > _NEAR:
            continue
        near = [(item, number) for at, item, number in numbered if max(abs(at - place), abs(at - other)) <= _NEAR]
        for wanted in _results(one, two):
            for third, number in near:
                key = tuple(sorted((one.value, two.value, number.value)))
                if key not in seen and wanted.fits(number, one, two):
                    seen.add(key)
                    yield Relation((one.value, two.value, number.value), (first, second, third))


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


def numbers_in(text: str) -> frozenset[float]:
    """Return the values of a text's numbers."""
    return frozenset(number.value for number in amounts(text))


def _is_usable(number: Amount) -> bool:
    return number.unit in {"money", "percent", "thing", "time", "none"} and number.value not in {0.0, 1.0, 100.0}


def _results(one: Amount, two: Amount) -> Iterator[_Wanted]:
    shares = [number.value / 100 for number in (one, two) if number.unit == "percent"]
    if len(shares) == 1:
        result = (one.value if two.unit == "percent" else two.value) * shares[0]
        if result >= _LEAST_SHARE:
            yield _Wanted(result, max(min(_ROUNDING, _CLOSE * result), _slack(result)))
    elif not shares:
        yield from _combined(one, two)


def _combined(one: Amount, two: Amount) -> Iterator[_Wanted]:
    low, high = sorted((one.value, two.value))
    product = low * high
    if low > 1 and product > _LEAST_PRODUCT:
        yield _Wanted(product, _slack(product))
    if 0 < low < 1 and product > 1:
        yield _Wanted(product, min(_ROUNDING, _CLOSE * product))
    if high >= 20 and high / max(low, 0.001) <= 100:
        yield _Wanted(100 * low / high, _ROUNDING, is_share=True)
    if one.unit == two.unit and one.thing == two.thing and low >= 3 and low + high >= _LEAST_SUM:
        yield _Wanted(low + high, 0.0)


def _slack(result: float) -> float:
    """Return how far a result may be rounded: small ones not at all, the larger the finer."""
    if result < 100:
        return 0.0
    return 0.01 * result if result < 1000 else 0.002 * result


def _comes_out(found: re.Match[str]) -> bool:
    try:
        left, right, result = (float(found[name].replace(",", "").rstrip(".")) for name in ("left", "right", "result"))
    except ValueError:
        return True
    left, right = left / (100 if found["lp"] else 1), right / (100 if found["rp"] else 1)
    wanted = left * right if found["sign"] in "×x*" else left / right if right else result
    return abs(wanted - result) <= max(_ROUNDING, 0.05 * result) or abs(100 * wanted - result) <= 1
