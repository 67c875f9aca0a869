"""What belongs to another workspace is not there: on every page, for every part of one, and for every form."""

import re

import httpx
import pytest
from fastapi.routing import APIRoute

from gateway.dashboard.paths import HOME
from gateway.dashboard.routes.registry import ROUTERS
from integration.dashboard.calls import fields
from support.backends import Backends
from support.scene import Scene, make_scene

pytestmark = pytest.mark.integration
# What everybody has: files and the templates of roadmaps.
_COMMON = {"name", "template_id"}
# What forms have to say before the id is looked for.
_FILLED = {"role": "viewer"}
_OWNED = [
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and {*re.findall(r"\{(\w+)", route.path)} - _COMMON
    for method in sorted(route.methods or ())
]


@pytest.fixture(scope="session")
async def scene(backends: Backends) -> Scene:
    """Make a workspace of somebody else that has everything."""
    return await make_scene(backends, strategies=1)


def test_there_are_such_addresses() -> None:
    assert len(_OWNED) > 10


@pytest.mark.parametrize(("method", "pattern"), _OWNED)
async def test_another_workspaces_id_is_a_404(
    browser: httpx.AsyncClient, scene: Scene, method: str, pattern: str
) -> None:
    hidden = fields(await browser.get(f"{HOME}/account"))
    answer = await browser.request(method, scene.address(pattern), data=hidden | _FILLED if method == "POST" else None)
    assert answer.status_code == 404, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert "belongs to a workspace that is not yours" in answer.text


@pytest.mark.parametrize(("method", "pattern"), _OWNED)
async def test_its_workspace_cannot_be_named_either(
    browser: httpx.AsyncClient, scene: Scene, method: str, pattern: str
) -> None:
    hidden = fields(await browser.get(f"{HOME}/account"))
    theirs = {"workspace": str(scene.person.tenant.workspace_id)}
    if method == "POST":
        answer = await browser.post(scene.address(pattern), data=hidden | theirs)
    else:
        answer = await browser.get(scene.address(pattern), params=theirs)
    assert answer.status_code == 404, answer.text
