"""Sends a question through the fetch guard and reads a JSON answer under a cap; nothing it raises names an address.

Keys travel in headers only, never in a URL, so that no log, error or span can show one.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Final, TypeVar

import aiohttp
from pydantic import BaseModel, JsonValue, ValidationError
from yarl import URL

from seo_worker.fetch.body import inflater_for, read_capped
from seo_worker.fetch.client import USER_AGENT
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.guard import GuardedClient
from seo_worker.providers import refusals
from seo_worker.providers.failures import SourceFailureCode, SourceFailureError, failure_of

_CONNECT_S: Final = 3.0
# The text of an error is a few hundred bytes, which come with its status.
_ERROR_S: Final = 1.0
_CHUNK: Final = 65_536
_HEADERS: Final = {"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "gzip, deflate"}


class Wire(BaseModel):
    """A part of an answer; whatever else a service sends is left out."""


M = TypeVar("M", bound=Wire)


class SourceClient(GuardedClient):
    """Has a session of its own: what may be audited and what is asked share no connection."""

    async def get(
        self,
        url: str,
        *,
        max_bytes: int,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """Ask with GET.

        Raises:
            SourceFailureError: for whatever is not a complete answer with success.
        """
        return await self._exchange("GET", URL(url).update_query(query or {}), max_bytes, headers or {}, None)

    async def post(
        self, url: str, question: Mapping[str, JsonValue], *, max_bytes: int, headers: Mapping[str, str]
    ) -> bytes:
        """Ask with a JSON body; raises as `get` does."""
        body = json.dumps(question).encode()
        return await self._exchange("POST", URL(url), max_bytes, {**headers, "Content-Type": "application/json"}, body)

    async def _exchange(
        self, method: str, url: URL, max_bytes: int, headers: Mapping[str, str], body: bytes | None
    ) -> bytes:
        assert self._session is not None, "a SourceClient is used inside `async with`"
        if not self.policy.permits_port(url.port or 0):
            raise SourceFailureError("unreachable")
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers={**_HEADERS, **headers},
                allow_redirects=False,
                # The provider's own patience ends a slow answer; these services think for many seconds before a byte.
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_S, sock_read=None),
            ) as response:
                return await _read(response, max_bytes)
        except (FetchFailureError, aiohttp.ClientError, OSError, ValueError) as exc:
            # The cause is dropped on purpose: its text may hold the address.
            raise SourceFailureError(_code_of(exc)) from None


def read_answer(kind: type[M], content: bytes) -> M:
    """Read a JSON answer as the documented shape.

    Raises:
        SourceFailureError: `unreadable`.
    """
    try:
        return kind.model_validate_json(content)
    except ValidationError:
        raise SourceFailureError("unreadable") from None


async def _read(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    failure = failure_of(response.status)
    if failure is not None:
        if failure.status in refusals.STATUSES:
            raise await _with_patience(failure, response)
        response.close()
        raise failure
    inflater = inflater_for(response.headers.get("Content-Encoding"))
    chunks = response.content.iter_chunked(_CHUNK)
    body = await read_capped(chunks, inflater, max_wire=max_bytes, max_inflated=max_bytes)
    if body.truncated is not None:
        response.close()
        raise SourceFailureError("too_large")
    return body.content


async def _with_patience(failure: SourceFailureError, response: aiohttp.ClientResponse) -> SourceFailureError:
    """Add when the service may be asked again, which is told with or without a text."""
    content = b""
    try:
        async with asyncio.timeout(_ERROR_S):
            inflater = inflater_for(response.headers.get("Content-Encoding"))
            chunks = response.content.iter_chunked(refusals.MAX_BYTES)
            body = await read_capped(chunks, inflater, max_wire=refusals.MAX_BYTES, max_inflated=refusals.MAX_BYTES)
            content = body.content
    except (FetchFailureError, aiohttp.ClientError, OSError, ValueError):
        # The status has said enough.
        pass
    response.close()
    return refusals.with_patience(failure, response.headers.get("Retry-After"), content)


def _code_of(exc: Exception) -> SourceFailureCode:
    match exc:
        case FetchFailureError(code="bad_response" | "unsupported_encoding"):
            return "unreadable"
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientPayloadError() | ConnectionResetError():
            return "broken_off"
        case FetchFailureError() | OSError():
            return "unreachable"
        case _:
            return "unreadable"
