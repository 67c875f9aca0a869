"""Every router of pages; what is not listed here is not served."""

from typing import Final

from fastapi import APIRouter

from gateway.dashboard.routes import account, entrance, home, roadmaps, sign_in, static

ROUTERS: Final[tuple[APIRouter, ...]] = (
    entrance.router,
    static.router,
    sign_in.router,
    home.router,
    roadmaps.router,
    account.router,
)
