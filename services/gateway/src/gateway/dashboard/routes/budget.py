"""The budget for language models: what holds, what is spent, and other limits."""

from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue, ValidationError
from starlette.responses import Response

from gateway.budget_changes import set_budget
from gateway.budgeting import budget_within
from gateway.dashboard.forms import Form
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.paths import HOME
from gateway.dashboard.routing import page_router
from gateway.dashboard.viewing import AdminView, ReadView, Viewer
from gateway.schemas.budget import BudgetRequest
from shared.db.pool import transaction

PATH: Final = f"{HOME}/workspace/budget"
_FIELDS: Final = ("perStrategyUsd", "perDayUsd", "perMonthUsd")
# What the API says of amounts, for the catalogues.
SENTENCES: Final = (N_("must have at most 6 digits after the point"),)
router = page_router()


@router.get("/workspace/budget")
async def get_budget(view: ReadView) -> Response:
    """Show limits and what stands against them."""
    return await _shown(view, {})


@router.post("/workspace/budget")
async def post_budget(view: AdminView) -> Response:
    """Set all three limits, or show the form with what is wrong."""
    given = {name: _amount(view.form, name) for name in _FIELDS}
    try:
        await set_budget(view.services, view.access, BudgetRequest.model_validate(given))
    except ValidationError as error:
        language = view.pages.preferences(view.request).language
        return await _shown(view, validation_messages(error, given, BudgetRequest, language), status=400)
    return view.lead(PATH, done="changed")


async def _shown(view: Viewer, errors: Mapping[str, str], *, status: int = 200) -> Response:
    async with transaction(view.services.pool, view.access.context, read_only=True) as connection:
        _, budget = await budget_within(connection, view.access.workspace_id, view.services.settings)
    limits = budget.limits.model_dump(by_alias=True)
    defaults = budget.is_default.model_dump(by_alias=True)
    own = {name: "" if defaults[name] else f"{limits[name]:.6f}".rstrip("0").rstrip(".") for name in _FIELDS}
    values = {
        "budget": budget,
        "filled": {name: view.form.get(name) for name in _FIELDS} if errors else own,
        "errors": errors,
        "done": view.request.query_params.get("done", ""),
        "path": PATH,
    }
    return view.page("budget.html", values, status=status)


def _amount(form: Form, name: str) -> JsonValue:
    """Return an amount, nothing for the installation's own limit, and what is no number as it is."""
    text = form.get(name).strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        return text
