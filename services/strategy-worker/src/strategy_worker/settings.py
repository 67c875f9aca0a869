"""What the strategy worker's environment says."""

from typing import Annotated

from pydantic import Field

from shared.settings import WorkerSettings


class StrategySettings(WorkerSettings):
    """Settings of the strategy worker."""

    convex_worker_port: Annotated[int, Field(ge=0, le=65535)] = 3011
