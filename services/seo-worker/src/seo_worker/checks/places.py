"""Says where on a page something stands, in words that lead a person there: its region, or the heading above it."""

from bisect import bisect
from typing import Final

from seo_worker.checks.facts import shown_headings
from seo_worker.checks.outcome import quote
from seo_worker.evidence import Anchor, Image, Page, Region

_REGIONS: Final[dict[Region, str]] = {
    "header": "in the header",
    "nav": "in the navigation",
    "aside": "in the sidebar",
    "footer": "in the footer",
}
_LONGEST: Final = 60


class Places:
    """The headings of a page, between which its links and images stand."""

    def __init__(self, page: Page) -> None:
        self._headings = shown_headings(page, 1, 2, 3, 4, 5, 6)
        self._starts = [heading.at for heading in self._headings]

    def of(self, thing: Anchor | Image) -> str:
        """Return where a link or an image stands, begun by a comma; nothing on a page without headings."""
        region = _REGIONS.get(thing.region) if isinstance(thing, Anchor) else None
        found = region or self._under_heading(thing.at)
        return f", {found}" if found else ""

    def _under_heading(self, at: int) -> str | None:
        above = bisect(self._starts, at)
        if not above:
            return "above the first heading" if self._headings else None
        text = " ".join(self._headings[above - 1].text.split())
        return f"under {quote(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…')}"
