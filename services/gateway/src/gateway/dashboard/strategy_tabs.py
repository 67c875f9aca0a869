"""The parts of a strategy's screen: each is a page of its own below the strategy's address.

Another part, such as a comparison of versions, comments or sharing, is a line here, a route, and a template that
extends strategy_frame.html.
"""

from dataclasses import dataclass
from typing import Final

from gateway.dashboard.marking import N_


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the screen; `suffix` follows the strategy's address."""

    key: str
    suffix: str
    label: str


TABS: Final[tuple[Tab, ...]] = (
    Tab("text", "", N_("Strategy")),
    Tab("versions", "/versions", N_("Versions")),
)
