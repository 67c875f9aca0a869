"""API keys of a workspace."""

import base64
import secrets
from datetime import UTC, datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Path, Request
from starlette.responses import Response

from gateway.auth.caller import Access, reaches
from gateway.auth.sessions import KEY_PREFIX, hash_of_key
from gateway.deps import AdminAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.errors import ProblemError, invalid_field, not_found
from gateway.idempotency import Answer, attempt_of, once
from gateway.json_body import read_body
from gateway.paging import Page, Position, paging
from gateway.repository.api_keys import NewKey, insert_api_key, list_api_keys, lock_api_key, revoke_api_key
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import KEY_EXAMPLE, KEY_REQUEST_EXAMPLE, NEW_KEY_EXAMPLE, page_of
from gateway.schemas.api_keys import APIKey, APIKeyPage, APIKeyRequest, NewAPIKey
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, transaction
from shared.ids import new_id

_SECRET_BYTES: Final = 32
_PREFIX_LENGTH: Final = len(KEY_PREFIX) + 6
_MAX_YEARS: Final = 10
router = api_router("api-keys")


@router.get(
    "/api-keys",
    operation_id="listApiKeys",
    summary="List API keys, newest first",
    **described(
        Gives(200, "A page of keys", APIKeyPage, page_of(KEY_EXAMPLE)),
        problems=(*WORKSPACE_PROBLEMS, ProblemCode.FORBIDDEN),
    ),
)
async def get_api_keys(
    services: ServicesOf, access: AdminAccess, page: Annotated[Page, Depends(paging("api-keys"))]
) -> Response:
    """Show what is known of the keys, never their text; revoked and expired ones included."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        rows = await list_api_keys(connection, access.workspace_id, page)
    answer = APIKeyPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.post(
    "/api-keys",
    operation_id="createApiKey",
    summary="Create an API key",
    **described(
        Gives(201, "The key; its text is shown this once", NewAPIKey, NEW_KEY_EXAMPLE),
        takes=Takes(APIKeyRequest, {"minimal": {"name": "CI", "role": "editor"}, "full": KEY_REQUEST_EXAMPLE}),
        problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS, ProblemCode.IDEMPOTENCY_KEY_REUSED),
    ),
)
async def post_api_key(request: Request, services: ServicesOf, access: AdminAccess) -> Response:
    """Make a key for this workspace with a role up to the caller's own."""
    body, given = await read_body(request, APIKeyRequest)
    _refuse_excess(access, body)
    attempt = attempt_of(request, given)
    made: list[NewAPIKey] = []
    async with transaction(services.pool, access.context) as connection:

        async def create() -> Answer:
            made.append(await _insert(connection, access, body))
            # What is kept for a repeated request must not hold the secret.
            return Answer(201, made[0].model_copy(update={"key": None}).model_dump_json(by_alias=True))

        answer = await once(connection, access, attempt, create)
    if made:
        return json_text_response(made[0].model_dump_json(by_alias=True), status=201)
    return answer.to_response()


@router.delete(
    "/api-keys/{keyId}",
    operation_id="revokeApiKey",
    summary="Revoke an API key",
    **described(Gives(204, "Revoked"), problems=(*WORKSPACE_PROBLEMS, *WRITE_PROBLEMS)),
)
async def delete_api_key(
    services: ServicesOf, access: AdminAccess, key_id: Annotated[UUID, Path(alias="keyId")]
) -> Response:
    """Make a key worthless at once; it stays in the list. Revoking it again changes nothing."""
    async with transaction(services.pool, access.context) as connection:
        key = await lock_api_key(connection, access.workspace_id, key_id)
        if key is None:
            raise not_found("API key")
        if key.revoked_at is None:
            # A key that revokes itself may not write afterwards.
            old = {"name": key.name, "role": key.role, "prefix": key.prefix}
            await insert_audit_entry(connection, access, Change("api_key.revoked", "api_key", key_id, old))
            await revoke_api_key(connection, access.workspace_id, key_id)
    return Response(status_code=204)


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
        expires_at=key.expires_at,
        revoked_at=None,
        key=text,
    )


def _position(item: APIKey) -> Position:
    return Position(item.created_at, item.id)
