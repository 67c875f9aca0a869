"""What the SEO worker's environment says."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from seo_worker.fetch.addresses import AllowedTarget, parse_allowed_targets
from shared.errors import SettingsError
from shared.settings import WorkerSettings


class SEOSettings(WorkerSettings):
    """Settings of the SEO worker; allowed targets widen the fetch guard for development and tests only."""

    convex_worker_port: Annotated[int, Field(ge=0, le=65535)] = 3012
    convex_seo_allowed_targets: str = ""
    convex_seo_vantage: Annotated[str, Field(min_length=1, max_length=80)] = "this server"
    convex_seo_parsers: Annotated[int, Field(ge=1, le=32)] = 2

    @model_validator(mode="after")
    def _no_holes_in_production(self) -> Self:
        if self.allowed_targets and self.is_production:
            raise SettingsError(
                "CONVEX_SEO_ALLOWED_TARGETS: production audits public addresses only, so this must be empty"
            )
        return self

    @property
    def allowed_targets(self) -> tuple[AllowedTarget, ...]:
        """The private addresses and ports that may be audited all the same."""
        return parse_allowed_targets(self.convex_seo_allowed_targets)
