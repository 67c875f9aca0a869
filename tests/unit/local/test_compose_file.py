"""docker-compose.yml keeps its promises: every service is confined, checked and started after the migration."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from deploy.local.compose import addresses
from deploy.local.paths import checkout
from deploy.local.programs import PATIENT, SERVICES


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    return yaml.safe_load((checkout() / "docker-compose.yml").read_text())


def test_every_service_of_ours_is_in_it(composed: dict[str, Any]) -> None:
    assert set(SERVICES) < set(composed["services"])


def test_older_compose_reads_it_too(composed: dict[str, Any]) -> None:
    assert "name" not in composed


@pytest.mark.parametrize("service", [*SERVICES, "migrate"])
def test_a_service_can_not_write_and_has_no_rights(composed: dict[str, Any], service: str) -> None:
    part = composed["services"][service]
    assert part["read_only"] is True
    assert part["cap_drop"] == ["ALL"]
    assert part["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_starts_after_the_migration_and_with_a_role_that_row_security_binds(
    composed: dict[str, Any], service: str
) -> None:
    part = composed["services"][service]
    assert part["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    role = "app_user" if service == "gateway" else "app_worker"
    assert part["environment"]["DATABASE_URL"].startswith(f"postgresql://{role}:")
    assert "DATABASE_MIGRATION_URL" not in part["environment"]


def test_what_watches_postgres_does_not_come_as_its_owner(composed: dict[str, Any]) -> None:
    exporter, migration = (composed["services"][name]["environment"] for name in ("postgres-exporter", "migrate"))
    assert exporter["DATA_SOURCE_USER"] == "app_monitor"
    assert exporter["DATA_SOURCE_PASS"] == migration["APP_MONITOR_PASSWORD"]


def test_services_that_compute_for_seconds_leave_the_processor_to_the_others(composed: dict[str, Any]) -> None:
    assert {name for name, part in composed["services"].items() if part.get("cpu_shares", 1024) < 1024} == set(PATIENT)


def test_ports_are_published_on_loopback_only(composed: dict[str, Any]) -> None:
    ports = [port for part in composed["services"].values() for port in part.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_addresses_are_seen_from_outside() -> None:
    configuration = {
        "services": {
            "gateway": {
                "environment": {"JWT_SECRET": "s", "JWT_ISSUER": "i", "JWT_AUDIENCE": "a", "CONVEX_ENV": "development"},
                "ports": [{"published": "3008", "target": 3008}],
            },
            "migrate": {"environment": {"DATABASE_MIGRATION_URL": "postgresql://convex:p@postgres:5432/convex"}},
            "postgres": {"ports": [{"published": "15432", "target": 5432}]},
            "demo-site": {"labels": {"convex.url": "http://demo-site:8099/"}},
        }
    }
    found = addresses(configuration)
    assert found["CONVEX_URL"] == "http://127.0.0.1:3008"
    assert found["DATABASE_MIGRATION_URL"] == "postgresql://convex:p@127.0.0.1:15432/convex"
    assert found["CONVEX_DEMO_PAGE"] == "http://demo-site:8099/"


def test_the_image_takes_nothing_but_its_base_and_the_package_index() -> None:
    text = Path(checkout() / "deploy" / "Dockerfile").read_text()
    sources = [line.split()[1] for line in text.splitlines() if line.startswith("FROM ")]
    assert sources == ["${PYTHON_IMAGE}", "${PYTHON_IMAGE}"]
    assert "--from=" not in text.replace("--from=build", "")
    assert "USER 10001" in text
