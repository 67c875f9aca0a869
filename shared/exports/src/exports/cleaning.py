"""Keeps what is text and drops what would break a file or lie to a reader's eye.

XML can carry neither most control characters nor lone surrogates; embeddings and overrides of direction would turn
round whatever stands behind them. Joiners stay: Persian, Hindi and others are misspelt without them.
"""

import re
from typing import Final

_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction
    "\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"  # invisible
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def clean(text: str) -> str:
    """Return the text with its kinds of line break made one and without characters no file should carry."""
    return _DROPPED.sub("", _BREAKS.sub("\n", text))


def line(text: str) -> str:
    """Return the cleaned text on one line."""
    return " ".join(clean(text).split())


def address(url: str) -> str:
    """Return an address as people write it, without its scheme and the slash at its end."""
    return line(url).removeprefix("https://").removeprefix("http://").rstrip("/")
