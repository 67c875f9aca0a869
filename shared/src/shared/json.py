"""JSON text for the database and the wire: UUIDs, dates and models included, keys in the order given."""

from typing import cast

import orjson
from pydantic import BaseModel


def dumps(value: object) -> str:
    """Return JSON text.

    Raises:
        TypeError: for a value JSON has no place for.
    """
    return orjson.dumps(value, default=plain).decode()


def plain(value: object) -> object:
    """Return a value that orjson does not know as one that it does: models by their wire names, sets sorted.

    Raises:
        TypeError: for a value JSON has no place for.
    """
    if isinstance(value, BaseModel):
        return cast("object", value.model_dump(mode="json", by_alias=True))
    if isinstance(value, set | frozenset):
        return sorted(str(item) for item in cast("set[object]", value))
    # asyncpg's UUID is a subclass, which orjson does not know.
    if type(value).__name__ in {"UUID", "Decimal"}:
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
