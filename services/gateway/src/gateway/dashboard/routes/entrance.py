"""Addresses that people type, and the page that says there is none at all others."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse

from gateway.dashboard.paths import HOME

router = APIRouter(include_in_schema=False)


@router.get("/dashboard")
@router.get("/dashboard/")
@router.get(f"{HOME}/")
async def get_entrance() -> RedirectResponse:
    """Lead to the first page."""
    return RedirectResponse(HOME, status_code=307)
