"""The SEO worker's settings."""

import pytest

from seo_worker.settings import SEOSettings
from shared.errors import SettingsError
from shared.settings import load_settings

URLS = {"DATABASE_URL": "postgresql://x", "AMQP_URL": "amqp://x"}


def read(monkeypatch: pytest.MonkeyPatch, **values: str) -> SEOSettings:
    for name, value in {**URLS, **values}.items():
        monkeypatch.setenv(name, value)
    return load_settings(SEOSettings)


def test_nothing_private_may_be_audited_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch)
    assert settings.allowed_targets == ()
    assert settings.convex_worker_port == 3012


def test_listed_targets_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    targets = read(monkeypatch, CONVEX_SEO_ALLOWED_TARGETS="127.0.0.1/32:8099").allowed_targets
    assert [(str(t.network), t.port) for t in targets] == [("127.0.0.1/32", 8099)]


def test_production_refuses_to_start_with_any(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="CONVEX_SEO_ALLOWED_TARGETS: production"):
        read(monkeypatch, CONVEX_ENV="production", CONVEX_SEO_ALLOWED_TARGETS="127.0.0.1/32:8099")


def test_a_list_that_can_not_be_read_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="CONVEX_SEO_ALLOWED_TARGETS"):
        read(monkeypatch, CONVEX_SEO_ALLOWED_TARGETS="127.0.0.1")
