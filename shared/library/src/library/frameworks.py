"""The five frameworks and their components."""

from functools import cache
from typing import Final

from library.model import FrameworkReference
from library.reading import read

_FILES: Final = ("brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture")


@cache
def frameworks() -> tuple[FrameworkReference, ...]:
    """Return the frameworks in the order of the enum."""
    return tuple(item for name in _FILES for item in read(FrameworkReference, "frameworks", f"{name}.yaml"))
