"""The manifests as a cluster would get them."""

from typing import Any

import pytest
import yaml
from deploy.local.kustomize import render
from deploy.local.paths import checkout

from unit.kubernetes.manifests import OVERLAYS, Manifests


@pytest.fixture(scope="session", params=OVERLAYS)
def manifests(request: pytest.FixtureRequest) -> Manifests:
    """Return what one overlay renders to."""
    return _rendered(request.param)


@pytest.fixture(scope="session")
def production() -> Manifests:
    """Return what the overlay with all components renders to."""
    return _rendered("production")


def _rendered(overlay: str) -> Manifests:
    root = checkout()
    rendered: list[dict[str, Any]] = list(
        yaml.safe_load_all(render(root, root / "deploy" / "kubernetes" / "overlays" / overlay))
    )
    return Manifests(tuple(rendered))
