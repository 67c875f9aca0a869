"""`convex workspaces export` and `import`: a workspace moves to another installation as one file."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from gateway.archive.reading import ArchiveReader
from gateway.operator.commands.options import JSON
from gateway.operator.failures import ExitCode
from gateway.operator.reach import Reach, run
from gateway.operator.workspace_export import export_to
from gateway.operator.workspace_import import Imported, import_from


def export(
    workspace: Annotated[UUID, typer.Argument(help="The workspace.")],
    *,
    to: Annotated[Path, typer.Option(help="The file to make; one that is there is not replaced.", dir_okay=False)],
    as_json: JSON = False,
) -> None:
    """Write all that a workspace holds into a file, as it is at one moment, as the owner of the database."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.owned_database() as pool:
            archive = ArchiveReader(reach.settings)
            size_bytes = await export_to(pool, workspace, to, operator=reach.settings.operator, archive=archive)
        reach.out.record({"workspaceId": workspace, "file": str(to), "sizeBytes": size_bytes})
        return ExitCode.DONE

    run(work, as_json=as_json)


def import_(
    file: Annotated[Path, typer.Argument(help="A file that an export has made.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do all of it, and take it back at the end.")] = False,
    as_json: JSON = False,
) -> None:
    """Bring a workspace in from such a file, whole or not at all, as the owner of the database."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.owned_database() as pool:
            imported = await import_from(pool, file, operator=reach.settings.operator, is_dry_run=dry_run)
        if as_json:
            reach.out.document(_document(imported, is_dry_run=dry_run))
        else:
            _tell(reach, imported, is_dry_run=dry_run)
        return ExitCode.DONE

    run(work, as_json=as_json)


def _document(imported: Imported, *, is_dry_run: bool) -> dict[str, object]:
    return {
        "workspaceId": imported.workspace_id,
        "name": imported.name,
        "isDryRun": is_dry_run,
        "rows": imported.rows,
        "keptAccounts": imported.kept_accounts,
        "notImported": imported.not_imported,
        "cancelledJobs": imported.cancelled_jobs,
        "closedCalls": imported.closed_calls,
        "days": imported.days,
    }


def _tell(reach: Reach, imported: Imported, *, is_dry_run: bool) -> None:
    out = reach.out
    rows = [{"table": table, "rows": number} for table, number in imported.rows.items()]
    out.rows(rows, {"table": "table", "rows": "rows"}, empty="The file has no rows.")
    for sentence in _remarks(imported):
        out.say(sentence)
    if is_dry_run:
        out.say("It would fit; nothing was changed.", style="yellow")
    else:
        out.say(f"The workspace {imported.name} ({imported.workspace_id}) is here.", style="green")


def _remarks(imported: Imported) -> list[str]:
    told = {
        "Accounts that were here already and stay as they are": imported.kept_accounts,
        "New accounts, without a password, as passwords don't travel": imported.rows.get("users", 0),
        "API keys that were not imported, as their secrets don't travel": imported.not_imported.get("api_keys", 0),
        "Jobs that were open and are cancelled here, as the other installation does them": imported.cancelled_jobs,
        "Calls to models that were open and are closed here without a cost": imported.closed_calls,
    }
    return [f"{what}: {number}." for what, number in told.items() if number]
