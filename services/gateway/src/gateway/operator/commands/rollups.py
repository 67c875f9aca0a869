"""`convex rollups`: the totals that statistics are read from."""

from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

import typer

from gateway.operator.commands.options import JSON, OnlyWorkspace
from gateway.operator.failures import ExitCode, unknown_workspace
from gateway.operator.reach import Reach, run
from gateway.operator.repository import list_workspace_ids
from gateway.operator.trail import write_down
from gateway.repository.audit_log import Change
from shared.db.pool import Context, Pool, transaction
from shared.rollups.rebuilding import difference, rebuild_within

app = typer.Typer(help="The totals that statistics are read from.", no_args_is_help=True)
_COLUMNS: Final = {"workspaceId": "workspace", "days": "days"}


@app.command("rebuild")
def rebuild(
    *,
    workspace: OnlyWorkspace = None,
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only this UTC day; `days` then says whether it changed."),
    ] = None,
    as_json: JSON = False,
) -> None:
    """Count workspaces anew from their rows; work and events may go on meanwhile."""
    days = (day.replace(tzinfo=UTC).date(),) if day else ()

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            chosen = await _chosen(pool, workspace)
            rows = [
                {"workspaceId": each, "days": await _rebuild(pool, each, days, reach.settings.operator)}
                for each in chosen
            ]
        reach.out.rows(rows, _COLUMNS, empty="There are no workspaces.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("verify")
def verify(*, workspace: OnlyWorkspace = None, as_json: JSON = False) -> None:
    """Say where totals differ from the rows, and change nothing; ends with 1 where they do."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            chosen = await _chosen(pool, workspace)
            found = [(each, await difference(pool, each)) for each in chosen]
        rows = [{"workspaceId": each, "days": days} for each, days in found if days]
        reach.out.rows(rows, _COLUMNS, empty=f"The totals of {len(chosen)} workspaces agree with their rows.")
        return ExitCode.BAD_NEWS if rows else ExitCode.DONE

    run(work, as_json=as_json)


async def _chosen(pool: Pool, workspace: UUID | None) -> list[UUID]:
    found = await list_workspace_ids(pool, workspace)
    if workspace is not None and not found:
        raise unknown_workspace(workspace)
    return found


async def _rebuild(pool: Pool, workspace_id: UUID, days: tuple[date, ...], operator: str) -> int:
    async with transaction(pool, Context(workspace_id)) as connection:
        counted = await rebuild_within(connection, workspace_id, days)
        change = Change("rollups.rebuilt", "workspace", workspace_id, None, {"days": counted})
        await write_down(connection, workspace_id, change, operator=operator)
    return counted
