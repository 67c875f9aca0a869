"""Money is counted in whole billionths of a dollar, so that sums are exact."""

from typing import Final

NANO_PER_USD: Final = 1_000_000_000
