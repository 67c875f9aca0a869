"""What one worker process reads once, so that no job has to wait for it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from library.templates import templates
from roadmap_worker.network import network
from roadmap_worker.settings import RoadmapSettings
from shared.telemetry.setup import Telemetry


@dataclass(frozen=True, slots=True)
class Resources:
    """How many templates this process can plan."""

    template_count: int


@asynccontextmanager
async def open_resources(
    settings: RoadmapSettings,  # noqa: ARG001 - as every worker
    telemetry: Telemetry,  # noqa: ARG001 - as every worker
) -> AsyncGenerator[Resources, None]:
    """Read every template and its network."""
    yield Resources(len([network(template.id) for template in templates()]))
