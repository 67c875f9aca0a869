"""Every router of pages; what is not listed here is not served."""

from typing import Final

from fastapi import APIRouter

from gateway.dashboard.routes import account, audits, entrance, home, new_audit, new_roadmap, roadmaps, sign_in, static

ROUTERS: Final[tuple[APIRouter, ...]] = (
    entrance.router,
    static.router,
    sign_in.router,
    home.router,
    # Before the route of one roadmap, which would take “new” for its id.
    new_roadmap.router,
    roadmaps.router,
    # Before the route of one audit, which would take "new" for its id.
    new_audit.router,
    audits.router,
    account.router,
)
