"""What one worker process reads once, so that no job has to wait for it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, get_args

from scoring.assess import assess
from shared.contracts.requests import Brief, Framework
from shared.telemetry.setup import Telemetry
from strategy_worker.knowledge.load import knowledge
from strategy_worker.llm.engine import Engine
from strategy_worker.llm.opening import open_engine
from strategy_worker.planner import plan
from strategy_worker.settings import StrategySettings

_BRIEF: Final = {
    "business_name": "Warm",
    "industry": "Plumbing",
    "target_audience": "Homeowners",
    "desired_outcome": "40 booked jobs a month",
    "current_challenges": ["Nobody knows us", "Customers say we are too expensive and do not answer"],
}


@dataclass(frozen=True, slots=True)
class Resources:
    """The hash of the knowledge base that this process writes with, and the Anthropic engine when there is a key."""

    knowledge_sha256: str
    engine: Engine | None = None


@asynccontextmanager
async def open_resources(settings: StrategySettings, telemetry: Telemetry) -> AsyncGenerator[Resources, None]:
    """Read and validate the knowledge base, and write a strategy of each kind, so that no job is the first."""
    await asyncio.to_thread(_warm)
    async with open_engine(settings, telemetry) as engine:
        yield Resources(knowledge().sha256, engine)


def _warm() -> None:
    for framework in get_args(Framework):
        brief = Brief.model_validate({**_BRIEF, "framework": framework})
        assess(plan(brief), brief)
