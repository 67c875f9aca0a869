"""API keys of a workspace."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request
from starlette.responses import Response

from gateway.deps import AdminAccess, ServicesOf
from gateway.documentation import WORKSPACE_PROBLEMS, WRITE_PROBLEMS, Gives, Takes, described
from gateway.idempotency import attempt_of
from gateway.issuing import issue_key, withdraw_key
from gateway.json_body import read_body
from gateway.paging import Page, Position, paging
from gateway.repository.api_keys import list_api_keys
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.admin_examples import KEY_EXAMPLE, KEY_REQUEST_EXAMPLE, NEW_KEY_EXAMPLE, page_of
from gateway.schemas.api_keys import APIKey, APIKeyPage, APIKeyRequest, NewAPIKey
from shared.contracts.problems import ProblemCode
from shared.db.pool import transaction

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
    key, answer = await issue_key(services, access, attempt_of(request, given), body)
    if key is not None:
        return json_text_response(key.model_dump_json(by_alias=True), status=201)
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
    await withdraw_key(services, access, key_id)
    return Response(status_code=204)


def _position(item: APIKey) -> Position:
    return Position(item.created_at, item.id)
