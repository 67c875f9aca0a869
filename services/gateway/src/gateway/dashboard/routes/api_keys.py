"""API keys: what is known of them, and a new one, whose text is on the page that answers the form and nowhere else."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends
from pydantic import ValidationError
from starlette.responses import Response

from gateway.auth.caller import reaches
from gateway.dashboard.attempts import attempt_by, once_of
from gateway.dashboard.forms import Form
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import problem_messages, validation_messages
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import AdminView, Viewer
from gateway.errors import ProblemError, not_found
from gateway.issuing import issue_key, withdraw_key
from gateway.paging import Page, Position, paging
from gateway.repository.api_keys import list_api_keys, read_api_key
from gateway.schemas.api_keys import KEY_ROLES, APIKey, APIKeyRequest
from shared.contracts.problems import PROBLEMS, ProblemCode
from shared.db.pool import transaction

PATH: Final = f"{HOME}/workspace/keys"
_FIRST: Final = Page("api-keys", 50)
_NO_DATE: Final = N_("Enter a date, such as 2026-01-31.")
# What the issuing of keys says of an expiry, for the catalogues.
SENTENCES: Final = (N_("must lie in the future and at most about 10 years away"),)
_ABOVE: Final = N_("A key can’t have a role above your own.")
router = page_router()


@router.get("/workspace/keys")
async def get_api_keys(view: AdminView, page: Annotated[Page, Depends(paging("api-keys"))]) -> Response:
    """Show the keys, newest first, revoked and expired ones included."""
    return await _shown(view, page)


@router.post("/workspace/keys")
async def post_api_key(view: AdminView) -> Response:
    """Make a key and show its text this once, or show the form again with what is wrong."""
    language = view.pages.preferences(view.request).language
    try:
        given = _given(view.form)
    except ValueError:
        return await _shown(view, _FIRST, {"expiresAt": language.text(_NO_DATE)}, status=400)
    try:
        body = APIKeyRequest.model_validate(given)
        key, _ = await issue_key(view.services, view.access, attempt_by(view.form, PATH, given), body)
    except ValidationError as error:
        return await _shown(view, _FIRST, validation_messages(error, given, APIKeyRequest, language), status=400)
    except ProblemError as problem:
        if problem.code is ProblemCode.FORBIDDEN:
            return await _shown(view, _FIRST, {"role": language.text(_ABOVE)}, status=PROBLEMS[problem.code].status)
        if not problem.errors:
            raise
        return await _shown(view, _FIRST, problem_messages(problem, language), status=PROBLEMS[problem.code].status)
    # No redirect: an address would have to carry the text, or something would have to keep it.
    return view.page("api_key_made.html", {"key": key, "name": body.name, "path": PATH})


@router.get("/workspace/keys/{key_id}/revocation")
async def get_revocation(view: AdminView, key_id: UUID) -> Response:
    """Ask whether a key is really to be revoked."""
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        key = await read_api_key(connection, view.access.workspace_id, key_id)
    if key is None:
        raise not_found("API key")
    return view.page("api_key_revocation.html", {"key": key, "path": PATH})


@router.post("/workspace/keys/{key_id}/revocation")
async def post_revocation(view: AdminView, key_id: UUID) -> Response:
    """Revoke a key."""
    await withdraw_key(view.services, view.access, key_id)
    return view.lead(PATH, done="revoked")


async def _shown(view: Viewer, page: Page, errors: Mapping[str, str] | None = None, *, status: int = 200) -> Response:
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        keys = await list_api_keys(connection, view.access.workspace_id, page)
    values = {
        "keys": page.shown(keys),
        "next_cursor": page.next_cursor(keys, _position),
        "is_first": page.after is None,
        "errors": errors or {},
        "form": view.form,
        "once": once_of(view.form),
        "roles": [role for role in KEY_ROLES if reaches(view.access.role, role)],
        "today": datetime.now(UTC).date(),
        "done": view.request.query_params.get("done", ""),
        "path": PATH,
    }
    return view.page("api_keys.html", values, status=status)


def _given(form: Form) -> dict[str, object]:
    given: dict[str, object] = {"name": form.get("name").strip(), "role": form.get("role")}
    if text := form.get("expiresAt").strip():
        # The day is the last one on which the key works.
        given["expiresAt"] = f"{date.fromisoformat(text)}T23:59:59Z"
    return given


def _position(item: APIKey) -> Position:
    return Position(item.created_at, item.id)
