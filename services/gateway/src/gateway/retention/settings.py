"""How long things are kept, in days. What no number is set for is kept for good."""

from typing import Annotated, Final

from pydantic import Field

from shared.settings import EnvironmentSettings

_MOST_DAYS: Final = 36_500


class RetentionSettings(EnvironmentSettings):
    """Settings of `convex retention`; the least that each may be is what the database allows."""

    convex_retention_job_events_days: Annotated[int, Field(ge=1, le=_MOST_DAYS)] = 90
    convex_retention_activity_days: Annotated[int, Field(ge=30, le=_MOST_DAYS)] | None = None
    convex_retention_audit_log_days: Annotated[int, Field(ge=30, le=_MOST_DAYS)] | None = None
    convex_retention_deleted_days: Annotated[int, Field(ge=7, le=_MOST_DAYS)] | None = None
