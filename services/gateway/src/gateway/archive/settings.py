"""Where old versions go, for the gateway that reads them and for the command that moves them."""

import re
from typing import Annotated, Final, Self

from pydantic import Field, SecretStr, model_validator

from shared.settings import EnvironmentSettings

_ADDRESS: Final = re.compile(
    r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[\w.=-]+(?:/[\w.=-]+)*))?/?"
)
_ENDPOINT: Final = re.compile(r"https?://[^\s/@?#]+/?")


class StorageSettings(EnvironmentSettings):
    """Settings of the object storage; without an address nothing is archived."""

    # s3://bucket/prefix; the endpoint is for storage that is not Amazon's.
    convex_archive_url: str | None = None
    convex_archive_endpoint: str | None = None
    convex_archive_region: str = "us-east-1"
    convex_archive_access_key_id: SecretStr | None = None
    convex_archive_secret_access_key: SecretStr | None = None
    # How long somebody who reads an old version waits for the storage.
    convex_archive_timeout_s: Annotated[float, Field(ge=0.1, le=60)] = 5.0

    @model_validator(mode="after")
    def _whole_address(self) -> Self:
        if self.convex_archive_url is None:
            return self
        if not _ADDRESS.fullmatch(self.convex_archive_url) or ".." in self.convex_archive_url:
            raise ValueError("CONVEX_ARCHIVE_URL must be s3://bucket or s3://bucket/prefix")
        if self.convex_archive_endpoint is not None and not _ENDPOINT.fullmatch(self.convex_archive_endpoint):
            raise ValueError("CONVEX_ARCHIVE_ENDPOINT must be http://host:port or https://host:port")
        if self.convex_archive_access_key_id is None or self.convex_archive_secret_access_key is None:
            raise ValueError(
                "CONVEX_ARCHIVE_URL needs CONVEX_ARCHIVE_ACCESS_KEY_ID and CONVEX_ARCHIVE_SECRET_ACCESS_KEY"
            )
        return self

    @property
    def archive_place(self) -> tuple[str, str]:
        """The bucket and the prefix, which may be empty."""
        found = _ADDRESS.fullmatch(self.convex_archive_url or "")
        assert found is not None, "only with CONVEX_ARCHIVE_URL is there a place"
        return found["bucket"], found["prefix"] or ""
