"""Which language a page is in, and how it writes numbers and times."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gateway.dashboard.languages import load_languages, wanted_language

LANGUAGES = load_languages()
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("fr,de;q=0.5,en;q=0.4", "de"),
        ("en;q=0.4,de;q=0.5", "de"),
        ("de;q=0,en", "en"),
        ("fr", "en"),
        ("", "en"),
        (";;;q=,de;q=x", "en"),
        ("DE", "de"),
        (",".join(["x"] * 5000), "en"),
    ],
)
def test_the_browser_says_which_language_it_likes(accepted: str, code: str) -> None:
    assert wanted_language(accepted, LANGUAGES) == code


def test_each_language_writes_numbers_and_days_its_own_way() -> None:
    en, de = LANGUAGES["en"], LANGUAGES["de"]
    assert (en.number(1234.56, 1), de.number(1234.56, 1)) == ("1,234.6", "1.234,6")
    assert (en.number(2_345_678), en.number(0), en.number(None)) == ("2.3M", "0", "–")
    assert (en.day(date(2026, 3, 1)), de.day(date(2026, 3, 1))) == ("Mar 1, 2026", "01.03.2026")
    assert (en.percent(0.583), de.percent(None)) == ("58%", "–")
    assert de.dollars(1.5) == "1,50\xa0$"


def test_times_are_told_from_now() -> None:
    en, de = LANGUAGES["en"], LANGUAGES["de"]
    assert en.ago(NOW - timedelta(minutes=5), NOW) == "5 minutes ago"
    assert de.ago(NOW - timedelta(hours=2), NOW) == "vor 2 Stunden"
    assert (en.ago(NOW + timedelta(seconds=2), NOW), de.ago(NOW, NOW)) == ("just now", "gerade eben")
    assert en.ago(None, NOW) == "–"


def test_each_language_is_named_in_itself() -> None:
    assert [language.name for language in LANGUAGES.values()] == ["English", "Deutsch"]


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (0.0034162, "$0.0034", "0,0034\xa0$"),
        (0.5, "$0.50", "0,50\xa0$"),
        (12.3, "$12.30", "12,30\xa0$"),
        (0, "$0.00", "0,00\xa0$"),
        (None, "–", "–"),
    ],
)
def test_an_amount_below_a_cent_keeps_two_digits(value: float | None, english: str, german: str) -> None:
    languages = load_languages()
    assert (languages["en"].cents(value), languages["de"].cents(value)) == (english, german)
