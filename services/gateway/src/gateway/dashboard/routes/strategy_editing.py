"""A strategy edited on its page: a section in its place, or title and status; each also without a script."""

import asyncio
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from pydantic import JsonValue
from starlette.responses import RedirectResponse, Response

from gateway.dashboard.pages import is_partial
from gateway.dashboard.routing import page_router
from gateway.dashboard.section_form import (
    UNCHANGED,
    Draft,
    by_path,
    changes_in,
    editable_sections,
    groups,
    taken,
    texts_of,
)
from gateway.dashboard.strategy_saving import (
    BAD_REQUEST,
    LATE,
    STRATEGIES,
    SUMMARY,
    base_of,
    newest,
    raced,
    save,
    way_on,
)
from gateway.dashboard.strategy_view import strategy_view
from gateway.dashboard.viewing import EditView, Viewer
from gateway.errors import not_found
from gateway.replica.reading import reading
from gateway.stored_strategy import version as told
from gateway.strategy_reading import ReadVersion, head_of_page, read_version, require_strategy

_HEAD: Final = ("title", "status")
router = page_router()


@dataclass(frozen=True, slots=True)
class _HeadDraft:
    """Title and status as somebody wants them, what is wrong with that, and what others made of them meanwhile."""

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict[str, str])
    taken: dict[str, str] = field(default_factory=dict[str, str])


@router.get("/strategies/{strategy_id}/sections/{section}")
async def get_section(view: EditView, strategy_id: UUID, section: str) -> Response:
    """Show a section again whose form was left; without a script the page does."""
    async with reading(view.services, view.access) as connection:
        row = await require_strategy(connection, view.access.workspace_id, strategy_id)
    if not is_partial(view.request):
        return RedirectResponse(f"{STRATEGIES}/{strategy_id}", status_code=303)
    now = await read_version(view.services, view.access, strategy_id)
    shown = await asyncio.to_thread(strategy_view, told(row), row["business_name"])
    editable = editable_sections(now.document)
    if section not in editable:
        raise not_found("section")
    values = {"shown": shown, "head": head_of_page(row), "editable": editable, "part": section}
    return view.page("fragments/strategy_part.html", values | {"saved": None, "is_back": True})


@router.get("/strategies/{strategy_id}/sections/{section}/edit")
async def get_section_form(view: EditView, strategy_id: UUID, section: str) -> Response:
    """Show the form of a section: in its place for a script, as a page for everybody else."""
    now = await read_version(view.services, view.access, strategy_id)
    return await _section_form(view, now, section, UNCHANGED)


@router.post("/strategies/{strategy_id}/sections/{section}")
async def post_section(view: EditView, strategy_id: UUID, section: str) -> Response:
    """Save what was changed in a section, or show the form again with everything that is wrong.

    What others changed in other texts stays; where it is the same text, both are shown.
    """

    async def attempt() -> Response:
        now = await read_version(view.services, view.access, strategy_id)
        base = await base_of(view, now)
        was, texts = texts_of(base.document, section), texts_of(now.document, section)
        changes = changes_in(view.form, was)
        late = taken(changes, was, texts)
        if late:
            return await _section_form(view, now, section, Draft(changes, {}, late))
        said: JsonValue = {path: text if isinstance(text, str) else list(text) for path, text in changes.items()}
        errors = await save(view, now, {"texts": said})
        if errors:
            return await _section_form(view, now, section, Draft(changes, by_path(errors), {}))
        return way_on(view, strategy_id, saved=str(now.head.version), at=section, anchor=f"#part-{section}")

    return await raced(attempt)


@router.get("/strategies/{strategy_id}/edit")
async def get_head_form(view: EditView, strategy_id: UUID) -> Response:
    """Show the form of title and status."""
    now = await read_version(view.services, view.access, strategy_id)
    return await _head_form(view, now, _HeadDraft({"title": now.head.title, "status": now.head.status}))


@router.post("/strategies/{strategy_id}/edit")
async def post_head(view: EditView, strategy_id: UUID) -> Response:
    """Save title and status, or show the form again with everything that is wrong."""

    async def attempt() -> Response:
        now = await read_version(view.services, view.access, strategy_id)
        draft = _head_draft(view, now, await base_of(view, now))
        if draft.taken:
            return await _head_form(view, now, draft)
        stands = {"title": now.head.title, "status": now.head.status}
        given: dict[str, JsonValue] = {name: draft.values[name] for name in _HEAD if draft.values[name] != stands[name]}
        errors = await save(view, now, given or {"texts": {}})
        if errors:
            return await _head_form(view, now, _HeadDraft(draft.values, errors))
        return way_on(view, strategy_id, saved=str(now.head.version), at="head")

    return await raced(attempt)


def _head_draft(view: Viewer, now: ReadVersion, base: ReadVersion) -> _HeadDraft:
    """Hold what the form says against what it was begun with; what somebody left as it was follows the others."""
    was = {"title": base.head.title, "status": view.form.get("was")}
    stands: dict[str, str] = {"title": now.head.title, "status": now.head.status}
    given = {name: view.form.get(name).strip() for name in _HEAD}
    values = {name: given[name] if given[name] != was[name] else stands[name] for name in _HEAD}
    taken_by_others = {
        name: stands[name]
        for name in _HEAD
        if given[name] != was[name] and stands[name] not in {was[name], given[name]}
    }
    return _HeadDraft(values, {}, taken_by_others)


async def _section_form(view: Viewer, now: ReadVersion, section: str, draft: Draft) -> Response:
    texts = texts_of(now.document, section)
    if not texts:
        raise not_found("section")
    values: dict[str, object] = {
        "head": now.head,
        "section": section,
        "section_title": now.section_title(section),
        "groups": groups(texts, draft),
        "errors": draft.errors,
        "summary": view.form.get(SUMMARY),
        "faster": await newest(view, now.head.id) if draft.taken else None,
    }
    return _answer(view, "section", values, is_late=bool(draft.taken), is_wrong=bool(draft.errors))


async def _head_form(view: Viewer, now: ReadVersion, draft: _HeadDraft) -> Response:
    values: dict[str, object] = {
        "head": now.head,
        "values": draft.values,
        "errors": draft.errors,
        "taken": draft.taken,
        "summary": view.form.get(SUMMARY),
        "faster": await newest(view, now.head.id) if "title" in draft.taken else None,
    }
    return _answer(view, "head", values, is_late=bool(draft.taken), is_wrong=bool(draft.errors))


def _answer(view: Viewer, form: str, values: dict[str, object], *, is_late: bool, is_wrong: bool) -> Response:
    values |= {"is_late": is_late}
    if is_partial(view.request):
        # Not as an error: a browser would print one to its console, and the form says what is wrong.
        return view.page(f"fragments/strategy_{form}_form.html", values)
    status = LATE if is_late else BAD_REQUEST if is_wrong else 200
    return view.page(f"strategy_{form}.html", values, status=status)
