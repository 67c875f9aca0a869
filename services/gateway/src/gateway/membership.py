"""Changes of who belongs to a workspace, for the API and for the pages.

Nobody grants above their own level, and an owner always remains: both are decided under the lock of all such changes.
"""

from collections.abc import Callable
from uuid import UUID

from gateway.auth.caller import Access, Role, reaches
from gateway.deps import Services, authorize
from gateway.errors import ProblemError, invalid_field, not_found
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.members import (
    count_owners,
    delete_member,
    find_email,
    find_user_id,
    insert_member,
    lock_members,
    read_member,
    read_role_in_context,
    update_member,
)
from gateway.responses import etag_of
from gateway.schemas.workspaces import Member, MemberRequest
from shared.contracts.problems import ProblemCode
from shared.db.pool import Connection, transaction


async def add_member(connection: Connection, access: Access, body: MemberRequest) -> Member:
    """Add an account by its e-mail, or any user of the identity provider by id, in the caller's transaction.

    Raises:
        ProblemError: 400 for an e-mail without an account, 403 above the caller's own level, 409 for a member.
    """
    own = await _lock(connection, access)
    _refuse_above(own, body.role)
    user_id, email = await _account(connection, body)
    if not await insert_member(connection, access.workspace_id, user_id, body.role, email):
        raise ProblemError(ProblemCode.MEMBER_EXISTS, "This user already belongs to the workspace; change their role.")
    new = {"role": body.role, "email": email or None}
    await insert_audit_entry(connection, access, Change("member.added", "user", user_id, new=new))
    member = await read_member(connection, access.workspace_id, user_id)
    assert member is not None
    return member


async def change_role(
    services: Services, access: Access, user_id: UUID, role: Role, check: Callable[[str], None]
) -> Member:
    """Give a member another role, at most the caller's own; `check` gets the current ETag.

    Raises:
        ProblemError: 404 for a stranger, 403 above the caller's own level, 409 for the last owner, and what `check`
            raises; then nothing changed.
    """
    async with transaction(services.pool, access.context) as connection:
        member = await _changeable(connection, access, user_id, new_role=role)
        check(member_etag(member))
        if role != member.role:
            change = Change("member.role_changed", "user", user_id, {"role": member.role}, {"role": role})
            await insert_audit_entry(connection, access, change)
            await update_member(connection, access.workspace_id, user_id, role)
    return member.model_copy(update={"role": role})


async def remove_member(services: Services, access: Access, user_id: UUID) -> None:
    """Take somebody out of the workspace; what they made stays.

    Raises:
        ProblemError: 404 for a stranger, 403 above the caller's own level, 409 for the last owner.
    """
    async with transaction(services.pool, access.context) as connection:
        member = await _changeable(connection, access, user_id, new_role=None)
        old = {"role": member.role, "email": member.email}
        await insert_audit_entry(connection, access, Change("member.removed", "user", user_id, old))
        await delete_member(connection, access.workspace_id, user_id)


def member_etag(member: Member) -> str:
    """Return the entity tag that a change of a member has to name."""
    return etag_of(member.user_id, member.role, member.created_at)


def may_change(own: Role, member: Member, owners: int) -> bool:
    """Return whether somebody with this role may change or remove a member, when there are so many owners."""
    is_last_owner = member.role == "owner" and owners == 1
    return reaches(own, "admin") and reaches(own, member.role) and not is_last_owner


async def _account(connection: Connection, body: MemberRequest) -> tuple[UUID, str]:
    if body.user_id is not None:
        return body.user_id, await find_email(connection, body.user_id) or ""
    assert body.email is not None
    found = await find_user_id(connection, body.email)
    if found is None:
        raise invalid_field("email", "must belong to an account of this installation")
    return found, body.email.lower()


async def _changeable(connection: Connection, access: Access, user_id: UUID, *, new_role: Role | None) -> Member:
    """Return the member under the lock, when the caller may give them the new role, or none at all."""
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
