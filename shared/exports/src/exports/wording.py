"""Shares and counts as a person reads them."""


def percent(share: float) -> str:
    """Write a share of 1."""
    return f"{100 * share:.0f} %"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun in the singular or plural."""
    return f"{number:,} {noun}{'' if number == 1 else 'es' if noun.endswith('s') else 's'}"
