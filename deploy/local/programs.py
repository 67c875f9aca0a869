"""Which processes a stack runs, and with which settings."""

from collections.abc import Mapping
from typing import Final

from deploy.local.packages import RABBITMQ_SERVER
from deploy.local.paths import Profile, Stack
from deploy.local.postgres import ADMIN, DATABASE, OWNER
from deploy.local.rabbitmq import USER
from deploy.local.supervisor_config import Program

WORKERS: Final = ("strategy-worker", "seo-worker", "roadmap-worker", "stats-aggregator")
SERVICES: Final = (*WORKERS, "gateway")
# They compute for seconds, so on a shared machine they leave the processor to whoever answers people.
PATIENT: Final = ("strategy-worker", "roadmap-worker")
NICENESS: Final = 15
_NICELY: Final = ("nice", "-n", str(NICENESS))
ISSUER: Final = "convex"
AUDIENCE: Final = "authenticated"
# Set in .env by who tries the tokens of another issuer against the development stack.
_FOR_TOKENS: Final = ("JWT_SECRET", "JWT_ISSUER", "JWT_AUDIENCE")


def services(profile: Profile) -> tuple[str, ...]:
    """Return the services a profile runs; tests start theirs themselves."""
    return SERVICES if profile == "dev" else ()


def addresses(
    profile: Profile, ports: Mapping[str, int], secrets: Mapping[str, str], own: Mapping[str, str]
) -> dict[str, str]:
    """Return what stack.env holds: every address and secret another tool needs to use the stack."""
    database = f"127.0.0.1:{ports['postgres']}/{DATABASE}"
    values = {
        "CONVEX_ENV": "test" if profile == "test" else "development",
        "DATABASE_URL": f"postgresql://app_user:{secrets['app_user']}@{database}",
        "DATABASE_WORKER_URL": f"postgresql://app_worker:{secrets['app_worker']}@{database}",
        "DATABASE_RELAY_URL": f"postgresql://app_relay:{secrets['app_relay']}@{database}",
        "DATABASE_OPERATOR_URL": f"postgresql://app_operator:{secrets['app_operator']}@{database}",
        "DATABASE_ARCHIVE_URL": f"postgresql://app_archiver:{secrets['app_archiver']}@{database}",
        "DATABASE_MIGRATION_URL": f"postgresql://{OWNER}:{secrets['postgres_owner']}@{database}",
        "DATABASE_ADMIN_URL": f"postgresql://{ADMIN}:{secrets['postgres_admin']}@{database}",
        "APP_USER_PASSWORD": secrets["app_user"],
        "APP_WORKER_PASSWORD": secrets["app_worker"],
        "APP_RELAY_PASSWORD": secrets["app_relay"],
        "APP_OPERATOR_PASSWORD": secrets["app_operator"],
        "APP_ARCHIVER_PASSWORD": secrets["app_archiver"],
        "AMQP_URL": f"amqp://{USER}:{secrets['rabbitmq']}@127.0.0.1:{ports['amqp']}/",
        "RABBITMQ_MANAGEMENT_URL": f"http://{USER}:{secrets['rabbitmq']}@127.0.0.1:{ports['management']}",
        "JWT_SECRET": secrets["jwt"],
        "JWT_ISSUER": ISSUER,
        "JWT_AUDIENCE": AUDIENCE,
    }
    return values | (_development(ports, secrets, own) if profile == "dev" else {})


def _development(ports: Mapping[str, int], secrets: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    targets = (f"127.0.0.1/32:{ports['demo_page']}", own.get("CONVEX_SEO_ALLOWED_TARGETS", ""))
    return {name: own[name] for name in _FOR_TOKENS if own.get(name)} | {
        "CONVEX_HTTP_HOST": "127.0.0.1",
        "CONVEX_HTTP_PORT": str(ports["gateway"]),
        "CONVEX_URL": f"http://127.0.0.1:{ports['gateway']}",
        "CONVEX_DEMO_PAGE_PORT": str(ports["demo_page"]),
        "CONVEX_DEMO_PAGE": f"http://127.0.0.1:{ports['demo_page']}/",
        "CONVEX_SEO_ALLOWED_TARGETS": ",".join(filter(None, targets)),
        "OTEL_EXPORTER_OTLP_ENDPOINT": own.get("OTEL_EXPORTER_OTLP_ENDPOINT") or f"http://127.0.0.1:{ports['traces']}",
        "CONVEX_TRACES_URL": own.get("CONVEX_TRACES_URL") or f"http://127.0.0.1:{ports['traces']}/traces/{{trace_id}}",
        "CONVEX_DEMO_EMAIL": "demo@example.com",
        "CONVEX_DEMO_PASSWORD": secrets["demo_account"],
    }


_FOR_EVERY_SERVICE: Final = ("CONVEX_ENV", "AMQP_URL", "OTEL_EXPORTER_OTLP_ENDPOINT")
_FOR_GATEWAY: Final = (
    "DATABASE_URL",
    "DATABASE_RELAY_URL",
    "JWT_SECRET",
    "JWT_ISSUER",
    "JWT_AUDIENCE",
    "CONVEX_HTTP_HOST",
    "CONVEX_HTTP_PORT",
    "CONVEX_TRACES_URL",
)


def service_environment(
    name: str, values: Mapping[str, str], ports: Mapping[str, int], own: Mapping[str, str]
) -> dict[str, str]:
    """Return the variables of one service: only the secrets it uses, and beside them what the developer set in .env."""
    settings = {key: values[key] for key in _FOR_EVERY_SERVICE}
    if name == "gateway":
        settings |= {key: values[key] for key in _FOR_GATEWAY}
    else:
        settings |= {"DATABASE_URL": values["DATABASE_WORKER_URL"], "CONVEX_WORKER_PORT": str(ports[name])}
    if name == "seo-worker":
        settings["CONVEX_SEO_ALLOWED_TARGETS"] = values["CONVEX_SEO_ALLOWED_TARGETS"]
    # The stack's own addresses win: a line of .env must not send one service to another database than its neighbour.
    return {key: value for key, value in own.items() if value} | settings


def programs(
    stack: Stack,
    ports: Mapping[str, int],
    *,
    postgres: list[str],
    rabbitmq: Mapping[str, str],
    own: Mapping[str, str],
    values: Mapping[str, str],
) -> list[Program]:
    """Return every process of the stack; services are started once the schema is there."""
    return [
        Program("epmd", ["epmd", "-address", "127.0.0.1", "-port", str(ports["epmd"])], 10),
        Program("postgres", [*postgres, "-p", str(ports["postgres"])], 20, stop_signal="INT"),
        Program("rabbitmq", [str(RABBITMQ_SERVER)], 30, rabbitmq, stop_wait_s=20, whole_group=True),
        *([_traces(stack, ports)] if stack.profile == "dev" else []),
        *(
            Program(
                name,
                [*(_NICELY if name in PATIENT else ()), str(stack.venv / "bin" / name)],
                40,
                service_environment(name, values, ports, own),
                autostart=False,
            )
            for name in services(stack.profile)
        ),
    ]


def _traces(stack: Stack, ports: Mapping[str, int]) -> Program:
    command = [str(stack.venv / "bin" / "python"), "-m", "deploy.local.traces", str(ports["traces"])]
    return Program("traces", [*command, str(stack.state / "traces.sqlite")], 35)
