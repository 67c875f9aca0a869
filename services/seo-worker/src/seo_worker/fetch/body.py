"""Reads a response body under two caps, wire bytes and inflated bytes; reaching one is a flag, not an error."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from seo_worker.evidence import Truncation
from seo_worker.fetch.failures import FetchFailureError

_ANY_ZLIB: Final = 47
_RAW_DEFLATE: Final = -15
_MAX_MEMBERS: Final = 64


@dataclass(frozen=True, slots=True)
class Body:
    """The decoded bytes, how many came over the wire, and which cap cut them."""

    content: bytes
    wire_bytes: int
    truncated: Truncation | None


class Inflater:
    """Undoes gzip (also several members) or deflate, never producing more than the given number of bytes at once."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_ANY_ZLIB)
        self._fresh = True
        self._members = 1

    def inflate(self, chunk: bytes, room: int) -> bytes:
        """Return at most `room` bytes; what would come after is dropped.

        Raises:
            FetchFailureError: `bad_response` for broken data.
        """
        out = bytearray()
        while chunk and len(out) < room:
            if self._fresh and chunk[0] & 0x0F != 8 and chunk[0] != 0x1F:
                self._stream = zlib.decompressobj(_RAW_DEFLATE)
            self._fresh = False
            try:
                out += self._stream.decompress(chunk, room - len(out))
            except zlib.error as exc:
                raise FetchFailureError("bad_response", "compressed data") from exc
            if not self._stream.eof:
                chunk = self._stream.unconsumed_tail
                continue
            chunk = self._stream.unused_data
            if not chunk.startswith(b"\x1f\x8b"):
                break
            self._next_member()
        return bytes(out)

    @property
    def ended(self) -> bool:
        """Whether the compressed data came to its own end."""
        return self._stream.eof

    def _next_member(self) -> None:
        # An empty member costs twenty bytes on the wire and a whole decompressor here.
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise FetchFailureError("bad_response", "too many gzip members")
        self._stream = zlib.decompressobj(_ANY_ZLIB)


def inflater_for(encoding: str | None) -> Inflater | None:
    """Return what undoes a content encoding we asked for.

    Raises:
        FetchFailureError: `unsupported_encoding` for any other, stacked ones too.
    """
    match (encoding or "").strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip" | "deflate":
            return Inflater()
        case _:
            raise FetchFailureError("unsupported_encoding")


async def read_capped(
    chunks: AsyncIterator[bytes], inflater: Inflater | None, *, max_wire: int, max_inflated: int
) -> Body:
    """Read until the end or the first cap."""
    content, wire = bytearray(), 0
    async for chunk in chunks:
        wire += len(chunk)
        room = max_inflated + 1 - len(content)
        content += inflater.inflate(chunk, room) if inflater else chunk[:room]
        if len(content) > max_inflated:
            return Body(bytes(content[:max_inflated]), wire, "inflated")
        if wire > max_wire:
            return Body(bytes(content), wire, "wire")
    return Body(bytes(content), wire, None)
