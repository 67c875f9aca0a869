"""Every router of pages; what is not listed here is not served."""

from typing import Final

from fastapi import APIRouter

from gateway.dashboard.routes import (
    account,
    api_keys,
    audit_log,
    audit_so_far,
    audits,
    budget,
    entrance,
    finder,
    home,
    jobs,
    members,
    new_audit,
    new_roadmap,
    new_strategy,
    roadmaps,
    sign_in,
    static,
    strategies,
    strategy_editing,
    strategy_history,
    workspace,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    entrance.router,
    static.router,
    sign_in.router,
    home.router,
    finder.router,
    # Before the page of one strategy, for the same reason as below.
    new_strategy.router,
    strategies.router,
    strategy_editing.router,
    strategy_history.router,
    jobs.router,
    # Before the route of one roadmap, which would take “new” for its id.
    new_roadmap.router,
    roadmaps.router,
    # Before the route of one audit, which would take "new" for its id.
    new_audit.router,
    audits.router,
    audit_so_far.router,
    workspace.router,
    members.router,
    api_keys.router,
    budget.router,
    audit_log.router,
    account.router,
)
