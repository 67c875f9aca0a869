"""Patterns for text in lower case; ignoring case while searching takes about three times as long."""

import re
from typing import Final

_LETTER: Final = re.compile(r"\\.|[A-Z]")


def folded(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that is searched in folded text; a leading flag to ignore case is dropped."""
    bare = pattern.removeprefix("(?i)")
    return re.compile(_LETTER.sub(lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), bare))


def any_of(*patterns: str) -> re.Pattern[str]:
    """Compile several patterns into one that finds any of them in folded text."""
    return folded("|".join(f"(?:{pattern})" for pattern in patterns))


def fold(text: str) -> str:
    """Return the text in lower case, each character in its old place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    # A few letters become two in lower case, which would move every place behind them.
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
