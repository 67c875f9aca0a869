"""What the numbers of a text rest on: the brief, other numbers, a record, an admitted guess, or nothing."""

import re

from scoring.prose.amounts import Amount
from scoring.prose.reading import Item, Reading

_SOURCED = re.compile(
    r"\b(?:today|currently|at present|now|so far|last (?:year|month|quarter|week|season|winter|summer|spring|autumn)|"
    r"in 20\d\d|counted|measured|logged|recorded|according to|"
    r"from (?:the|our) \w+|source|brief|assum\w+|guess\w*|estimat\w+|suppose|expect\w*|about|roughly|around|some|"
    r"perhaps|target|goal|aim|at least|at most|up to|under|below|above|over|fewer|"
    r"less than|more than|if|would|need\w*|want|should|per cent of|reach|plan\w*)\b"
)
_SMALL = 12


def supported_share(reading: Reading) -> tuple[float, int]:
    """Return the share of numbers that rest on something, and how many do."""
    judged = [(item, number) for item in reading.items for number in item.said.amounts if _is_judged(item, number)]
    computed = {value for relation in reading.relations for value in relation.values}
    firm = sum(number.value in reading.given or number.value in computed for _, number in judged)
    labelled = sum(_is_labelled(item, number, reading, computed) for item, number in judged)
    share = (firm + labelled) / len(judged) if judged else 0.0
    return min(1.0, share), firm + labelled


def loose_numbers(reading: Reading) -> list[tuple[int, int]]:
    """Return the places of numbers that rest on nothing, in the order of the text."""
    computed = {value for relation in reading.relations for value in relation.values}
    return sorted(
        (item.said.start + number.start, item.said.start + number.end)
        for item in reading.items
        for number in item.said.amounts
        if _is_judged(item, number)
        and number.value not in reading.given
        and number.value not in computed
        and not _is_labelled(item, number, reading, computed)
    )


def _is_judged(item: Item, number: Amount) -> bool:
    if item.said.is_empty:
        return False
    return number.unit in {"money", "percent", "thing", "none"} and not (number.is_word and number.value <= _SMALL)


def _is_labelled(item: Item, number: Amount, reading: Reading, computed: set[float]) -> bool:
    """Tell a number that says it is a guess, a threshold, a count or our own doing."""
    if number.value in reading.given or number.value in computed:
        return False
    if item.form.is_assumed or item.form.has_condition or _SOURCED.search(item.said.lower):
        return True
    return item.form.is_act and (number.value <= _SMALL or number.unit == "thing")
