"""Rendered manifests, and the questions that tests ask them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

OVERLAYS: Final = ("staging", "production")


@dataclass(frozen=True, slots=True)
class Manifests:
    """All objects of an overlay."""

    objects: tuple[dict[str, Any], ...]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the objects of a kind."""
        return [each for each in self.objects if each["kind"] == kind]

    def one(self, kind: str, name: str) -> dict[str, Any]:
        """Return an object by its name."""
        (found,) = [each for each in self.of(kind) if each["metadata"]["name"] == name]
        return found

    def workloads(self) -> list[dict[str, Any]]:
        """Return what runs containers of ours."""
        return [*self.of("Deployment"), *self.of("Job"), *self.of("CronJob")]

    def environment(self, workload: dict[str, Any]) -> dict[str, str]:
        """Return every variable of a container; of what comes from a secret, the secret's key."""
        container = container_of(workload)
        values: dict[str, str] = {}
        for source in container.get("envFrom", []):
            values |= self.one("ConfigMap", source["configMapRef"]["name"])["data"]
        for variable in container.get("env", []):
            values[variable["name"]] = variable.get("value") or variable["valueFrom"]["secretKeyRef"]["key"]
        return values

    def policies(self, workload: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the network policies that hold for a workload's pods."""
        labels = pod_labels(workload)
        return [each["spec"] for each in self.of("NetworkPolicy") if selects(each["spec"]["podSelector"], labels)]


def name_of(manifest: Mapping[str, Any]) -> str:
    """Return an object's name."""
    return manifest["metadata"]["name"]


def pod_of(workload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pod's part of a workload."""
    return _template(workload)["spec"]


def container_of(workload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the only container of a workload."""
    (container,) = pod_of(workload)["containers"]
    return container


def pod_labels(workload: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of a workload's pods."""
    return _template(workload)["metadata"]["labels"]


def _template(workload: Mapping[str, Any]) -> dict[str, Any]:
    spec = workload["spec"]
    return spec["jobTemplate"]["spec"]["template"] if workload["kind"] == "CronJob" else spec["template"]


def selects(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """Return whether a selector finds pods with these labels; an empty one finds all."""
    wanted = selector.get("matchLabels", {}).items() <= labels.items()
    return wanted and all(labels.get(each["key"]) in each["values"] for each in selector.get("matchExpressions", []))


def secret_references(workload: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield the secrets a workload needs, with the key where it names one."""
    for variable in container_of(workload).get("env", []):
        if reference := variable.get("valueFrom", {}).get("secretKeyRef"):
            yield reference["name"], reference["key"]
    for volume in pod_of(workload).get("volumes", []):
        if "secret" in volume:
            yield volume["secret"]["secretName"], None
        for source in volume.get("projected", {}).get("sources", []):
            yield source["secret"]["name"], None
