"""What the aggregator's environment says."""

from typing import Annotated

from pydantic import Field

from shared.settings import WorkerSettings


class StatsSettings(WorkerSettings):
    """Settings of the stats aggregator; many prefetched events share a transaction."""

    convex_worker_port: Annotated[int, Field(ge=0, le=65535)] = 3014
    convex_prefetch: Annotated[int, Field(ge=1, le=500)] = 200
