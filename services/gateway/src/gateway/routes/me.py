"""Who the caller is."""

from typing import Final

from starlette.responses import Response

from gateway.auth.caller import Caller
from gateway.deps import AuthenticatedCaller, ServicesOf
from gateway.documentation import Gives, described
from gateway.paging import MAX_LIMIT, Page
from gateway.repository.accounts import read_account
from gateway.repository.workspaces import list_memberships, read_workspace
from gateway.responses import json_text_response
from gateway.routing import api_router
from gateway.schemas.accounts import KeyIdentity, Me, Membership, User
from gateway.schemas.admin_examples import ME_EXAMPLE
from gateway.schemas.workspaces import Workspace
from shared.db.pool import Context, Pool, transaction

_ALL: Final = Page("workspaces", MAX_LIMIT)
router = api_router("me")


@router.get(
    "/me",
    operation_id="getMe",
    summary="Read who you are and where you belong",
    **described(Gives(200, "The caller", Me, ME_EXAMPLE)),
)
async def get_me(services: ServicesOf, caller: AuthenticatedCaller) -> Response:
    """Show the user or the API key that asks, with the role in each workspace."""
    me = await _user(services.pool, caller) if caller.user_id else await _key(services.pool, caller)
    return json_text_response(me.model_dump_json(by_alias=True))


async def _user(pool: Pool, caller: Caller) -> Me:
    assert caller.user_id is not None
    async with transaction(pool, Context(None, caller.user_id), read_only=True) as connection:
        account = await read_account(connection, caller.user_id)
        workspaces = await list_memberships(connection, caller.user_id, _ALL)
    # Somebody who signed in with an outside provider has no account here; the token says who they are.
    user = User(
        id=caller.user_id,
        email=account.email if account else caller.email,
        display_name=(account.display_name or None) if account else None,
    )
    return Me(user=user, api_key=None, memberships=_memberships(workspaces[:MAX_LIMIT]))


async def _key(pool: Pool, caller: Caller) -> Me:
    assert caller.api_key_id is not None
    assert caller.key_workspace_id is not None
    context = Context(caller.key_workspace_id, None, caller.api_key_id)
    async with transaction(pool, context, read_only=True) as connection:
        workspace = await read_workspace(connection, caller.key_workspace_id)
    found = [workspace] if workspace else []
    return Me(user=None, api_key=KeyIdentity(id=caller.api_key_id), memberships=_memberships(found))


def _memberships(workspaces: list[Workspace]) -> tuple[Membership, ...]:
    return tuple(Membership(workspace_id=each.id, name=each.name, role=each.role) for each in workspaces)
