"""For the orchestrator and for Prometheus; not under the base path, so that the feature flag leaves it alone."""

from collections.abc import Mapping
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from pydantic import BaseModel
from starlette.responses import Response

from gateway.documentation import Gives, described_plainly
from gateway.responses import json_response
from shared.worker.health import Check, failing

router = APIRouter(tags=["operations"])


class Liveness(BaseModel):
    """The process answers."""

    status: Literal["live"]


class Readiness(BaseModel):
    """Whether everything is there that requests need; a dependency that is down says why."""

    status: Literal["ready", "unavailable"]
    dependencies: dict[str, str]


async def _checks(request: Request) -> Mapping[str, Check]:
    return cast("Mapping[str, Check]", request.app.state.checks)


async def _registry(request: Request) -> CollectorRegistry:
    return cast("CollectorRegistry", request.app.state.registry)


@router.get(
    "/health/live",
    operation_id="getLiveness",
    summary="Is the process alive",
    **described_plainly(Gives(200, "It is", Liveness, {"status": "live"})),
)
async def get_live() -> Response:
    """Answer without asking anybody, so that a database's restart does not restart the gateway."""
    return json_response({"status": "live"})


@router.get(
    "/health/ready",
    operation_id="getReadiness",
    summary="Is everything there that requests need",
    **described_plainly(
        Gives(200, "It is", Readiness, {"status": "ready", "dependencies": {"database": "up", "broker": "up"}}),
        Gives(
            503,
            "Something is missing",
            Readiness,
            {"status": "unavailable", "dependencies": {"database": "up", "broker": "down: not connected"}},
        ),
    ),
)
async def get_ready(checks: Annotated[Mapping[str, Check], Depends(_checks)]) -> Response:
    """Name each dependency; jobs are accepted while only the broker is down, and handed over when it is back."""
    down = await failing(checks)
    told = {name: f"down: {down[name]}" if name in down else "up" for name in checks}
    status = "unavailable" if down else "ready"
    return json_response({"status": status, "dependencies": told}, status=503 if down else 200)


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Metrics for Prometheus",
    **described_plainly(Gives(200, "Text format", example="convex_ready 1.0\n", media_type="text/plain")),
)
async def get_metrics(registry: Annotated[CollectorRegistry, Depends(_registry)]) -> Response:
    """Return the collectors of this process."""
    return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
