"""What one worker process reads once, so that no job has to wait for it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from library.model import ExecutionTemplate
from library.templates import templates
from roadmap_worker.plan import make_plan
from roadmap_worker.settings import RoadmapSettings
from shared.contracts.requests import RoadmapRequest
from shared.telemetry.setup import Telemetry

# Any day and any place do.
_DAY: Final = date(2027, 1, 4)
_COUNTRY: Final = "GB"


@dataclass(frozen=True, slots=True)
class Resources:
    """How many templates this process can plan."""

    template_count: int


@asynccontextmanager
async def open_resources(
    settings: RoadmapSettings,  # noqa: ARG001 - as every worker
    telemetry: Telemetry,  # noqa: ARG001 - as every worker
) -> AsyncGenerator[Resources, None]:
    """Plan every template once: that reads the networks, the places with their holidays, and loads the solver."""
    yield Resources(await asyncio.to_thread(_rehearsed))


def _rehearsed() -> int:
    """Return how many templates could be planned from their own examples.

    Measured: the first plan of a process takes 80 to 130 ms longer than those after it, most of it for 250 places.
    """
    return len([make_plan(_example(template), _DAY) for template in templates()])


def _example(template: ExecutionTemplate) -> RoadmapRequest:
    needed = {one.name: one.example for one in template.variables if one.required}
    return RoadmapRequest.model_validate(
        {"template_type": template.template_type, "template_id": template.id, "variables": needed, "country": _COUNTRY}
    )
