"""What the SEO worker's environment says."""

from typing import Annotated, Self

from pydantic import Field, SecretStr, model_validator

from seo_worker.fetch.addresses import AllowedTarget, parse_allowed_targets
from shared.errors import SettingsError
from shared.settings import WorkerSettings

# Without user info or query, so that an address can hold no secret.
_Address = Annotated[str, Field(pattern=r"^https?://[^\s/@?#]+(/[^\s@?#]*)?$")]


class SEOSettings(WorkerSettings):
    """Settings of the SEO worker; allowed targets widen the fetch guard for development and tests only."""

    convex_worker_port: Annotated[int, Field(ge=0, le=65535)] = 3012
    convex_seo_allowed_targets: str = ""
    convex_seo_vantage: Annotated[str, Field(min_length=1, max_length=80)] = "this server"
    convex_seo_parsers: Annotated[int, Field(ge=1, le=32)] = 2
    convex_seo_sources_s: Annotated[float, Field(gt=0, le=25)] = 22.0
    convex_pagespeed_api_key: SecretStr | None = None
    convex_pagespeed_url: _Address = "https://www.googleapis.com/pagespeedonline/v5/runPagespeed"
    convex_crux_api_key: SecretStr | None = None
    convex_crux_url: _Address = "https://chromeuxreport.googleapis.com/v1/records:queryRecord"
    convex_openpagerank_api_key: SecretStr | None = None
    convex_openpagerank_url: _Address = "https://openpagerank.com/api/v1.0/getPageRank"
    convex_rdap_enabled: bool = False
    convex_rdap_bootstrap_url: _Address = "https://data.iana.org/rdap/dns.json"

    @model_validator(mode="after")
    def _no_holes_in_production(self) -> Self:
        if self.allowed_targets and self.is_production:
            raise SettingsError(
                "CONVEX_SEO_ALLOWED_TARGETS: production audits public addresses only, so this must be empty"
            )
        return self

    @model_validator(mode="after")
    def _keys_over_https_in_production(self) -> Self:
        addresses = {name: str(getattr(self, name)) for name in type(self).model_fields if name.endswith("_url")}
        plain = [name.upper() for name, url in addresses.items() if url.startswith("http://")]
        if plain and self.is_production:
            raise SettingsError(f"{', '.join(plain)}: production asks over https only")
        return self

    @property
    def allowed_targets(self) -> tuple[AllowedTarget, ...]:
        """The private addresses and ports that may be audited all the same."""
        return parse_allowed_targets(self.convex_seo_allowed_targets)
