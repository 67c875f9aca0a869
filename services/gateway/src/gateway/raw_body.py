"""Receives a body of bounded size in bounded time, whatever it holds."""

import asyncio
from typing import Final

from fastapi import Request

from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode

_PLAIN: Final = "identity"


def refuse_encoded(request: Request) -> None:
    """Let a body through that is sent as it is.

    Raises:
        ProblemError: 415 for a compressed one, whose size says nothing of what it unpacks to.
    """
    if request.headers.get("content-encoding", _PLAIN).strip().lower() != _PLAIN:
        raise ProblemError(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.")


async def receive(request: Request, *, max_bytes: int, timeout_s: float) -> bytes:
    """Return the body.

    Raises:
        ProblemError: 413 for its size, whether it was told before or shows on the way.
        TimeoutError: when it did not end in time; one that trickles would keep its connection for good.
    """
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and len(length) < 20 and int(length) > max_bytes:
        raise too_large(max_bytes)
    async with asyncio.timeout(timeout_s):
        return await _received(request, max_bytes)


def too_large(max_bytes: int) -> ProblemError:
    """This makes the 413."""
    detail = f"The body may have at most {max_bytes} bytes."
    return ProblemError(ProblemCode.BODY_TOO_LARGE, detail, headers={"Connection": "close"})


async def _received(request: Request, max_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > max_bytes:
            raise too_large(max_bytes)
        parts.append(part)
    return b"".join(parts)
