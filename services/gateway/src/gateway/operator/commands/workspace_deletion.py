"""`convex workspaces ls`, `delete`, `restore` and `deletions`."""

import json
from typing import Annotated, Final
from uuid import UUID

import typer

from gateway.operator import workspaces
from gateway.operator.commands.options import JSON, Limit, Yes, confirmed
from gateway.operator.failures import ExitCode
from gateway.operator.reach import Reach, run
from gateway.operator.workspaces import Closing

_Id = Annotated[UUID, typer.Argument(metavar="ID", help="Id of the workspace, as `ls` prints it.")]
_COLUMNS: Final = {
    "id": "workspace",
    "name": "name",
    "createdAt": "created",
    "closedAt": "closed",
    "purgeAfter": "purged after",
    "strategies": "strategies",
    "audits": "audits",
    "roadmaps": "roadmaps",
    "jobs": "jobs",
}
_DELETIONS: Final = {"id": "workspace", "closedAt": "closed", "beganAt": "began", "goneAt": "gone", "rows": "rows"}


def list_all(
    *,
    deleted: Annotated[bool, typer.Option("--deleted", help="Only those that are closed and not purged yet.")] = False,
    limit: Limit = 1000,
    as_json: JSON = False,
) -> None:
    """List workspaces, the oldest first, with how much is in them."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            found = await workspaces.list_workspaces(pool, limit, only_deleted=deleted)
        rows = [
            {
                "id": each.id,
                "name": each.name,
                "createdAt": each.created_at,
                "closedAt": each.deleted_at,
                "purgeAfter": each.purge_after,
                "strategies": each.strategies,
                "audits": each.audits,
                "roadmaps": each.roadmaps,
                "jobs": each.jobs,
            }
            for each in found
        ]
        reach.out.rows(rows, _COLUMNS, empty="No workspace is closed." if deleted else "There are no workspaces.")
        return ExitCode.DONE

    run(work, as_json=as_json)


def delete(
    workspace_id: _Id,
    *,
    now: Annotated[bool, typer.Option("--now", help="Without a grace time; nothing can bring it back then.")] = False,
    yes: Yes = False,
    as_json: JSON = False,
) -> None:
    """Close a workspace: nobody gets in, open jobs are cancelled; its rows go when its grace time is over."""

    async def work(reach: Reach) -> ExitCode:
        hours = 0 if now else reach.settings.convex_workspace_grace_hours
        async with reach.database() as pool:
            found = await workspaces.existing_workspace(pool, workspace_id)
            if not yes:
                fate = f"for good in {hours} hours" if hours else "for good, at once"
                await confirmed(f"Delete the workspace “{found.name}” {fate}?", as_json=as_json)
            closed = await workspaces.delete(pool, workspace_id, grace_hours=hours, operator=reach.settings.operator)
        return _shown(reach, workspace_id, closed)

    run(work, as_json=as_json)


def restore(workspace_id: _Id, *, as_json: JSON = False) -> None:
    """Open a closed workspace again while its grace time lasts; jobs that were open stay cancelled."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            opened = await workspaces.restore(pool, workspace_id, operator=reach.settings.operator)
        return _shown(reach, workspace_id, opened)

    run(work, as_json=as_json)


def list_deletions(*, limit: Limit = 1000, as_json: JSON = False) -> None:
    """List workspaces that are gone, the newest first; what is still going has no time at which it was gone."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            found = await workspaces.list_deletions(pool, limit)
        rows = [
            {
                "id": each.id,
                "closedAt": each.closed_at,
                "beganAt": each.began_at,
                "goneAt": each.gone_at,
                "rows": json.loads(each.purged_rows),
            }
            for each in found
        ]
        reach.out.rows(rows, _DELETIONS, empty="No workspace was ever deleted.")
        return ExitCode.DONE

    run(work, as_json=as_json)


def _shown(reach: Reach, workspace_id: UUID, found: Closing) -> ExitCode:
    reach.out.record(
        {
            "workspaceId": workspace_id,
            "name": found.name,
            "closedAt": found.deleted_at,
            "purgeAfter": found.purge_after,
        }
    )
    return ExitCode.DONE
