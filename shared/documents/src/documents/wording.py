"""Numbers and closed sets in words: a number is never printed without what it rests on."""

from documents.blocks import Effort, ObjectionKind
from documents.quantities import Basis, Benchmark, PathStage, Quantity

_BASIS: dict[str, str] = {
    "given": "given in the brief",
    "computed": "computed",
    "target": "target",
    "assumption": "assumption",
    "to_measure": "to be measured",
}
_EFFORT: dict[Effort, str] = {"S": "small", "M": "medium", "L": "large"}
_OBJECTION: dict[ObjectionKind, str] = {
    "price": "Price",
    "trust": "Trust",
    "effort": "Effort and time",
    "fit": "Fit",
    "status_quo": "Staying as we are",
    "authority": "Who decides",
}


_WHOLE_FROM = 10
# Products of rates leave tails such as 2.5e-16 that are no rounding.
_EXACT = 1e-9


def basis(code: Basis) -> str:
    """Say what a number or statement rests on."""
    return _BASIS[code]


def effort(code: Effort) -> str:
    """Say how large a piece of work is."""
    return _EFFORT[code]


def objection(code: ObjectionKind) -> str:
    """Name the kind of a doubt."""
    return _OBJECTION[code]


def number(value: float) -> str:
    """Write a number with thousands separators and no more decimals than it needs."""
    if abs(value) >= 1_000_000_000_000:
        return f"{value:.4g}"
    if value and abs(value) < 0.01:
        return f"{value:.2g}"
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def volume(value: float) -> str:
    """Write the volume of a step for people: whole above ten, one decimal below; "about" marks a rounded one."""
    rounded = round(value) if abs(value) >= _WHOLE_FROM else round(value, 1)
    if not rounded and value:
        return "under 0.1"
    text = number(rounded)
    return text if abs(rounded - value) < _EXACT * max(1.0, abs(value)) else f"about {text}"


def span(low: float, high: float) -> str:
    """Write a range, or one number when both ends agree."""
    first, last = number(low), number(high)
    return first if first == last else f"{first}–{last}"


def quantity(item: Quantity) -> str:
    """Write a quantity with its unit, basis, note and source."""
    tail = "".join(f"; {text}" for text in (item.note, item.source and f"source: {item.source}") if text)
    amount = _amount(item)
    if item.basis == "to_measure":
        return f"to be measured{_measured_in(item.unit)}{tail}"
    if item.basis == "assumption":
        return f"assumption: {amount}, replace with yours{tail}"
    return f"{amount} ({basis(item.basis)}{tail})"


def measured(item: Quantity) -> str:
    """Write a quantity that something of ours measured, with its note instead of a basis."""
    amount = _amount(item)
    return f"{amount} ({item.note})" if amount != item.unit else item.note


def benchmark(item: Benchmark) -> str:
    """Write a range from elsewhere as the assumption it is: what was counted, among whom, when and by whom."""
    amount = f"{span(item.low, item.high)} {item.unit}".strip()
    address = f" ({item.url})" if item.url else ""
    parts = (
        f"{_raised(item.definition)}: {amount}.",
        "An assumption, replace with yours.",
        f"Counted among {item.population}." if item.population else "",
        f"Source: {item.source}, {item.year}{address}.",
        f"{_raised(item.caveat)}." if item.caveat else "",
    )
    return " ".join(part for part in parts if part)


def rate(stage: PathStage) -> str:
    """Write the rates of a link as percentages, or as multipliers above one; the first link has none."""
    if stage.rate_low is None or stage.rate_mid is None or stage.rate_high is None:
        return ""
    if stage.rate_high > 1:
        return "× " + _with_middle(stage.rate_low, stage.rate_mid, stage.rate_high)
    return _with_middle(stage.rate_low * 100, stage.rate_mid * 100, stage.rate_high * 100) + " %"


def _with_middle(low: float, middle: float, high: float) -> str:
    return number(middle) if low == middle == high else f"{number(low)} / {number(middle)} / {number(high)}"


def _measured_in(unit: str) -> str:
    if not unit:
        return ""
    return f", {unit}" if unit.startswith("per ") else f", in {unit}"


def _raised(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _amount(item: Quantity) -> str:
    if item.value is not None:
        text = number(item.value)
    elif item.low is not None and item.high is not None:
        text = span(item.low, item.high)
    else:
        text = ""
    return f"{text} {item.unit}".strip()
