"""The languages of the pages: their catalogues, how they write numbers and times, and which one a browser wants."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from babel.support import Translations

from gateway.dashboard.marking import N_

SOURCE: Final = "en"
LOCALES: Final = ("en", "de")
CATALOGUES: Final = Path(__file__).parent / "locale"
_COMPACT_FROM: Final = 100_000
_JUST_NOW_S: Final = 10
_JUST_NOW: Final = N_("just now")


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the pages."""

    code: str
    locale: Locale
    texts: NullTranslations

    @property
    def name(self) -> str:
        """Return its name in itself."""
        return (self.locale.get_display_name(self.locale) or self.code).capitalize()

    def text(self, message: str) -> str:
        """Translate one sentence."""
        return self.texts.gettext(message)

    def number(self, value: float | None, digits: int = 0) -> str:
        """Write a number; what is not known is a dash, never a nought."""
        if value is None:
            return "–"
        if abs(value) >= _COMPACT_FROM:
            return format_compact_decimal(value, locale=self.locale, fraction_digits=1)
        return format_decimal(round(value, digits), locale=self.locale)

    def percent(self, value: float | None) -> str:
        """Write a share of one."""
        return "–" if value is None else format_percent(value, locale=self.locale)

    def dollars(self, value: float | None) -> str:
        """Write an amount of dollars."""
        return "–" if value is None else format_currency(value, "USD", locale=self.locale)

    def cents(self, value: float | None) -> str:
        """Write an amount that may be far below a cent, with two digits that say something."""
        if value is None or value >= 1 or value <= 0:
            return self.dollars(value)
        digits = max(2, 1 - math.floor(math.log10(value)))
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", f".{'0' * digits}")
        return format_currency(value, "USD", pattern, locale=self.locale, currency_digits=False)

    def day(self, value: date | None) -> str:
        """Write a date."""
        return "–" if value is None else format_date(value, "medium", locale=self.locale)

    def short_day(self, value: date | None) -> str:
        """Write a date without its year, for places with little room."""
        return "–" if value is None else format_skeleton("MMMd", value, locale=self.locale)

    def moment(self, value: datetime | None) -> str:
        """Write a time of a day in UTC."""
        return "–" if value is None else f"{format_datetime(value.astimezone(UTC), 'medium', locale=self.locale)} UTC"

    def ago(self, value: datetime | None, now: datetime, *, short: bool = False) -> str:
        """Write how long ago something was; clocks of two machines may differ by a moment."""
        if value is None:
            return "–"
        elapsed = value - now
        if abs(elapsed.total_seconds()) < _JUST_NOW_S:
            return self.text(_JUST_NOW)
        return format_timedelta(elapsed, add_direction=True, locale=self.locale, format="short" if short else "long")


def load_languages() -> dict[str, Language]:
    """Read the catalogues once, when the application starts."""
    found = {code: Language(code, Locale.parse(code), _texts(code)) for code in LOCALES}
    now = datetime.now(UTC)
    for language in found.values():
        # Babel reads what it knows of a language when that is first needed, which takes a while.
        language.ago(now - timedelta(hours=1), now)
        language.moment(now)
        language.number(1)
    return found


def catalogue_path(code: str) -> Path:
    """Return where the catalogue of a language is."""
    return CATALOGUES / f"{code}.po"


def wanted_language(accepted: str, known: Mapping[str, Language]) -> str:
    """Return the language that an Accept-Language header likes best of those there are."""
    for code in _by_liking(accepted[:500]):
        if code in known:
            return code
    return SOURCE


def _by_liking(accepted: str) -> Iterable[str]:
    ranked: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((float(quality or 1), tag.partition("-")[0].strip().lower()))
        except ValueError:
            continue
    return [code for quality, code in sorted(ranked, key=lambda each: -each[0]) if quality > 0]


def _texts(code: str) -> NullTranslations:
    if code == SOURCE:
        return NullTranslations()
    with catalogue_path(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
