"""Sources are off until a setting turns them on, and keys stay in the settings."""

from typing import Any

import pytest

from seo_worker.providers.opening import open_panel
from seo_worker.settings import SEOSettings
from shared.errors import SettingsError
from shared.settings import load_settings

URLS = {"DATABASE_URL": "postgresql://x", "AMQP_URL": "amqp://x"}
KEY = "AIzaSy-secret"


def read(monkeypatch: pytest.MonkeyPatch, **values: str) -> SEOSettings:
    for name, value in {**URLS, **values}.items():
        monkeypatch.setenv(name, value)
    return load_settings(SEOSettings)


async def _connected(settings: SEOSettings) -> frozenset[str]:
    async with open_panel(settings) as panel:
        return panel.connected


async def test_nothing_is_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _connected(read(monkeypatch)) == frozenset()


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("CONVEX_PAGESPEED_API_KEY", KEY, "pagespeed"),
        ("CONVEX_CRUX_API_KEY", KEY, "crux"),
        ("CONVEX_OPENPAGERANK_API_KEY", KEY, "open_pagerank"),
        ("CONVEX_RDAP_ENABLED", "true", "rdap"),
    ],
)
async def test_each_has_one_setting_that_turns_it_on(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, source: str
) -> None:
    assert await _connected(read(monkeypatch, **{name: value})) == {source}


async def test_an_empty_key_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _connected(read(monkeypatch, CONVEX_CRUX_API_KEY="")) == frozenset()


def test_a_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings: Any = read(monkeypatch, CONVEX_CRUX_API_KEY=KEY, CONVEX_PAGESPEED_API_KEY=KEY)
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()}"


def test_production_sends_no_key_in_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="CONVEX_CRUX_URL: production asks over https only"):
        read(monkeypatch, CONVEX_ENV="production", CONVEX_CRUX_URL="http://crux.example/v1")


@pytest.mark.parametrize(
    "url", ["https://user:pass@crux.example/", "https://crux.example/?key=x", "file:///etc/passwd"]
)
def test_an_address_holds_no_secret(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(SettingsError, match="CONVEX_CRUX_URL"):
        read(monkeypatch, CONVEX_CRUX_URL=url)
