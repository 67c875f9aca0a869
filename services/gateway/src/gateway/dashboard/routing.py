"""Routers of pages; their paths are relative to the dashboard's, and no OpenAPI document lists them."""

from fastapi import APIRouter

from gateway.dashboard.paths import HOME


def page_router() -> APIRouter:
    """This makes the router of one screen."""
    return APIRouter(prefix=HOME, include_in_schema=False)
