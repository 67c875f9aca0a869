"""Every manifest is what Kubernetes and the operators understand: no field misspelt, none of a wrong type."""

from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml
from deploy.local.paths import checkout

from unit.kubernetes.manifests import Manifests

# The oldest release that matters: `sleep` before a stop came with 1.30.
_KUBERNETES = "1.30"
_SCHEMAS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "schemas.yaml").read_text())


def problems(manifest: dict[str, Any]) -> list[str]:
    """Return what is wrong with a manifest."""
    kind = f"{manifest['apiVersion']}/{manifest['kind']}"
    if schema := _SCHEMAS.get(kind):
        checker = jsonschema.Draft202012Validator(schema)
        found = checker.iter_errors(manifest["spec"])  # pyright: ignore[reportUnknownMemberType] - half of it is typed
        return [f"{kind} {'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]
    try:
        kubernetes_validate.validate(manifest, _KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [f"{kind} {'.'.join(map(str, error.path))}: {error.message}"]
    return []


def test_each_is_valid(manifests: Manifests) -> None:
    assert [problem for manifest in manifests.objects for problem in problems(manifest)] == []


def test_the_example_of_the_secrets_is_valid() -> None:
    text = (checkout() / "deploy" / "kubernetes" / "secrets.example.yaml").read_text()
    assert [problem for manifest in yaml.safe_load_all(text) for problem in problems(manifest)] == []


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("Deployment", ("spec", "template", "spec", "restartPolicies"), "Always"),
        ("Deployment", ("spec", "replicas"), "two"),
        ("PodDisruptionBudget", ("spec", "minAvailabel"), 1),
        ("NetworkPolicy", ("spec", "egres"), []),
    ],
)
def test_a_mistake_is_found(manifests: Manifests, kind: str, path: tuple[str, ...], value: object) -> None:
    manifest = yaml.safe_load(yaml.safe_dump(manifests.of(kind)[0]))
    part = manifest
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    assert problems(manifest)


def test_a_mistake_in_a_custom_resource_is_found() -> None:
    scaled = {
        "apiVersion": "keda.sh/v1alpha1",
        "kind": "ScaledObject",
        "spec": {
            "scaleTargetRef": {"name": "seo-worker"},
            "minReplicaCount": 1,
            "maxReplicaCount": 2,
            "triggers": [
                {
                    "type": "rabbitmq",
                    "metadata": {"queueName": "seo-worker", "mode": "QueueLength", "value": 4},
                    "authenticationRef": {"name": "broker"},
                }
            ],
        },
    }
    assert problems(scaled) == [
        "keda.sh/v1alpha1/ScaledObject triggers.0.metadata.value: 4 is not of type 'string'",
    ]
