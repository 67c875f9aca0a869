"""`convex partitions`: tables in pieces, for installations that have grown large."""

from typing import Annotated, Final
from uuid import UUID

import typer

from gateway.operator.commands.options import JSON, Yes, confirmed
from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.partitions import splitting, switching
from gateway.operator.partitions.dropping import drop_partitions, refuse_living
from gateway.operator.partitions.reporting import report
from gateway.operator.reach import Reach, run
from shared.db.pool import Connection

app = typer.Typer(
    help="Splits the large tables by workspace; needs DATABASE_MIGRATION_URL, the database's owner.",
    no_args_is_help=True,
)
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be done, and change nothing.")]
Patience = Annotated[
    float,
    typer.Option("--patience-s", min=0, max=86_400, help="How long running jobs of the workspace may take to end."),
]
_PATIENCE_S: Final = 600.0
_WORKSPACE: Final = typer.Argument(metavar="WORKSPACE", help="Its id.")


@app.command("status")
def status(*, as_json: JSON = False) -> None:
    """Show the large tables, the largest workspaces, and whether a switch is due."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.schema() as connection:
            await report(connection, reach.out)
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("switch")
def switch(*, dry_run: DryRun = False, as_json: JSON = False) -> None:
    """Turn the large tables into partitioned ones; no row is copied. Done again, it does what is left to do."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.schema() as connection:
            if dry_run:
                plan = await switching.plan(connection)
                _print(reach, [text for table in plan for text in (table.lock, *table.statements)])
                return ExitCode.DONE
            done = await switching.switch(connection)
        rows = [{"table": name} for name in done]
        reach.out.rows(rows, {"table": "switched"}, empty="All large tables are partitioned already.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("split")
def split(
    workspace: Annotated[UUID, _WORKSPACE],
    *,
    patience_s: Patience = _PATIENCE_S,
    dry_run: DryRun = False,
    as_json: JSON = False,
) -> None:
    """Give one workspace partitions of its own; until they are filled it can be read and takes no writes."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.schema() as connection:
            move = await _move(connection, reach, workspace, patience_s)
            if (await splitting.find_place(connection, workspace)).is_apart:
                raise OperatorError("This workspace has partitions of its own already.", code=ExitCode.REFUSED)
            if dry_run:
                phases = await splitting.plan_split(connection, move)
                order = ("drain", "close", "move", "copy", "attach", "open", "prove")
                _print(reach, [text for phase in order for text in phases[phase]])
                return ExitCode.DONE
            closed_s = await splitting.split(connection, move)
        reach.out.record(
            {"workspaceId": workspace, "tables": len(move.names), "withoutWritesSeconds": round(closed_s, 3)}
        )
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("merge")
def merge(
    workspace: Annotated[UUID, _WORKSPACE],
    *,
    patience_s: Patience = _PATIENCE_S,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: JSON = False,
) -> None:
    """Bring a workspace back to all others, for which everybody waits; also ends a split that was interrupted."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.schema() as connection:
            move = await _move(connection, reach, workspace, patience_s)
            place = await splitting.find_place(connection, workspace)
            if not place.is_apart and not place.is_moving:
                raise OperatorError("This workspace has no partitions of its own.", code=ExitCode.REFUSED)
            if dry_run:
                _print(reach, await splitting.plan_merge(connection, move) if place.is_apart else [])
                return ExitCode.DONE
            if not place.is_apart:
                await splitting.reopen(connection, move)
                reach.out.record({"workspaceId": workspace, "reopened": True})
                return ExitCode.DONE
            if not yes:
                await confirmed("Every workspace waits while the rows are copied. Go on?", as_json=as_json)
            waited_s = await splitting.merge(connection, move)
        reach.out.record({"workspaceId": workspace, "tables": len(move.names), "allWaitedSeconds": round(waited_s, 3)})
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("drop")
def drop(
    workspace: Annotated[UUID, _WORKSPACE], *, dry_run: DryRun = False, yes: Yes = False, as_json: JSON = False
) -> None:
    """Drop the partitions of a deleted workspace whose grace time is over; `purge` then has little left to do."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.schema() as connection:
            move = await _move(connection, reach, workspace, 0)
            await refuse_living(connection, workspace)
            if dry_run:
                _print(reach, await splitting.plan_merge(connection, move, with_rows=False))
                return ExitCode.DONE
            if not yes:
                await confirmed("Its rows are gone for good then. Go on?", as_json=as_json)
            rows = await drop_partitions(connection, move)
        reach.out.record({"workspaceId": workspace, "tables": len(move.names), "rows": rows})
        return ExitCode.DONE

    run(work, as_json=as_json)


async def _move(connection: Connection, reach: Reach, workspace_id: UUID, patience_s: float) -> splitting.Move:
    operator = reach.settings.operator
    return await splitting.planned(connection, workspace_id, operator=operator, patience_s=patience_s)


def _print(reach: Reach, statements: list[str]) -> None:
    if reach.out.as_json:
        reach.out.document({"statements": statements})
        return
    for text in statements:
        reach.out.say(f"{text};")
    if not statements:
        reach.out.say("There is nothing to do.")
