"""Reads the cells of one row by their columns and notes each that is wrong, so that all are mended in one go."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from library.search_data.columns import Column, english
from library.search_data.model import LinkingSite, Performance
from library.search_data.numbers import fits, read_count, read_fraction, read_share
from shared.contracts.wire import storable

MAX_NAME: Final = 2048
MAX_POSITION: Final = 1000
_ADDRESS: Final = re.compile(r"(?i)https?://[^\s/?#]+(?:[/?#]\S*)?")
_HOST: Final = re.compile(r"[^\s./@:\\?#%,;]{1,63}(?:\.[^\s./@:\\?#%,;]{1,63})+")


@dataclass(slots=True)
class Row:
    """The cells of one row; reading one that is wrong notes what would be right and goes on with a stand-in."""

    cells: Mapping[Column, str]
    wrong: list[tuple[Column, str]] = field(default_factory=list[tuple[Column, str]])

    def performance(self, naming: Column) -> Performance:
        """Return the row of a query or of a page."""
        name = self._text(naming) if naming == "query" else self._address(naming)
        clicks, impressions = self._count("clicks"), self._count("impressions")
        position = self._position(impressions)
        if not self.wrong:
            self._compare(clicks, impressions)
        return Performance(name, clicks, impressions, float(position))

    def linking_site(self) -> LinkingSite:
        """Return the row of a site that links here."""
        name = self._text("site").lower().rstrip(".")
        if name and not _HOST.fullmatch(name):
            self._note("site", "must be the name of a site, such as example.org")
        return LinkingSite(name, self._count("linking_pages"), self._count("target_pages"))

    def _note(self, column: Column, message: str) -> None:
        self.wrong.append((column, message))

    def _text(self, column: Column) -> str:
        text = self.cells[column]
        if not text:
            self._note(column, "must not be empty")
        elif len(text) > MAX_NAME:
            self._note(column, f"must have at most {MAX_NAME:,} characters")
        else:
            try:
                return storable(text)
            except ValueError as error:
                self._note(column, str(error))
        return ""

    def _address(self, column: Column) -> str:
        text = self._text(column)
        if text and not _ADDRESS.fullmatch(text):
            self._note(column, "must be an http(s) address, such as https://example.com/page")
        return text

    def _count(self, column: Column) -> int:
        count = read_count(self.cells[column])
        if count is None:
            self._note(column, "must be a whole number of 0 or more, such as 12 or 1,234")
        return count or 0

    def _position(self, impressions: int) -> Decimal:
        position = read_fraction(self.cells["position"])
        if position is None:
            self._note("position", "must be a number, such as 3.5 or 3,5")
        elif position > MAX_POSITION or (position < 1 and (impressions or position)):
            self._note("position", f"must be between 1 and {MAX_POSITION:,}, as the first result is number 1")
        return position or Decimal(0)

    def _compare(self, clicks: int, impressions: int) -> None:
        if clicks > impressions:
            self._note(
                "clicks", f"must be at most the {impressions:,} of {english('impressions')}: who clicked has seen it"
            )
        given = self.cells.get("ctr", "")
        if given in {"", "-", "--"} or self.wrong:
            return
        share = read_share(given)
        if share is None:
            self._note("ctr", "must be a share, such as 3.5 %, 3,5 % or 0.035")
        elif not fits(share, clicks, impressions):
            right = Decimal(100 * clicks) / (impressions or 1)
            self._note("ctr", f"must be clicks by impressions, here {right:.2f} %; are the columns in their places?")
