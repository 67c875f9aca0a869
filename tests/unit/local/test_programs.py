"""Each service gets the settings it needs and no other service's secrets."""

from pathlib import Path

from deploy.local.passwords import NAMES
from deploy.local.paths import Stack
from deploy.local.ports import INFRASTRUCTURE, WANTED
from deploy.local.programs import PATIENT, SERVICES, addresses, programs, service_environment

PORTS = {name: 20_000 + number for number, name in enumerate(INFRASTRUCTURE)} | dict(WANTED)
SECRETS = {name: f"secret-of-{name}" for name in NAMES}


def test_a_worker_gets_its_own_role_and_port_and_no_signing_secret() -> None:
    values = addresses("dev", PORTS, SECRETS, {})
    settings = service_environment("roadmap-worker", values, PORTS, {})
    assert settings == {
        "CONVEX_ENV": "development",
        "AMQP_URL": "amqp://convex:secret-of-rabbitmq@127.0.0.1:20001/",
        "DATABASE_URL": "postgresql://app_worker:secret-of-app_worker@127.0.0.1:20000/convex",
        "CONVEX_WORKER_PORT": "3013",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
    }


def test_the_gateway_gets_user_and_relay_roles_but_not_the_owner() -> None:
    settings = service_environment("gateway", addresses("dev", PORTS, SECRETS, {}), PORTS, {})
    assert settings["DATABASE_URL"].startswith("postgresql://app_user:")
    assert settings["DATABASE_RELAY_URL"].startswith("postgresql://app_relay:")
    assert settings["CONVEX_HTTP_PORT"] == "3008"
    assert "DATABASE_MIGRATION_URL" not in settings


def test_only_the_seo_worker_may_fetch_the_demo_page() -> None:
    values = addresses("dev", PORTS, SECRETS, {})
    allowed = {
        name for name in SERVICES if "CONVEX_SEO_ALLOWED_TARGETS" in service_environment(name, values, PORTS, {})
    }
    assert allowed == {"seo-worker"}
    assert values["CONVEX_SEO_ALLOWED_TARGETS"] == "127.0.0.1/32:8099"


def test_settings_of_the_developer_reach_every_service_but_never_move_it() -> None:
    own = {"LOG_LEVEL": "DEBUG", "DATABASE_URL": "postgresql://elsewhere", "SENTRY_DSN": ""}
    settings = service_environment("gateway", addresses("dev", PORTS, SECRETS, own), PORTS, own)
    assert settings["LOG_LEVEL"] == "DEBUG"
    assert "elsewhere" not in settings["DATABASE_URL"]
    assert "SENTRY_DSN" not in settings


def test_a_signing_secret_of_the_developer_is_also_the_one_tokens_are_signed_with() -> None:
    values = addresses("dev", PORTS, SECRETS, {"JWT_SECRET": "from-supabase"})
    assert values["JWT_SECRET"] == "from-supabase"


def test_tests_start_their_services_themselves() -> None:
    stack = Stack(Path("/work"), "test")
    values = addresses("test", PORTS, SECRETS, {})
    found = programs(stack, PORTS, postgres=["postgres"], rabbitmq={}, own={}, values=values)
    assert [program.name for program in found] == ["epmd", "postgres", "rabbitmq"]
    assert values["CONVEX_ENV"] == "test"


def test_servers_start_before_services_and_stop_after_them() -> None:
    values = addresses("dev", PORTS, SECRETS, {})
    found = programs(Stack(Path("/w"), "dev"), PORTS, postgres=["postgres"], rabbitmq={}, own={}, values=values)
    assert [program.priority for program in found] == [10, 20, 30, 35, 40, 40, 40, 40, 40]
    assert {program.name for program in found if not program.autostart} == set(SERVICES)


def test_workers_that_compute_for_seconds_leave_the_processor_to_whoever_answers_people() -> None:
    values = addresses("dev", PORTS, SECRETS, {})
    found = programs(Stack(Path("/w"), "dev"), PORTS, postgres=["postgres"], rabbitmq={}, own={}, values=values)
    assert {program.name for program in found if program.command[0] == "nice"} == set(PATIENT)
