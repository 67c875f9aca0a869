"""Members: who belongs to the workspace; what is offered to somebody is what the API would let them do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from gateway.auth.caller import ROLES, reaches
from gateway.dashboard.forms import Form
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import AdminView, ReadView, Viewer
from gateway.errors import ProblemError, not_found
from gateway.membership import add_member, change_role, may_change, member_etag, remove_member
from gateway.paging import Page, Position, paging
from gateway.repository.members import count_owners, list_members, read_member
from gateway.responses import refuse_outdated
from gateway.schemas.workspaces import Member, MemberChange, MemberRequest
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.db.pool import transaction

PATH: Final = f"{HOME}/workspace/members"
_FIRST: Final = Page("members", 50)
_WHO: Final = N_("Enter an e-mail address, such as ada@example.com, or a user’s id.")
_NO_ACCOUNT: Final = N_(
    "No account of this installation has this e-mail. Users of an outside identity provider are added by their id."
)
_TOLD: Final[Mapping[ProblemCode, str]] = {
    ProblemCode.MEMBER_EXISTS: N_("This user already belongs to the workspace; change their role below."),
    ProblemCode.FORBIDDEN: N_("Nobody can give or take a role above their own. Nothing was changed."),
    ProblemCode.LAST_OWNER: N_("A workspace keeps at least one owner. Make somebody else an owner first."),
    ProblemCode.PRECONDITION_FAILED: N_("Somebody was faster and changed this member. Here is what holds now."),
}
router = page_router()


@dataclass(frozen=True, slots=True)
class Row:
    """A member as the list shows them."""

    member: Member
    etag: str
    may_change: bool
    is_self: bool


@router.get("/workspace/members")
async def get_members(view: ReadView, page: Annotated[Page, Depends(paging("members"))]) -> Response:
    """Show who belongs, the longest-standing first."""
    return await _shown(view, page)


@router.post("/workspace/members")
async def post_member(view: AdminView) -> Response:
    """Add somebody, or show the form again with what is wrong."""
    given = _given(view.form)
    language = view.pages.preferences(view.request).language
    try:
        body = MemberRequest.model_validate(given)
        async with transaction(view.services.pool, view.access.context) as connection:
            await add_member(connection, view.access, body)
    except ValidationError as error:
        errors = validation_messages(error, given, MemberRequest, language)
        told = {"role": errors["role"]} if "role" in errors else {}
        if errors.keys() - {"role"}:
            told["who"] = language.text(_WHO)
        return await _shown(view, _FIRST, told, status=400)
    except ProblemError as problem:
        if problem.code is ProblemCode.INVALID_REQUEST:
            return await _shown(view, _FIRST, {"who": language.text(_NO_ACCOUNT)}, status=400)
        return await _refused(view, problem, field="who")
    return view.lead(PATH, done="added")


@router.post("/workspace/members/{user_id}")
async def post_role(view: AdminView, user_id: UUID) -> Response:
    """Change a member's role, unless somebody was faster."""
    try:
        role = MemberChange.model_validate({"role": view.form.get("role")}).role
        etag = view.form.get("etag")
        await change_role(view.services, view.access, user_id, role, lambda current: refuse_outdated(etag, current))
    except ValidationError as error:
        raise ProblemError(ProblemCode.INVALID_REQUEST, "There is no such role.") from error
    except ProblemError as problem:
        return await _refused(view, problem)
    return view.lead(PATH, done="changed")


@router.get("/workspace/members/{user_id}/removal")
async def get_removal(view: AdminView, user_id: UUID) -> Response:
    """Ask whether somebody is really to be removed."""
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        member = await read_member(connection, view.access.workspace_id, user_id)
        owners = await count_owners(connection, view.access.workspace_id)
    if member is None:
        raise not_found("member")
    return view.page("member_removal.html", {"row": _row(view, member, owners), "path": PATH})


@router.post("/workspace/members/{user_id}/removal")
async def post_removal(view: AdminView, user_id: UUID) -> Response:
    """Remove somebody; who has removed themselves is led out."""
    try:
        await remove_member(view.services, view.access, user_id)
    except ProblemError as problem:
        return await _refused(view, problem)
    if user_id == view.access.caller.user_id:
        return RedirectResponse(f"{HOME}/account", status_code=303)
    return view.lead(PATH, done="removed")


async def _refused(view: Viewer, problem: ProblemError, *, field: str = "form") -> Response:
    """Say above the list, or beside a field, why nothing was changed."""
    if problem.code not in _TOLD:
        raise problem
    text = view.pages.preferences(view.request).language.text(_TOLD[problem.code])
    status = PROBLEMS[problem.code].status
    return await _shown(view, _FIRST, {field: text}, status=status)


async def _shown(view: Viewer, page: Page, errors: Mapping[str, str] | None = None, *, status: int = 200) -> Response:
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        members = await list_members(connection, view.access.workspace_id, page)
        owners = await count_owners(connection, view.access.workspace_id)
    values = {
        "rows": _rows(view, page.shown(members), owners),
        "next_cursor": page.next_cursor(members, _position),
        "is_first": page.after is None,
        "errors": errors or {},
        "form": view.form,
        "roles": [role for role in ROLES if reaches(view.access.role, role)],
        "done": view.request.query_params.get("done", ""),
        "path": PATH,
    }
    return view.page("members.html", values, status=status)


def _given(form: Form) -> dict[str, object]:
    """Return what the API would be sent: a user's id, or whatever else was typed as an e-mail."""
    who = form.get("who").strip()
    try:
        return {"userId": str(UUID(who)), "role": form.get("role")}
    except ValueError:
        return {"email": who, "role": form.get("role")}


def _rows(view: Viewer, members: Sequence[Member], owners: int) -> list[Row]:
    return [_row(view, member, owners) for member in members]


def _row(view: Viewer, member: Member, owners: int) -> Row:
    is_self = member.user_id == view.access.caller.user_id
    return Row(member, member_etag(member), may_change(view.access.role, member, owners), is_self)


def _position(item: Member) -> Position:
    return Position(item.created_at, item.user_id)
