"""A worker has done everything once before its first job."""

from types import SimpleNamespace
from typing import Any

from library.templates import templates
from roadmap_worker.network import network
from roadmap_worker.resources import open_resources


async def test_every_template_is_planned_from_its_own_examples() -> None:
    nothing: Any = SimpleNamespace()
    network.cache_clear()
    async with open_resources(nothing, nothing) as resources:
        assert resources.template_count == len(templates())
        assert network.cache_info().currsize == len(templates())
