"""The first thing to read of a workspace's file, and the last that is written: what it holds, and how to prove it."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, NonNegativeInt

from shared.contracts.wire import WireModel

FORMAT: Final = "convex-workspace"
FORMAT_VERSION: Final = 1
MANIFEST: Final = "manifest.json"


class WorkspaceName(WireModel):
    """Whose file it is."""

    id: UUID
    name: str


class TableEntry(WireModel):
    """The rows of one table: how many, what each has, and the hash of their file in hexadecimal digits."""

    rows: NonNegativeInt
    columns: tuple[str, ...]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    is_imported: bool


class Manifest(WireModel):
    """What `manifest.json` says; `schema_version` is the newest migration of the database that it comes from."""

    format: Literal["convex-workspace"] = FORMAT
    format_version: int
    schema_version: str
    release: str
    exported_at: AwareDatetime
    workspace: WorkspaceName
    tables: Mapping[str, TableEntry]
    left_out: Mapping[str, str]
