"""Who belongs to a workspace, and as what: nobody grants above their own level, and an owner always remains."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request
from starlette.responses import Response

from gateway.auth.caller import Access, Role, reaches
from gateway.deps import ServicesOf, authorize
from gateway.documentation import WRITE_PROBLEMS, Gives, Takes, described
from gateway.errors import ProblemError, invalid_field, not_found
from gateway.idempotency import Answer, attempt_of, once
from gateway.json_body import read_body
from gateway.paging import Page, Position, paging
from gateway.path_access import PathAdminAccess, PathReadAccess
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.members import (
    count_owners,
    delete_member,
    find_email,
    find_user_id,
    insert_member,
    list_members,
    lock_members,
    read_member,
    read_role_in_context,
    update_member,
)
from gateway.responses import etag_headers, etag_of, json_text_response, not_modified, require_match
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
    etag = _etag(member)
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
    async with transaction(services.pool, access.context) as connection:
        member = await _changeable(connection, access, user_id, new_role=body.role)
        require_match(request, _etag(member))
        if body.role != member.role:
            change = Change("member.role_changed", "user", user_id, {"role": member.role}, {"role": body.role})
            await insert_audit_entry(connection, access, change)
            await update_member(connection, access.workspace_id, user_id, body.role)
    return _response(member.model_copy(update={"role": body.role}))


@router.delete(
    "/workspaces/{workspaceId}/members/{userId}",
    operation_id="deleteMember",
    summary="Remove a member",
    **described(Gives(204, "Removed"), problems=(ProblemCode.NOT_FOUND, *WRITE_PROBLEMS, ProblemCode.LAST_OWNER)),
)
async def remove_member(services: ServicesOf, access: PathAdminAccess, user_id: UserId) -> Response:
    """Take somebody out of the workspace; what they made stays."""
    async with transaction(services.pool, access.context) as connection:
        member = await _changeable(connection, access, user_id, new_role=None)
        old = {"role": member.role, "email": member.email}
        await insert_audit_entry(connection, access, Change("member.removed", "user", user_id, old))
        await delete_member(connection, access.workspace_id, user_id)
    return Response(status_code=204)


async def _add(connection: Connection, access: Access, body: MemberRequest) -> Answer:
    own = await _lock(connection, access)
    _refuse_above(own, body.role)
    user_id, email = await _account(connection, body)
    if not await insert_member(connection, access.workspace_id, user_id, body.role, email):
        raise ProblemError(ProblemCode.MEMBER_EXISTS, "This user already belongs to the workspace; change their role.")
    new = {"role": body.role, "email": email or None}
    await insert_audit_entry(connection, access, Change("member.added", "user", user_id, new=new))
    member = await read_member(connection, access.workspace_id, user_id)
    assert member is not None
    headers = {"Location": f"{BASE_PATH}/workspaces/{access.workspace_id}/members/{user_id}", "ETag": _etag(member)}
    return Answer(201, member.model_dump_json(by_alias=True), headers)


async def _account(connection: Connection, body: MemberRequest) -> tuple[UUID, str]:
    if body.user_id is not None:
        return body.user_id, await find_email(connection, body.user_id) or ""
    assert body.email is not None
    found = await find_user_id(connection, body.email)
    if found is None:
        raise invalid_field("email", "must belong to an account of this installation")
    return found, body.email.lower()


async def _changeable(connection: Connection, access: Access, user_id: UUID, *, new_role: Role | None) -> Member:
    """Return the member under the lock, when the caller may give them the new role, or none at all.

    Raises:
        ProblemError: 404 for a stranger, 403 above the caller's own level, 409 for the last owner.
    """
    own = await _lock(connection, access)
    member = await read_member(connection, access.workspace_id, user_id)
    if member is None:
        raise not_found("member")
    _refuse_above(own, member.role)
    if new_role is not None:
        _refuse_above(own, new_role)
    is_demoted = member.role == "owner" and new_role != "owner"
    if is_demoted and await count_owners(connection, access.workspace_id) == 1:
        raise ProblemError(ProblemCode.LAST_OWNER, "Make somebody else an owner first.")
    return member


async def _lock(connection: Connection, access: Access) -> Role:
    await lock_members(connection, access.workspace_id)
    # The caller's own role may have been taken while the lock was waited for.
    return authorize(access, await read_role_in_context(connection), "admin").role


def _refuse_above(own: Role, role: Role) -> None:
    if not reaches(own, role):
        raise ProblemError(ProblemCode.FORBIDDEN, f"Only somebody with the role {role} may do this; yours is {own}.")


def _etag(member: Member) -> str:
    return etag_of(member.user_id, member.role, member.created_at)


def _response(member: Member) -> Response:
    return json_text_response(member.model_dump_json(by_alias=True), headers=etag_headers(_etag(member)))


def _position(item: Member) -> Position:
    return Position(item.created_at, item.user_id)
