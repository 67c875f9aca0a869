"""The versions of a strategy on a page, an earlier one restored, and a strategy deleted with a way back."""

from itertools import pairwise, zip_longest
from typing import Annotated, Final
from uuid import UUID

from fastapi import Path
from starlette.responses import RedirectResponse, Response

from gateway.dashboard.routing import page_router
from gateway.dashboard.strategy_saving import LATE, STRATEGIES, way_on
from gateway.dashboard.viewing import EditView, ReadView, Viewer
from gateway.errors import ProblemError
from gateway.idempotency import Attempt, digest
from gateway.paging import CursorText, Page, Position, decode_cursor
from gateway.replica.reading import reading
from gateway.repository.strategies import list_versions
from gateway.responses import refuse_outdated
from gateway.schemas.strategy_versions import VersionItem
from gateway.strategy_deletion import bring_back, put_away
from gateway.strategy_reading import head_of_page, require_strategy
from gateway.strategy_restoring import Wish, restore_version
from shared.contracts.problems import ProblemCode
from shared.ids import new_id

_LIST: Final = "versions"
_SHOWN: Final = 20
_INT4_MAX: Final = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=_INT4_MAX)]
router = page_router()


@router.get("/strategies/{strategy_id}/versions")
async def get_versions(view: ReadView, strategy_id: UUID, cursor: CursorText = None) -> Response:
    """Show who changed the strategy, when, and what that did to its score."""
    return await _versions(view, strategy_id, cursor)


@router.post("/strategies/{strategy_id}/versions/{number}/restore")
async def post_restore(view: EditView, strategy_id: UUID, number: Number) -> Response:
    """Restore a version once, however often the button is pressed; not when the strategy has changed since."""
    etag, key = view.form.get("etag"), view.form.get("key")[:64]
    attempt = Attempt(key or None, digest("POST", view.request.url.path, None))
    try:
        await restore_version(
            view.services,
            view.access,
            Wish(strategy_id, number),
            attempt,
            lambda current: refuse_outdated(etag, current),
        )
    except ProblemError as problem:
        if problem.code is not ProblemCode.PRECONDITION_FAILED:
            raise
        return await _versions(view, strategy_id, None, is_late=True)
    return way_on(view, strategy_id, restored=str(number))


@router.post("/strategies/{strategy_id}/delete")
async def post_delete(view: EditView, strategy_id: UUID) -> Response:
    """Delete a strategy, and lead to the list, which offers to take that back."""
    await put_away(view.services, view.access, strategy_id)
    target = f"{STRATEGIES}?deleted={strategy_id}&workspace={view.access.workspace_id}"
    return RedirectResponse(target, status_code=303)


@router.post("/strategies/{strategy_id}/undelete")
async def post_undelete(view: EditView, strategy_id: UUID) -> Response:
    """Take a deletion back, and lead to the strategy."""
    await bring_back(view.services, view.access, strategy_id)
    return way_on(view, strategy_id)


async def _versions(view: Viewer, strategy_id: UUID, cursor: str | None, *, is_late: bool = False) -> Response:
    page = Page(_LIST, _SHOWN, decode_cursor(_LIST, cursor) if cursor else None)
    async with reading(view.services, view.access) as connection:
        row = await require_strategy(connection, view.access.workspace_id, strategy_id)
        rows = await list_versions(connection, view.access.workspace_id, strategy_id, page)
    # The row behind the page's last one tells what that one did to the score.
    changes = [item.score - before.score for item, before in pairwise(rows)]
    values = {
        "head": head_of_page(row),
        "versions": list(zip_longest(page.shown(rows), changes)),
        "is_later": cursor is not None,
        "next_cursor": page.next_cursor(rows, _position),
        "is_late": is_late,
        "key": new_id().hex,
    }
    return view.page("strategy_versions.html", values, status=LATE if is_late else 200)


def _position(item: VersionItem) -> Position:
    return Position(item.created_at, UUID(int=item.version))
