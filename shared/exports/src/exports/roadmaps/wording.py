"""Days, hours and amounts as a person reads them."""

from datetime import date


def day(when: date) -> str:
    """Write a day."""
    return f"{when.day} {when:%B} {when.year}"


def hours(value: float) -> str:
    """Write hours without needless decimals."""
    return f"{round(value, 1):g} h"


def amount(value: float, currency: str) -> str:
    """Write an amount of money with its code, and with cents only where there are some."""
    whole = value == int(value)
    return f"{value:,.0f} {currency}" if whole else f"{value:,.2f} {currency}"
