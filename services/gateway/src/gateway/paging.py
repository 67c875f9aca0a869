"""Pages of a list: stable under inserts, because a cursor names the last row that was seen and not a number of rows."""

import base64
import binascii
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final, TypeVar
from uuid import UUID

import orjson
from fastapi import Query

from gateway.errors import ProblemError, invalid_field

DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 100
MAX_OFFSET: Final = 1000
_CHECKSUM_BYTES: Final = 6
_MAX_CURSOR_LENGTH: Final = 200
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many items to give at most.")]
CursorText = Annotated[str | None, Query(alias="cursor", description="`nextCursor` of the page before.")]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET, description="For old clients; `cursor` is stable under inserts.")]


@dataclass(frozen=True, slots=True)
class Position:
    """The last row of a page in a list that is ordered by time and id, newest first."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows a caller wants; ask the database for `fetch` rows, one more than are shown."""

    list_name: str
    limit: int
    after: Position | None = None
    offset: int = 0

    @property
    def fetch(self) -> int:
        """Return how many rows tell whether there is a next page."""
        return self.limit + 1

    def shown(self, rows: list[T]) -> list[T]:
        """Return the rows of this page."""
        return rows[: self.limit]

    def next_cursor(self, rows: list[T], position: Callable[[T], Position]) -> str | None:
        """Return the cursor after this page, or nothing when it is the last."""
        return encode_cursor(self.list_name, position(rows[self.limit - 1])) if len(rows) > self.limit else None


def paging(list_name: str) -> Callable[..., Awaitable[Page]]:
    """This makes the dependency for a list; cursors of one list are refused by another."""

    async def page(limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None) -> Page:
        return Page(list_name, limit, _after(list_name, cursor))

    return page


def paging_with_offset(list_name: str) -> Callable[..., Awaitable[Page]]:
    """This makes the dependency for a list that also takes `offset`."""

    async def page(limit: Limit = DEFAULT_LIMIT, cursor: CursorText = None, offset: Offset = 0) -> Page:
        if cursor is not None and offset:
            raise invalid_field("offset", "must not be given together with cursor")
        return Page(list_name, limit, _after(list_name, cursor), offset)

    return page


def encode_cursor(list_name: str, position: Position) -> str:
    """Return the opaque text of a position."""
    # Whole microseconds, as the database keeps them; a float would lose the last digit.
    elapsed = position.created_at - _EPOCH
    micros = (elapsed.days * 86_400 + elapsed.seconds) * 1_000_000 + elapsed.microseconds
    payload = orjson.dumps([micros, position.id.hex])
    return base64.urlsafe_b64encode(_checksum(list_name, payload) + payload).rstrip(b"=").decode()


def decode_cursor(list_name: str, cursor: str) -> Position:
    """Return the position a cursor of this list stands for.

    Raises:
        ProblemError: 400 naming `cursor` when it was not made by `encode_cursor` for this list.
    """
    try:
        if len(cursor) > _MAX_CURSOR_LENGTH:
            raise _refused()
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        micros, key = orjson.loads(raw[_CHECKSUM_BYTES:])
        position = Position(_from_micros(micros), UUID(hex=key))
    except (ValueError, TypeError, OverflowError, binascii.Error) as error:
        raise _refused() from error
    # Covers the checksum, and the spare bits at the end of base64 by which two texts can stand for the same bytes.
    if encode_cursor(list_name, position) != cursor:
        raise _refused()
    return position


def _from_micros(micros: int) -> datetime:
    return datetime.fromtimestamp(micros // 1_000_000, UTC).replace(microsecond=micros % 1_000_000)


def _after(list_name: str, cursor: str | None) -> Position | None:
    return None if cursor is None else decode_cursor(list_name, cursor)


def _checksum(list_name: str, payload: bytes) -> bytes:
    return hashlib.sha256(b"convex-cursor\0" + list_name.encode() + b"\0" + payload).digest()[:_CHECKSUM_BYTES]


def _refused() -> ProblemError:
    return invalid_field("cursor", "must be the nextCursor of an earlier page of this list")
