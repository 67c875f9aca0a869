"""`convex archive`: old versions of strategies on object storage."""

from collections.abc import AsyncGenerator
from typing import Annotated, Final
from uuid import UUID

import typer

from gateway.archive.checking import Found, check_objects, check_packs, packs_of
from gateway.archive.moving import Mover, VanishedError
from gateway.archive.repository import Pack, measure_archivable
from gateway.operator.archiving import Archiver, chosen, run
from gateway.operator.commands.options import JSON, OnlyWorkspace
from gateway.operator.failures import ExitCode, not_found
from shared.db.pool import Context, Pool, transaction

app = typer.Typer(help="Old versions of strategies, in packs on object storage.", no_args_is_help=True)
_COLUMNS: Final = {
    "workspaceId": "workspace", "packId": "pack", "versions": "versions", "used": "needed", "sizeBytes": "bytes",
    "createdAt": "created",
}  # fmt: skip
_MEASURED: Final = {"workspaceId": "workspace", "versions": "versions", "sizeBytes": "bytes in the table"}
_TROUBLES: Final = {"object": "object", "trouble": "trouble", "isRemoved": "removed", "detail": "detail"}
# Wrong for good, unlike an object too many.
_LOST: Final = {"missing", "damaged", "unreadable"}


@app.command("run")
def archive(
    *,
    workspace: OnlyWorkspace = None,
    older_than_days: Annotated[
        int | None, typer.Option(min=1, max=36_500, help="Instead of CONVEX_ARCHIVE_AFTER_DAYS.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much would move.")] = False,
    as_json: JSON = False,
) -> None:
    """Move versions that are not current and old enough to the storage; without one, or an age, nothing happens."""

    async def work(archiver: Archiver) -> ExitCode:
        days = older_than_days or archiver.settings.convex_archive_after_days
        if days is None or archiver.settings.convex_archive_url is None:
            archiver.out.rows([], _COLUMNS, empty="The archive is off: CONVEX_ARCHIVE_URL or its age is not set.")
            return ExitCode.DONE
        if dry_run:
            return await _measure(archiver, workspace, days)
        async with archiver.mover() as mover:
            rows = [
                _row(each, pack)
                for each in await chosen(mover.pool, workspace)
                async for pack in _packs(mover, each, days)
            ]
        archiver.out.rows(rows, _COLUMNS, empty="No version is old enough.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("ls")
def list_packs(*, workspace: OnlyWorkspace = None, as_json: JSON = False) -> None:
    """List the packs; `needed` are the versions whose content is nowhere else."""

    async def work(archiver: Archiver) -> ExitCode:
        async with archiver.database() as pool:
            rows = [_row(each, pack) for each in await chosen(pool, workspace) for pack in await packs_of(pool, each)]
        archiver.out.rows(rows, _COLUMNS, empty="Nothing is archived.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("verify")
def verify(
    *,
    repair: Annotated[
        bool, typer.Option("--repair", help="Remove objects that nobody needs. What is lost stays as it is.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Read every pack again and compare it with the tables; ends with 1 when one is missing, damaged or unreadable."""

    async def work(archiver: Archiver) -> ExitCode:
        async with archiver.mover() as mover:
            found = [each async for each in _compared(mover, repair=repair)]
        troubles = [each for each in found if isinstance(each, Found)]
        rows = [
            {
                "object": each.object_key,
                "trouble": each.trouble,
                "isRemoved": each.is_removed,
                "detail": each.detail,
            }
            for each in troubles
        ]
        archiver.out.rows(rows, _TROUBLES, empty=f"All {len(found)} packs hold what they have to.")
        return ExitCode.BAD_NEWS if any(each.trouble in _LOST for each in troubles) else ExitCode.DONE

    run(work, as_json=as_json)


@app.command("restore")
def restore(
    *,
    packs: Annotated[
        list[str] | None, typer.Argument(metavar="WORKSPACE/PACK…", help="As `convex archive ls` shows them.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All packs, as before going back to an older release.")] = (
        False
    ),
    as_json: JSON = False,
) -> None:
    """Bring the versions of packs back into the table, and remove their objects."""
    wanted = [_named(each) for each in packs or ()]
    if bool(wanted) is everything:
        raise typer.BadParameter("name packs, or say --all", param_hint="WORKSPACE/PACK")

    async def work(archiver: Archiver) -> ExitCode:
        async with archiver.mover() as mover:
            found = await (_all(mover.pool) if everything else _those(mover.pool, wanted))
            rows = [{**_row(each, pack), "used": await mover.bring_back(each, pack)} for each, pack in found]
        archiver.out.rows(rows, _COLUMNS, empty="Nothing is archived.")
        return ExitCode.DONE

    run(work, as_json=as_json)


async def _packs(mover: Mover, workspace_id: UUID, days: int) -> AsyncGenerator[Pack, None]:
    while True:
        try:
            pack = await mover.archive_next(workspace_id, days)
        except VanishedError:
            # What is left is looked at anew.
            continue
        if pack is None:
            return
        yield pack


async def _measure(archiver: Archiver, workspace_id: UUID | None, days: int) -> ExitCode:
    rows: list[dict[str, object]] = []
    async with archiver.database() as pool:
        for each in await chosen(pool, workspace_id):
            async with transaction(pool, Context(each), read_only=True) as connection:
                found = await measure_archivable(connection, each, days)
            if found.versions:
                rows.append({"workspaceId": each, "versions": found.versions, "sizeBytes": found.size_bytes})
    archiver.out.rows(rows, _MEASURED, empty="No version is old enough.")
    return ExitCode.DONE


async def _compared(mover: Mover, *, repair: bool) -> AsyncGenerator[Pack | Found, None]:
    workspace_ids = await chosen(mover.pool, None)
    known: list[str] = []
    for each in workspace_ids:
        known += [pack.object_key for pack in await packs_of(mover.pool, each)]
        async for found in check_packs(mover, each, repair=repair):
            yield found
    async for orphan in check_objects(mover, known, workspace_ids, repair=repair):
        yield orphan


def _named(text: str) -> tuple[UUID, UUID]:
    try:
        workspace, pack = map(UUID, text.split("/"))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not WORKSPACE/PACK", param_hint="WORKSPACE/PACK") from error
    return workspace, pack


async def _those(pool: Pool, wanted: list[tuple[UUID, UUID]]) -> list[tuple[UUID, Pack]]:
    found = [
        (workspace_id, pack) for workspace_id, pack_id in wanted for pack in await packs_of(pool, workspace_id, pack_id)
    ]
    missing = set(wanted) - {(workspace_id, pack.id) for workspace_id, pack in found}
    for workspace_id, pack_id in sorted(missing):
        raise not_found(f"pack {workspace_id}/{pack_id}", "`convex archive ls` shows them.")
    return found


async def _all(pool: Pool) -> list[tuple[UUID, Pack]]:
    return [(each, pack) for each in await chosen(pool, None) for pack in await packs_of(pool, each)]


def _row(workspace_id: UUID, pack: Pack) -> dict[str, object]:
    return {
        "workspaceId": workspace_id,
        "packId": pack.id,
        "versions": pack.versions,
        "used": pack.used,
        "sizeBytes": pack.size_bytes,
        "createdAt": pack.created_at,
    }
