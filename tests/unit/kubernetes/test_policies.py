"""Rules of our own for what runs in a cluster."""

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
import yaml
from deploy.local.paths import checkout
from deploy.local.programs import SERVICES

from shared.contracts.topology import QUEUES
from unit.kubernetes.manifests import (
    Manifests,
    container_of,
    name_of,
    pod_labels,
    pod_of,
    secret_references,
    selects,
)

_USER = 10001


def test_every_service_is_deployed_and_the_schema_is_migrated(manifests: Manifests) -> None:
    assert {name_of(each) for each in manifests.of("Deployment")} == set(SERVICES)
    assert container_of(manifests.one("Job", "migrate"))["args"] == ["migrate"]


def test_nothing_runs_as_root_or_may_write_or_become_more(manifests: Manifests) -> None:
    for workload in manifests.workloads():
        pod, container = pod_of(workload), container_of(workload)
        assert pod["securityContext"]["runAsNonRoot"] is True, name_of(workload)
        assert pod["securityContext"]["runAsUser"] == _USER
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


def test_every_image_has_a_version(manifests: Manifests) -> None:
    images = [container_of(workload)["image"] for workload in manifests.workloads()]
    assert all(re.fullmatch(r"\S+/\S+:\d+\.\d+\.\d+\S*", image) for image in images), images
    assert len({image.rpartition(":")[2] for image in images}) == 1


def test_memory_has_a_limit_and_what_is_asked_for_is_said(manifests: Manifests) -> None:
    for workload in manifests.workloads():
        resources = container_of(workload)["resources"]
        assert {"cpu", "memory"} == set(resources["requests"]), name_of(workload)
        # Without a limit of the processor: it would slow down what nobody else wants the processor for.
        assert set(resources["limits"]) == {"memory"}, name_of(workload)


def test_a_restart_is_for_the_process_and_readiness_for_what_it_needs(manifests: Manifests) -> None:
    for deployment in manifests.of("Deployment"):
        container = container_of(deployment)
        ports = {port["name"] for port in container["ports"]}
        paths = {name: container[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
        assert {each["port"] for each in paths.values()} == {"http"} == ports
        assert [each["path"] for each in paths.values()] == ["/health/live", "/health/live", "/health/ready"]


def test_the_ports_are_those_of_the_image(manifests: Manifests) -> None:
    image = (checkout() / "deploy" / "Dockerfile").read_text()
    ports = {name: int(port) for name, port in re.findall(r"CONVEX_(HTTP|WORKER)_PORT=(\d+)", image)}
    for deployment in manifests.of("Deployment"):
        expected = ports["HTTP" if name_of(deployment) == "gateway" else "WORKER"]
        assert [port["containerPort"] for port in container_of(deployment)["ports"]] == [expected]


def test_a_pod_has_time_to_end_what_it_has(manifests: Manifests) -> None:
    for deployment in manifests.of("Deployment"):
        waits = container_of(deployment).get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        # The default of CONVEX_GRACE_S, which is longer than the gateway's.
        assert pod_of(deployment)["terminationGracePeriodSeconds"] >= 25 + waits


def test_a_rollout_takes_nothing_away_before_something_new_is_ready(manifests: Manifests) -> None:
    for deployment in manifests.of("Deployment"):
        assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
        # How many there are is decided by what scales them, and must not be reset by a release.
        assert "replicas" not in deployment["spec"]


def test_each_has_a_disruption_budget_that_lets_nodes_be_drained(manifests: Manifests) -> None:
    for deployment in manifests.of("Deployment"):
        selecting = [
            each["spec"]
            for each in manifests.of("PodDisruptionBudget")
            if selects(each["spec"]["selector"], pod_labels(deployment))
        ]
        assert [each["maxUnavailable"] for each in selecting] == [1], name_of(deployment)


def test_each_is_closed_to_the_network_but_for_what_it_needs(manifests: Manifests) -> None:
    for workload in manifests.workloads():
        policies = manifests.policies(workload)
        assert any(set(each["policyTypes"]) == {"Ingress", "Egress"} for each in policies), name_of(workload)
        for each in policies:
            for rule in each.get("egress", []):
                assert all((rule["to"], rule["ports"])), f"{name_of(workload)} may reach anything"
            for rule in each.get("ingress", []):
                assert all((rule["from"], rule["ports"])), f"anybody may reach {name_of(workload)}"


def _public(manifests: Manifests, name: str) -> dict[int, list[dict[str, Any]]]:
    """Return the address blocks a service may reach beyond single hosts, by port."""
    found: dict[int, list[dict[str, Any]]] = {}
    for rule in _egress(manifests, name):
        blocks = [peer["ipBlock"] for peer in rule["to"] if "ipBlock" in peer]
        for block in blocks:
            if ip_network(block["cidr"]).num_addresses > 1:
                for port in rule["ports"]:
                    found.setdefault(port["port"], []).append(block)
    return found


def _egress(manifests: Manifests, name: str) -> Iterator[dict[str, Any]]:
    for policy in manifests.policies(manifests.one("Deployment", name)):
        yield from policy.get("egress", [])


def test_the_seo_worker_reaches_the_web_and_others_less(manifests: Manifests) -> None:
    assert set(_public(manifests, "seo-worker")) == {80, 443}
    assert set(_public(manifests, "strategy-worker")) == {443} == set(_public(manifests, "gateway"))
    assert _public(manifests, "roadmap-worker") == _public(manifests, "stats-aggregator") == {}


@pytest.mark.parametrize(
    ("address", "is_reached"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_private_addresses_are_not_reached(manifests: Manifests, address: str, *, is_reached: bool) -> None:
    for blocks in _public(manifests, "seo-worker").values():
        reached = [
            block
            for block in blocks
            if ip_address(address) in ip_network(block["cidr"])
            and not any(ip_address(address) in ip_network(each) for each in block["except"])
        ]
        assert bool(reached) is is_reached


def test_each_worker_is_scaled_by_its_own_queue(manifests: Manifests) -> None:
    scaled = {
        each["spec"]["scaleTargetRef"]["name"]: each["spec"]["triggers"][0]["metadata"]["queueName"]
        for each in manifests.of("ScaledObject")
    }
    queues = {queue.name for queue in QUEUES}
    assert scaled in ({}, {name: name for name in queues})
    assert queues <= set(SERVICES)


def test_a_pod_gets_its_own_secrets_and_the_example_has_them_all(manifests: Manifests) -> None:
    text = (checkout() / "deploy" / "kubernetes" / "secrets.example.yaml").read_text()
    known = {name_of(each): set(each["stringData"]) for each in yaml.safe_load_all(text)}
    for workload in manifests.workloads():
        for name, key in secret_references(workload):
            assert name in known
            assert key is None or key in known[name], f"{name} has no {key}"
    owner = {name for name, _ in secret_references(manifests.one("Job", "migrate"))}
    services = {name for each in manifests.of("Deployment") for name, _ in secret_references(each)}
    assert owner == {"convex-migrate"}
    assert "convex-migrate" not in services


def test_what_is_scraped_has_the_labels_that_alerts_go_by(manifests: Manifests) -> None:
    rules = "".join(path.read_text() for path in (checkout() / "deploy" / "prometheus" / "rules").glob("*.yml"))
    wanted = {job for jobs in re.findall(r'job=~?"([^"]+)"', rules) for job in jobs.split("|")}
    ours = wanted & {"gateway", "workers", "rabbitmq", "rabbitmq-queues"}
    relabelings = [
        each
        for monitor in manifests.of("PodMonitor")
        for endpoint in monitor["spec"]["podMetricsEndpoints"]
        for each in endpoint["relabelings"]
    ]
    assert {"gateway", "workers"} <= ours
    assert not relabelings or ours <= {each.get("replacement") for each in relabelings}
    assert not relabelings or "service" in {each["targetLabel"] for each in relabelings}
