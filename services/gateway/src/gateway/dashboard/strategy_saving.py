"""What the forms of a strategy's screen have in common: a change by the API's own function, and the way on from it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from pydantic import JsonValue, ValidationError
from starlette.responses import RedirectResponse, Response

from gateway.dashboard.messages import problem_messages, validation_messages
from gateway.dashboard.pages import is_partial
from gateway.dashboard.paths import HOME
from gateway.dashboard.viewing import Viewer
from gateway.errors import ProblemError, not_found
from gateway.paging import Page
from gateway.repository.strategies import list_versions
from gateway.responses import refuse_outdated
from gateway.schemas.strategy_changes import StrategyChange
from gateway.schemas.strategy_versions import VersionItem
from gateway.strategy_changes import change_strategy
from gateway.strategy_reading import ReadVersion, read_version
from shared.contracts.problems import ProblemCode
from shared.db.pool import transaction

STRATEGIES: Final = f"{HOME}/strategies"
BAD_REQUEST, LATE = 400, 412
SUMMARY: Final = "changeSummary"
# Somebody who is always slower than others learns of it in the end.
_MOST_RACES: Final = 4
_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Saved:
    """What the page says after a change `at` a section or the head: the versions and scores before it and now."""

    at: str
    before: int
    score_before: int
    version: int
    score: int


async def base_of(view: Viewer, now: ReadVersion) -> ReadVersion:
    """Return the version that a form was begun with.

    Raises:
        ProblemError: 404 when the form names none.
    """
    number = version_number(view.form.get("base"))
    if number is None:
        raise not_found("version of a strategy")
    return now if number == now.head.version else await read_version(view.services, view.access, now.head.id, number)


def version_number(text: str) -> int | None:
    """Return the number that a form or an address names."""
    is_number = text.isascii() and text.isdecimal() and 0 < len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


async def save(view: Viewer, now: ReadVersion, given: Mapping[str, JsonValue]) -> dict[str, str]:
    """Change a strategy as a form says, and return what is wrong by field; nothing when it is saved.

    Raises:
        ProblemError: 412 when somebody was faster, 404 when it is gone.
    """
    summary = view.form.get(SUMMARY).strip()
    said: dict[str, JsonValue] = {**given, **({SUMMARY: summary} if summary else {})}
    language = view.pages.preferences(view.request).language
    try:
        body = StrategyChange.model_validate(said)
        await change_strategy(
            view.services, view.access, now.head.id, body, lambda etag: refuse_outdated(now.head.etag, etag)
        )
    except ValidationError as error:
        return validation_messages(error, said, StrategyChange, language)
    except ProblemError as problem:
        if not problem.errors:
            raise
        return problem_messages(problem, language)
    return {}


async def raced(attempt: Callable[[], Awaitable[Response]]) -> Response:
    """Try again when somebody was faster between reading and writing: only what is then read says whether it matters.

    Raises:
        ProblemError: 412 when others were faster every time.
    """
    for _ in range(_MOST_RACES):
        try:
            return await attempt()
        except ProblemError as problem:
            if problem.code is not ProblemCode.PRECONDITION_FAILED:
                raise
    raise ProblemError(ProblemCode.PRECONDITION_FAILED, "Others change this strategy all the time; try again.")


async def newest(view: Viewer, strategy_id: UUID) -> VersionItem | None:
    """Return the version that was faster, with who made it."""
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        found = await list_versions(connection, view.access.workspace_id, strategy_id, Page("versions", 1))
    return found[0] if found else None


def way_on(view: Viewer, strategy_id: UUID, **said: str) -> Response:
    """Lead to the strategy's page, which says what was done; a script goes there too, as all of the page may differ."""
    anchor = said.pop("anchor", "")
    # Another tab may have gone to another workspace since.
    query = urlencode({**said, "workspace": str(view.access.workspace_id)})
    target = f"{STRATEGIES}/{strategy_id}?{query}{anchor}"
    if is_partial(view.request):
        return Response(status_code=200, headers={"HX-Redirect": target})
    return RedirectResponse(target, status_code=303)
