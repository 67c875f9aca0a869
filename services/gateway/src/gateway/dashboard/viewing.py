"""Who looks at a page: somebody with a session, in one of their workspaces.

Every page passes through `viewer_of`, and every change through its check of the CSRF token.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, cast
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from gateway.auth.caller import Access, Caller, Role
from gateway.auth.credentials import SAFE_METHODS, refuse_forged, session_of
from gateway.auth.sessions import CSRF_HEADER, csrf_token, masked
from gateway.dashboard.forms import CSRF_FIELD, WORKSPACE_FIELD, Form, read_form
from gateway.dashboard.pages import Pages
from gateway.dashboard.paths import HOME
from gateway.dashboard.preferences import WORKSPACE_COOKIE, keep
from gateway.dashboard.unsent import keep_unsent
from gateway.deps import WORKSPACE_HEADER, Services, ServicesOf, allow, claimed, count_request, unknown_workspace
from gateway.errors import ProblemError
from gateway.paging import MAX_LIMIT, Page
from gateway.repository.accounts import read_account
from gateway.repository.maintenance import Notice
from gateway.repository.workspaces import list_memberships
from gateway.schemas.workspaces import Workspace
from shared.contracts.problems import ProblemCode
from shared.db.pool import Context, transaction

_ALL: Final = Page("workspaces", MAX_LIMIT)
FOLLOW: Final = "follow"
_NO_FORM: Final = Form({})


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a session, and what the frame shows of them.

    `workspaces` are the first hundred, `workspace` is the one that was looked at last.
    """

    caller: Caller
    name: str
    email: str
    workspaces: tuple[Workspace, ...]
    workspace: Workspace | None
    csrf: str
    form: Form
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """A user in a workspace, and the page they get."""

    request: Request
    services: Services
    pages: Pages
    user: User
    access: Access
    workspace_name: str

    @property
    def form(self) -> Form:
        """Return what the user sent."""
        return self.user.form

    def page(self, template: str, values: Mapping[str, object], *, status: int = 200) -> Response:
        """Answer with a page of the frame, or with a part of one."""
        response = self.pages.render(self.request, template, self._framed(values), status=status)
        # Only an address chooses. What a page asks for later has its workspace in a header, and another tab may have
        # gone to another one since.
        if "workspace" in self.request.query_params:
            keep(response, {WORKSPACE_COOKIE: str(self.access.workspace_id)}, is_secure=self.pages.is_secure)
        return response

    def lead(self, path: str, **query: str) -> Response:
        """Lead to another page after a change, in this workspace, as another tab may have gone to another one since."""
        named = urlencode(query | {"workspace": str(self.access.workspace_id)})
        return RedirectResponse(f"{path}?{named}", status_code=303)

    def lead_to_job(self, job_id: object) -> Response:
        """Lead to the page of a job, which leads on to the result when it is over, with or without a script."""
        return self.lead(f"{HOME}/jobs/{job_id}", **{FOLLOW: "yes"})

    def text(self, template: str, values: Mapping[str, object]) -> str:
        """Return a part of a page for an answer that is a stream."""
        return self.pages.text(self.request, template, self._framed(values))

    def _framed(self, values: Mapping[str, object]) -> dict[str, object]:
        return {"viewer": self, "user": self.user, **values}


def pages_of(request: Request) -> Pages:
    """Return what the application makes pages of."""
    return cast("Pages", request.app.state.pages)


async def user_of(request: Request, services: ServicesOf) -> User:
    """Say who looks at a page.

    Raises:
        ProblemError: 401 without a session, 403 without the CSRF token, 429 when there are too many requests.
    """
    try:
        caller, token = await session_of(request, services.verifier)
    except ProblemError:
        if request.method not in SAFE_METHODS:
            await keep_unsent(request)
        raise
    count_request(request, services, caller)
    form = _NO_FORM
    if request.method not in SAFE_METHODS:
        form = await read_form(request)
        refuse_forged(services.sessions, token, request.headers.get(CSRF_HEADER) or form.get(CSRF_FIELD))
    assert caller.user_id is not None
    async with transaction(services.pool, Context(None, caller.user_id), read_only=True) as connection:
        account = await read_account(connection, caller.user_id)
        workspaces = await list_memberships(connection, caller.user_id, _ALL)
    email = account.email if account else caller.email
    name = (account.display_name if account else "") or email
    csrf = masked(csrf_token(services.sessions, token))
    own = tuple(workspaces[:MAX_LIMIT])
    notice = await services.maintenance.notice(services.pool)
    return User(caller, name, email, own, _last(request, own), csrf, form, notice)


SignedIn = Annotated[User, Depends(user_of)]


def _needs(need: Role) -> Callable[..., Awaitable[Viewer]]:
    async def viewer_of(request: Request, services: ServicesOf, user: SignedIn) -> Viewer:
        claim = claimed(services, user.caller, _chosen(request, user))
        access = await allow(request, services, claim, need)
        names = {each.id: each.name for each in user.workspaces}
        return Viewer(request, services, pages_of(request), user, access, names.get(access.workspace_id, ""))

    return viewer_of


def _chosen(request: Request, user: User) -> UUID:
    """Return the workspace that the address, the page or the form names; else the one that was looked at last."""
    named = (
        request.query_params.get("workspace") or request.headers.get(WORKSPACE_HEADER) or user.form.get(WORKSPACE_FIELD)
    )
    if named:
        try:
            return UUID(named)
        except ValueError as error:
            raise unknown_workspace() from error
    if user.workspace is None:
        raise ProblemError(ProblemCode.WORKSPACE_REQUIRED, "You belong to no workspace.")
    return user.workspace.id


def _last(request: Request, own: Sequence[Workspace]) -> Workspace | None:
    cookie = request.cookies.get(WORKSPACE_COOKIE)
    return next((each for each in own if str(each.id) == cookie), own[0] if own else None)


ReadView = Annotated[Viewer, Depends(_needs("viewer"))]
EditView = Annotated[Viewer, Depends(_needs("editor"))]
AdminView = Annotated[Viewer, Depends(_needs("admin"))]
OwnerView = Annotated[Viewer, Depends(_needs("owner"))]
