"""Every setting that a service reads is set in its manifest, or left to its default on purpose."""

import re
from pathlib import PurePosixPath
from typing import Any, Final

import pytest
import yaml
from deploy.local.paths import checkout

from gateway.operator.archiving import ArchiverSettings
from gateway.operator.settings import OperatorSettings
from gateway.retention.settings import RetentionSettings
from gateway.settings import GatewaySettings
from roadmap_worker.settings import RoadmapSettings
from seo_worker.settings import SEOSettings
from shared.settings import ServiceSettings
from stats_aggregator.settings import StatsSettings
from strategy_worker.settings import StrategySettings
from unit.kubernetes.manifests import Manifests, container_of, pod_of

_SETTINGS: Final[dict[str, type[ServiceSettings]]] = {
    "gateway": GatewaySettings,
    "strategy-worker": StrategySettings,
    "seo-worker": SEOSettings,
    "roadmap-worker": RoadmapSettings,
    "stats-aggregator": StatsSettings,
}
# Set by the image, which the ports of the manifests follow.
_OF_THE_IMAGE: Final = {
    "MIGRATIONS_DIR",
    "CONVEX_HTTP_HOST",
    "CONVEX_HTTP_PORT",
    "CONVEX_WORKER_HOST",
    "CONVEX_WORKER_PORT",
}
# The same in every installation, and tuned to each other in the code.
_LEFT_ALONE: Final = {
    "CONVEX_LEASE_S",
    "CONVEX_GRACE_S",
    "CONVEX_JOB_TIMEOUT_S",
    "CONVEX_UNREADY_EXIT_S",
    "CONVEX_REAP_AFTER_S",
    "CONVEX_STREAMS_PER_USER",
    "CONVEX_LLM_DEADLINE_S",
    "CONVEX_LLM_FIRST_TOKEN_S",
    "CONVEX_LLM_GAP_S",
    "CONVEX_SEO_SOURCES_S",
    "CONVEX_OPERATOR",
}
# The owner's: given to one run of a command, never to a process that listens.
_OF_A_COMMAND: Final = {"DATABASE_MIGRATION_URL"}
# For tests and proxies; production refuses the first.
_NOT_IN_PRODUCTION: Final = {
    "CONVEX_SEO_ALLOWED_TARGETS",
    "ANTHROPIC_BASE_URL",
    "CONVEX_PAGESPEED_URL",
    "CONVEX_CRUX_URL",
    "CONVEX_OPENPAGERANK_URL",
    "CONVEX_RDAP_BOOTSTRAP_URL",
}

_SECRETS: Final = {
    "DATABASE_URL": "postgresql://app:secret@convex-postgres-rw:5432/convex?sslmode=require",
    "DATABASE_RELAY_URL": "postgresql://app_relay:secret@convex-postgres-rw:5432/convex?sslmode=require",
    "DATABASE_OPERATOR_URL": "postgresql://app_operator:secret@convex-postgres-rw:5432/convex?sslmode=require",
    "DATABASE_REPLICA_URL": "postgresql://app_user:secret@convex-postgres-ro:5432/convex?sslmode=require",
    "DATABASE_ARCHIVE_URL": "postgresql://app_archiver:secret@convex-postgres-rw:5432/convex?sslmode=require",
    "RABBITMQ_MANAGEMENT_URL": "",
    "CONVEX_ARCHIVE_ACCESS_KEY_ID": "",
    "CONVEX_ARCHIVE_SECRET_ACCESS_KEY": "",
    "AMQP_URL": "amqp://convex:secret@convex-rabbitmq:5672/",
    "JWT_SECRET": "5d9a8c07e1f24b63a0c7d8e9f1b2a3c4",
    "JWT_ACCEPTED_SECRETS": "",
    "SENTRY_DSN": "",
}


def _names(settings: type[ServiceSettings]) -> set[str]:
    # The operator's command is in the gateway's image and runs in its pods.
    read = [settings, *((OperatorSettings, ArchiverSettings, RetentionSettings) if settings is GatewaySettings else ())]
    return {name.upper() for each in read for name in each.model_fields}


def _set(manifests: Manifests, service: str) -> set[str]:
    variables = manifests.environment(manifests.one("Deployment", service))
    return {name.removesuffix("_FILE") for name in variables}


@pytest.mark.parametrize("service", _SETTINGS)
def test_each_setting_is_set_or_left_alone_on_purpose(manifests: Manifests, service: str) -> None:
    missing = _names(_SETTINGS[service]) - _set(manifests, service)
    assert missing <= _OF_THE_IMAGE | _LEFT_ALONE | _OF_A_COMMAND | _NOT_IN_PRODUCTION


@pytest.mark.parametrize("service", _SETTINGS)
def test_nothing_is_set_that_the_service_does_not_read(manifests: Manifests, service: str) -> None:
    assert _set(manifests, service) <= _names(_SETTINGS[service]) - _OF_THE_IMAGE - _OF_A_COMMAND - _NOT_IN_PRODUCTION


def test_the_lists_name_settings_that_exist() -> None:
    every = set[str]().union(*map(_names, _SETTINGS.values()))
    assert every >= _OF_THE_IMAGE | _LEFT_ALONE | _OF_A_COMMAND | _NOT_IN_PRODUCTION


@pytest.mark.parametrize("service", _SETTINGS)
def test_the_services_start_with_what_is_set(
    manifests: Manifests, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in manifests.environment(manifests.one("Deployment", service)).items():
        monkeypatch.setenv(name.removesuffix("_FILE"), _SECRETS.get(name.removesuffix("_FILE"), value))
    assert _SETTINGS[service]().is_production  # pyright: ignore[reportCallIssue] - the values come from the environment


def test_every_file_of_a_secret_is_mounted(manifests: Manifests) -> None:
    text = (checkout() / "deploy" / "kubernetes" / "secrets.example.yaml").read_text()
    keys = {each["metadata"]["name"]: set(each["stringData"]) for each in yaml.safe_load_all(text)}
    for workload in manifests.workloads():
        mounted = {PurePosixPath(each["mountPath"]): each["name"] for each in container_of(workload)["volumeMounts"]}
        volumes = {each["name"]: each for each in pod_of(workload)["volumes"]}
        for name, value in manifests.environment(workload).items():
            if name.endswith("_FILE"):
                path = PurePosixPath(value)
                held = set[str]().union(*(keys[each] for each in _secrets(volumes[mounted[path.parent]])))
                assert path.name in held, f"{value} is in no secret that is mounted there"


def _secrets(volume: dict[str, Any]) -> list[str]:
    if "secret" in volume:
        return [volume["secret"]["secretName"]]
    return [source["secret"]["name"] for source in volume["projected"]["sources"]]


def test_migrate_gets_a_password_for_each_role(manifests: Manifests) -> None:
    names = set(manifests.environment(manifests.one("Job", "migrate")))
    passwords = set(re.findall(r"^#(APP_\w+_PASSWORD)=", (checkout() / ".env.example").read_text(), re.MULTILINE))
    assert names == {f"{name}_FILE" for name in passwords | {"DATABASE_MIGRATION_URL"}}
