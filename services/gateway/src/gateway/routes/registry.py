"""Every router of the API; what is not listed here is not served."""

from typing import Final

from fastapi import APIRouter

from gateway.routes import (
    api_keys,
    audit_exports,
    audit_log,
    audits,
    auth,
    budget,
    events,
    exports,
    generate,
    health,
    jobs,
    me,
    members,
    reference,
    replans,
    roadmap_exports,
    roadmap_tasks,
    roadmaps,
    scoring,
    search_data,
    stats,
    strategies,
    workspaces,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    health.router,
    generate.router,
    jobs.router,
    events.router,
    strategies.router,
    exports.router,
    scoring.router,
    audits.router,
    search_data.router,
    audit_exports.router,
    roadmaps.router,
    roadmap_tasks.router,
    roadmap_exports.router,
    replans.router,
    stats.router,
    budget.router,
    reference.router,
    auth.router,
    me.router,
    workspaces.router,
    members.router,
    api_keys.router,
    audit_log.router,
)
