"""Who belongs to a workspace, and as what: nobody grants above their own level, and an owner always remains."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request
from starlette.responses import Response

from gateway.auth.caller import Access
from gateway.deps import ServicesOf
from gateway.documentation import WRITE_PROBLEMS, Gives, Takes, described
from gateway.errors import not_found
from gateway.idempotency import Answer, attempt_of, once
from gateway.json_body import read_body
from gateway.membership import add_member, change_role, member_etag, remove_member
from gateway.paging import Page, Position, paging
from gateway.path_access import PathAdminAccess, PathReadAccess
from gateway.repository.members import list_members, read_member
from gateway.responses import etag_headers, json_text_response, not_modified, require_match
from gateway.routing import BASE_PATH, api_router
from gateway.schemas.admin_examples import MEMBER_EXAMPLE, page_of
from gateway.schemas.workspaces import Member, MemberChange, MemberPage, MemberRequest
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, transaction

router = api_router("members")
UserId = Annotated[UUID, Path(alias="userId", description="The member.")]


@router.get(
    "/workspaces/{workspaceId}/members",
    operation_id="listMembers",
    summary="List the members, the longest-standing first",
    **described(
        Gives(200, "A page of members", MemberPage, page_of(MEMBER_EXAMPLE)), problems=(ProblemCode.NOT_FOUND,)
    ),
)
async def get_members(
    services: ServicesOf, access: PathReadAccess, page: Annotated[Page, Depends(paging("members"))]
) -> Response:
    """Show who belongs to the workspace."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        rows = await list_members(connection, access.workspace_id, page)
    answer = MemberPage(items=tuple(page.shown(rows)), next_cursor=page.next_cursor(rows, _position))
    return json_text_response(answer.model_dump_json(by_alias=True))


@router.post(
    "/workspaces/{workspaceId}/members",
    operation_id="createMember",
    summary="Add a member",
    **described(
        Gives(201, "The member", Member, MEMBER_EXAMPLE, headers=("Location", "ETag")),
        takes=Takes(
            MemberRequest,
            {
                "byEmail": {"email": "grace@northwind.example", "role": "editor"},
                "byUserId": {"userId": MEMBER_EXAMPLE["userId"], "role": "viewer"},
            },
        ),
        problems=(
            ProblemCode.NOT_FOUND,
            *WRITE_PROBLEMS,
            ProblemCode.MEMBER_EXISTS,
            ProblemCode.IDEMPOTENCY_KEY_REUSED,
        ),
    ),
)
async def post_member(request: Request, services: ServicesOf, access: PathAdminAccess) -> Response:
    """Add an account by its e-mail, or any user of the identity provider by id."""
    body, given = await read_body(request, MemberRequest)
    attempt = attempt_of(request, given)
    async with transaction(services.pool, access.context) as connection:

        async def create() -> Answer:
            return await _add(connection, access, body)

        answer = await once(connection, access, attempt, create)
    return answer.to_response()


@router.get(
    "/workspaces/{workspaceId}/members/{userId}",
    operation_id="getMember",
    summary="Read one member",
    **described(
        Gives(200, "The member", Member, MEMBER_EXAMPLE, headers=("ETag",)),
        Gives(304, "Not changed since the ETag in If-None-Match"),
        problems=(ProblemCode.NOT_FOUND,),
    ),
)
async def get_member(request: Request, services: ServicesOf, access: PathReadAccess, user_id: UserId) -> Response:
    """Show a member; a change needs the ETag that comes with them."""
    async with transaction(services.pool, access.context, read_only=True) as connection:
        member = await read_member(connection, access.workspace_id, user_id)
    if member is None:
        raise not_found("member")
    etag = member_etag(member)
    return not_modified(request, etag) or _response(member)


@router.patch(
    "/workspaces/{workspaceId}/members/{userId}",
    operation_id="updateMember",
    summary="Change a member's role",
    **described(
        Gives(200, "The member", Member, MEMBER_EXAMPLE, headers=("ETag",)),
        takes=Takes(MemberChange, {"minimal": {"role": "viewer"}}),
        problems=(
            ProblemCode.NOT_FOUND,
            *WRITE_PROBLEMS,
            ProblemCode.LAST_OWNER,
            ProblemCode.PRECONDITION_FAILED,
            ProblemCode.PRECONDITION_REQUIRED,
        ),
    ),
)
async def patch_member(request: Request, services: ServicesOf, access: PathAdminAccess, user_id: UserId) -> Response:
    """Give a member another role, at most the caller's own; needs If-Match."""
    body, _ = await read_body(request, MemberChange)
    member = await change_role(services, access, user_id, body.role, lambda etag: require_match(request, etag))
    return _response(member)


@router.delete(
    "/workspaces/{workspaceId}/members/{userId}",
    operation_id="deleteMember",
    summary="Remove a member",
    **described(Gives(204, "Removed"), problems=(ProblemCode.NOT_FOUND, *WRITE_PROBLEMS, ProblemCode.LAST_OWNER)),
)
async def delete_member(services: ServicesOf, access: PathAdminAccess, user_id: UserId) -> Response:
    """Take somebody out of the workspace; what they made stays."""
    await remove_member(services, access, user_id)
    return Response(status_code=204)


async def _add(connection: Connection, access: Access, body: MemberRequest) -> Answer:
    member = await add_member(connection, access, body)
    path = f"{BASE_PATH}/workspaces/{access.workspace_id}/members/{member.user_id}"
    return Answer(201, member.model_dump_json(by_alias=True), {"Location": path, "ETag": member_etag(member)})


def _response(member: Member) -> Response:
    return json_text_response(member.model_dump_json(by_alias=True), headers=etag_headers(member_etag(member)))


def _position(item: Member) -> Position:
    return Position(item.created_at, item.user_id)
