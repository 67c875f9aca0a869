"""Backups of the composed stack: who archives, who reads and writes which volume, and what is told."""

from typing import Any, Final

import pytest

from support.composed import composed

_FILES: Final = ("docker-compose.yml", "deploy/backup/compose.yml")
_DATA: Final = "/var/lib/postgresql/data"
_REPOSITORY: Final = "/var/lib/pgbackrest"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return composed(*_FILES)["services"]


def _mounts(service: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """Return what is mounted, by its path: the volume or directory, and whether it can be written."""
    return {each["target"]: (each["source"], not each.get("read_only", False)) for each in service["volumes"]}


def test_the_server_archives_with_what_pgbackrest_is_in(services: dict[str, Any]) -> None:
    server = services["postgres"]
    assert server["command"] == [
        "postgres",
        *("-c", "archive_mode=on"),
        *("-c", "archive_command=pgbackrest --stanza=convex archive-push %p"),
        *("-c", "archive_timeout=60"),
    ]
    assert server["build"]["args"] == {"POSTGRES_IMAGE": "postgres:17-trixie"}
    assert server["environment"]["POSTGRES_USER"] == "convex"
    assert {services[name]["image"] for name in ("postgres", "backup", "restore")} == {"convex/postgres:latest"}


def test_a_backup_reads_the_servers_data_and_comes_by_its_socket(services: dict[str, Any]) -> None:
    server, backup, restore = (_mounts(services[name]) for name in ("postgres", "backup", "restore"))
    assert backup[_DATA] == ("postgres", False)
    assert server[_DATA] == restore[_DATA] == ("postgres", True)
    assert server[_REPOSITORY] == backup[_REPOSITORY] == ("backups", True)
    assert restore[_REPOSITORY] == ("backups", False)
    assert server["/var/run/postgresql"] == backup["/var/run/postgresql"]
    assert services["backup"]["environment"]["PGPASSWORD"] == services["postgres"]["environment"]["POSTGRES_PASSWORD"]


def test_prometheus_is_told_where_the_backup_writes(services: dict[str, Any]) -> None:
    exporter = services["node-exporter"]
    assert "--collector.textfile.directory=/metrics" in exporter["command"]
    assert _mounts(services["backup"])["/var/lib/convex-metrics"] == ("backup-metrics", True)
    assert _mounts(exporter)["/metrics"] == ("backup-metrics", False)
    assert _mounts(exporter)["/host"] == ("/", False)


@pytest.mark.parametrize("name", ["backup", "restore"])
def test_what_runs_once_is_confined_and_never_starts_by_itself(services: dict[str, Any], name: str) -> None:
    part = services[name]
    assert part["restart"] == "no"
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert name not in composed(*_FILES, profiles="demo")["services"]


def test_a_directory_and_a_store_are_chosen_by_settings() -> None:
    chosen = {"CONVEX_BACKUP_DIR": "/mnt/backups", "PGBACKREST_REPO1_TYPE": "s3", "POSTGRES_IMAGE": "postgres:15"}
    services = composed(*_FILES, **chosen)["services"]
    for name in ("postgres", "backup", "restore"):
        assert services[name]["environment"]["PGBACKREST_REPO1_TYPE"] == "s3"
        # An empty one would be refused by pgBackRest; what is not set must not be there.
        assert services[name]["environment"]["PGBACKREST_REPO1_CIPHER_PASS"] is None
        assert _mounts(services[name])[_REPOSITORY][0] == "/mnt/backups"
        assert services[name]["build"]["args"] == {"POSTGRES_IMAGE": "postgres:15"}


def test_without_the_overlay_nothing_of_it_is_there() -> None:
    alone = composed("docker-compose.yml")["services"]
    assert not {"backup", "restore"} & set(alone)
    assert "command" not in alone["postgres"] or alone["postgres"]["command"] is None
