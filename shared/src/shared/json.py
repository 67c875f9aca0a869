"""JSON text for the database and the wire: UUIDs, dates and models included, keys in the order given."""

from typing import cast

import orjson
from pydantic import BaseModel


def dumps(value: object) -> str:
    """Return JSON text.

    Raises:
        TypeError: for a value JSON has no place for.
    """
    # asyncpg's UUID is a subclass, which orjson passes to `default`.
    return orjson.dumps(value, default=_plain).decode()


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return cast("object", value.model_dump(mode="json", by_alias=True))
    if isinstance(value, tuple | set | frozenset):
        return list(cast("tuple[object, ...]", value))
    return str(value) if type(value).__name__ in {"UUID", "Decimal"} else _refuse(value)


def _refuse(value: object) -> object:
    raise TypeError(f"{type(value).__name__} has no place in JSON")
