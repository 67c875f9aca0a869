"""API keys made and revoked, for the API and for the pages; the text of a key leaves here once and is kept nowhere."""

import base64
import secrets
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from gateway.auth.caller import Access, reaches
from gateway.auth.sessions import KEY_PREFIX, hash_of_key
from gateway.deps import Services
from gateway.errors import ProblemError, invalid_field, not_found
from gateway.idempotency import Answer, Attempt, once
from gateway.repository.api_keys import NewKey, insert_api_key, lock_api_key, revoke_api_key
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.schemas.api_keys import APIKeyRequest, NewAPIKey
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, transaction
from shared.ids import new_id

_SECRET_BYTES: Final = 32
_PREFIX_LENGTH: Final = len(KEY_PREFIX) + 6
_MAX_YEARS: Final = 10


async def issue_key(
    services: Services, access: Access, attempt: Attempt, body: APIKeyRequest
) -> tuple[NewAPIKey | None, Answer]:
    """Make a key with a role up to the caller's own, and return it with what is kept of it for a repeated request.

    There is no key when the attempt is a repeated one; the answer is then the first one's without its text.

    Raises:
        ProblemError: 403 for a role above the caller's own, 400 for an expiry that has passed or lies too far away.
    """
    _refuse_excess(access, body)
    made: list[NewAPIKey] = []
    async with transaction(services.pool, access.context) as connection:

        async def create() -> Answer:
            made.append(await _insert(connection, access, body))
            # What is kept for a repeated request must not hold the secret.
            return Answer(201, made[0].model_copy(update={"key": None}).model_dump_json(by_alias=True))

        answer = await once(connection, access, attempt, create)
    return (made[0] if made else None), answer


async def withdraw_key(services: Services, access: Access, key_id: UUID) -> None:
    """Make a key worthless at once; revoking it again changes nothing.

    Raises:
        ProblemError: 404 for a key that is not this workspace's.
    """
    async with transaction(services.pool, access.context) as connection:
        key = await lock_api_key(connection, access.workspace_id, key_id)
        if key is None:
            raise not_found("API key")
        if key.revoked_at is None:
            # A key that revokes itself may not write afterwards.
            old = {"name": key.name, "role": key.role, "prefix": key.prefix}
            await insert_audit_entry(connection, access, Change("api_key.revoked", "api_key", key_id, old))
            await revoke_api_key(connection, access.workspace_id, key_id)


def _refuse_excess(access: Access, body: APIKeyRequest) -> None:
    if not reaches(access.role, body.role):
        raise ProblemError(ProblemCode.FORBIDDEN, f"Your role is {access.role}; a key can't have more.")
    now = datetime.now(UTC)
    if body.expires_at is not None and not now < body.expires_at <= now.replace(year=now.year + _MAX_YEARS, day=1):
        raise invalid_field("expiresAt", f"must lie in the future and at most about {_MAX_YEARS} years away")


async def _insert(connection: Connection, access: Access, body: APIKeyRequest) -> NewAPIKey:
    text = KEY_PREFIX + base64.urlsafe_b64encode(secrets.token_bytes(_SECRET_BYTES)).rstrip(b"=").decode()
    key = NewKey(
        new_id(),
        body.name,
        body.role,
        hash_of_key(text),
        text[:_PREFIX_LENGTH],
        access.caller.actor_id,
        body.expires_at.astimezone(UTC) if body.expires_at else None,
    )
    created_at = await insert_api_key(connection, access.workspace_id, key)
    new = {"name": key.name, "role": key.role, "prefix": key.prefix, "expiresAt": key.expires_at}
    await insert_audit_entry(connection, access, Change("api_key.created", "api_key", key.id, new=new))
    return NewAPIKey(
        id=key.id,
        name=key.name,
        role=key.role,
        prefix=key.prefix,
        created_by=key.created_by,
        created_at=created_at,
        last_used_at=None,
        expires_at=key.expires_at,
        revoked_at=None,
        key=text,
    )
