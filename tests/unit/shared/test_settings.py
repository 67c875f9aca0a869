"""Settings come from the environment, complain by name, and keep secrets to themselves."""

from pathlib import Path

import pytest

from shared.errors import SettingsError
from shared.settings import WorkerSettings, load_settings

_NAMES = (
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "AMQP_URL",
    "CONVEX_ENV",
    "CONVEX_PREFETCH",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "MONITORING_ENDPOINT",
)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:topsecret@h/d")
    monkeypatch.setenv("AMQP_URL", "amqp://u:topsecret@h/v")


def test_the_link_to_the_broker_is_watched_every_ten_seconds() -> None:
    assert load_settings(WorkerSettings).amqp_url.get_secret_value() == "amqp://u:topsecret@h/v?heartbeat=10"


def test_a_heartbeat_of_the_operator_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMQP_URL", "amqp://h/v?heartbeat=3")
    assert load_settings(WorkerSettings).amqp_url.get_secret_value() == "amqp://h/v?heartbeat=3"


def test_a_missing_or_empty_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    with pytest.raises(SettingsError, match="DATABASE_URL: Field required"):
        load_settings(WorkerSettings)


def test_a_wrong_value_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVEX_PREFETCH", "topsecret")
    with pytest.raises(SettingsError, match="CONVEX_PREFETCH") as caught:
        load_settings(WorkerSettings)
    assert "topsecret" not in str(caught.value)


def test_the_old_name_of_the_telemetry_endpoint_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITORING_ENDPOINT", "http://collector:4318")
    assert load_settings(WorkerSettings).otel_exporter_otlp_endpoint == "http://collector:4318"


def test_secrets_are_not_in_the_text_of_settings() -> None:
    assert "topsecret" not in repr(load_settings(WorkerSettings))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgresql://app_worker:development-only-worker@postgres:5432/convex"),
        ("AMQP_URL", "amqp://convex:development-only@rabbitmq:5672/"),
    ],
)
def test_production_refuses_the_secrets_of_development(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert load_settings(WorkerSettings).convex_env == "development"
    monkeypatch.setenv("CONVEX_ENV", "production")
    with pytest.raises(SettingsError, match=f"^{name}: production refuses the development secret") as caught:
        load_settings(WorkerSettings)
    assert "development-only" not in str(caught.value)


def test_production_accepts_secrets_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVEX_ENV", "production")
    assert load_settings(WorkerSettings).is_production


def test_a_secret_is_read_from_the_file_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "database"
    path.write_text("postgresql://u:from-file@h/d\n")
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DATABASE_URL_FILE", str(path))
    assert load_settings(WorkerSettings).database_url.get_secret_value() == "postgresql://u:from-file@h/d"


def test_what_is_no_secret_is_read_from_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOG_LEVEL_FILE", str(tmp_path / "away"))
    assert load_settings(WorkerSettings).log_level == "INFO"


def test_a_secret_that_is_set_twice_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "database"))
    with pytest.raises(SettingsError, match=r"^DATABASE_URL and DATABASE_URL_FILE are both set") as caught:
        load_settings(WorkerSettings)
    assert "topsecret" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "DATABASE_URL_FILE: .* can't be read: No such file"),
        (b"", "DATABASE_URL: Field required"),
        (b"\xff\xfe topsecret", "DATABASE_URL_FILE: .* holds no text"),
        (b"topsecret" * 10_000, "DATABASE_URL_FILE: .* is too long"),
    ],
)
def test_a_file_that_is_no_good_is_named_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, told: str
) -> None:
    path = tmp_path / "database"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL_FILE", str(path))
    with pytest.raises(SettingsError, match=told) as caught:
        load_settings(WorkerSettings)
    assert "topsecret" not in str(caught.value)
