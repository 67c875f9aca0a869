"""What one worker process reads once, so that no job has to wait for it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from strategy_worker.knowledge.load import knowledge
from strategy_worker.settings import StrategySettings


@dataclass(frozen=True, slots=True)
class Resources:
    """The hash of the knowledge base that this process writes with."""

    knowledge_sha256: str


@asynccontextmanager
async def open_resources(settings: StrategySettings) -> AsyncGenerator[Resources, None]:  # noqa: ARG001 - the worker's form
    """Read and validate the knowledge base."""
    yield Resources(knowledge().sha256)
