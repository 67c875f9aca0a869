"""The stages of a strategy job with their share of its progress in percent, as every engine tells them."""

from typing import Final

READING: Final = ("reading", 10)
WRITING: Final = ("writing", 40)
SCORING: Final = ("scoring", 70)
