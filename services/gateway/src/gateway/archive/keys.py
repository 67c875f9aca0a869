"""The names of packs in the storage: WORKSPACE/PACK.parquet."""

from typing import Final
from uuid import UUID

_ENDING: Final = ".parquet"


def object_key(workspace_id: UUID, pack_id: UUID) -> str:
    """Return where a pack is."""
    return f"{workspace_id}/{pack_id}{_ENDING}"


def place_of(key: str) -> tuple[UUID, UUID] | None:
    """Return workspace and pack of a key, or nothing when it is none of ours."""
    workspace, _, name = key.partition("/")
    try:
        place = UUID(workspace), UUID(name.removesuffix(_ENDING))
    except ValueError:
        return None
    return place if object_key(*place) == key else None
