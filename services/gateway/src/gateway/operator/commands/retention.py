"""`convex retention`: what has been kept for long enough is deleted."""

from typing import Annotated, Final
from uuid import UUID

import typer

from gateway.archive.checking import packs_of
from gateway.operator.archiving import Archiver, chosen, run
from gateway.operator.commands.options import JSON, OnlyWorkspace
from gateway.operator.failures import ExitCode
from gateway.operator.settings import at_work
from gateway.retention.keeping import KEPT, STRATEGIES, Kept, count_old, delete_old, packs_of_old_strategies
from gateway.retention.settings import RetentionSettings
from shared.db.pool import Pool
from shared.settings import load_settings

app = typer.Typer(help="What has been kept for long enough, and its deletion.", no_args_is_help=True)
_SETTINGS: Final = {"table": "table", "days": "kept for days", "setting": "setting"}
_COLUMNS: Final = {"workspaceId": "workspace", "table": "table", "rows": "rows"}


@app.command("show")
def show(*, as_json: JSON = False) -> None:
    """Say how long what is kept; without a number it is for good."""

    async def work(archiver: Archiver) -> ExitCode:
        settings = load_settings(RetentionSettings)
        rows = [{"table": kept.table, "days": kept.days(settings), "setting": kept.variable} for kept in KEPT]
        archiver.out.rows(rows, _SETTINGS, empty="")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("run")
def apply(
    *,
    workspace: OnlyWorkspace = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many rows would go.")] = False,
    as_json: JSON = False,
) -> None:
    """Delete what has been kept for long enough; work goes on meanwhile, and no total changes."""

    async def work(archiver: Archiver) -> ExitCode:
        settings = load_settings(RetentionSettings)
        due = [(kept, days) for kept in KEPT if (days := kept.days(settings)) is not None]
        rows: list[dict[str, object]] = []
        async with archiver.database() as pool:
            for each in await chosen(pool, workspace):
                for kept, days in due:
                    counted = (
                        await count_old(pool, each, kept, days)
                        if dry_run
                        else await _deleted(archiver, pool, each, kept, days)
                    )
                    if counted:
                        rows.append({"workspaceId": each, "table": kept.table, "rows": counted})
        archiver.out.rows(rows, _COLUMNS, empty="Nothing is old enough.")
        return ExitCode.DONE

    run(work, as_json=as_json)


async def _deleted(archiver: Archiver, pool: Pool, workspace_id: UUID, kept: Kept, days: int) -> int:
    if kept is STRATEGIES and (packs := await packs_of_old_strategies(pool, workspace_id, days)):
        # What is deleted for good must not stay in a pack; what others need is packed anew by the archive's next run.
        async with archiver.mover() as mover:
            for pack_id in packs:
                for pack in await packs_of(pool, workspace_id, pack_id):
                    await mover.bring_back(workspace_id, pack)
    operator = at_work(archiver.settings.convex_operator)
    return await delete_old(pool, workspace_id, kept, days, operator=operator)
