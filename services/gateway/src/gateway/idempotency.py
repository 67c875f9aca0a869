"""The same key and body get the first answer again; the key, what it stored and its answer are one transaction."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from fastapi import Request
from starlette.responses import Response

from gateway.auth.caller import Claim
from gateway.errors import ProblemError
from gateway.repository.idempotency import (
    StoredAnswer,
    insert_idempotency_key,
    read_idempotency_key,
    update_idempotency_key,
)
from gateway.responses import header, json_text_response
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection

KEY_HEADER: Final = "Idempotency-Key"
REPLAYED_HEADER: Final = "Idempotency-Replayed"
_MAX_KEY_LENGTH: Final = 255


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer that can be given again word for word."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def to_response(self) -> Response:
        """Return it as HTTP."""
        return json_text_response(self.body, status=self.status, headers=self.headers)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request as idempotency sees it: its key, if it has one, and the digest of what it asks for."""

    key: str | None
    request_sha256: bytes


def attempt_of(request: Request, given: object) -> Attempt:
    """Read the key of a request and digest its method, path and JSON value; the order of fields does not matter.

    Raises:
        ProblemError: 400 for a key that is empty, longer than 255 characters or not printable ASCII.
    """
    key = header(request, KEY_HEADER, max_length=_MAX_KEY_LENGTH)
    return Attempt(key, digest(request.method, request.url.path, given))


def digest(method: str, path: str, given: object) -> bytes:
    """Return what two requests have in common that ask for the same thing."""
    # Not the faster library: whole numbers over 64 bits are JSON, and it has no place for them.
    return hashlib.sha256(json.dumps([method, path, given], sort_keys=True).encode()).digest()


async def once(
    connection: Connection, claim: Claim, attempt: Attempt, create: Callable[[], Awaitable[Answer]]
) -> Answer:
    """Create, or give the first answer again; call it inside the transaction that `create` writes in.

    Raises:
        ProblemError: 422 when the key came with another body before.
    """
    if attempt.key is None:
        return await create()
    if not await insert_idempotency_key(connection, claim.workspace_id, attempt.key, attempt.request_sha256):
        return replay(attempt, await read_idempotency_key(connection, claim.workspace_id, attempt.key))
    answer = await create()
    kept = StoredAnswer(attempt.request_sha256, answer.status, answer.body, dict(answer.headers))
    await update_idempotency_key(connection, claim.workspace_id, attempt.key, kept)
    return answer


def replay(attempt: Attempt, first: StoredAnswer) -> Answer:
    """Return the first answer, marked as such.

    Raises:
        ProblemError: 422 when it was an answer to something else.
    """
    if first.request_sha256 != attempt.request_sha256:
        detail = f"This {KEY_HEADER} was used with another body or path in the last 24 hours; take a new one."
        raise ProblemError(ProblemCode.IDEMPOTENCY_KEY_REUSED, detail)
    answer = Answer(first.status, first.body, first.headers)
    return replace(answer, headers={**answer.headers, REPLAYED_HEADER: "true"})
