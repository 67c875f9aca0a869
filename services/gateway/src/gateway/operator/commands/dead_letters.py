"""`convex dlq`: the messages that could not be handled."""

from typing import Annotated, Final

import typer

from gateway.operator.commands.options import JSON, Full, Limit, Yes, confirmed
from gateway.operator.dead_letters import Letter, each_letter, holding, letters_of
from gateway.operator.failures import ExitCode, OperatorError, not_found
from gateway.operator.output import Row
from gateway.operator.reach import Reach, run
from gateway.operator.redaction import parsed, redacted
from gateway.operator.replaying import SENTENCES, Replayer
from shared.contracts.topology import QUEUES, WorkQueue

app = typer.Typer(help="Dead letters: messages that could not be handled.", no_args_is_help=True)
_NAMES: Final = tuple(queue.name for queue in QUEUES)
_COLUMNS: Final = {
    "key": "key", "queue": "queue", "reason": "reason", "detail": "detail", "diedAt": "died", "jobId": "job",
    "messageId": "message", "sizeBytes": "bytes",
}  # fmt: skip
_FATES: Final = {"key": "key", "queue": "queue", "outcome": "outcome", "sentence": "", "jobId": "job"}


def _queue(value: str | None) -> str | None:
    if value is not None and value not in _NAMES:
        raise typer.BadParameter(f"it is one of {', '.join(_NAMES)}")
    return value


_Queue = Annotated[
    str | None, typer.Option("--queue", help="Only of this queue: " + ", ".join(_NAMES), callback=_queue)
]
_Names = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]…", help="Keys as `ls` prints them, or ids of messages or jobs.")
]
_All = Annotated[bool, typer.Option("--all", help="All there are, of --queue if one is named.")]


@app.command("ls")
def list_letters(*, queue: _Queue = None, limit: Limit = 100, as_json: JSON = False) -> None:
    """List dead letters, the oldest first."""

    async def work(reach: Reach) -> ExitCode:
        found: list[Letter] = []
        async with reach.broker() as connection, holding(connection) as channel:
            for each in _chosen(queue):
                found += [held.letter async for held in each_letter(channel, each, limit=limit - len(found))]
        reach.out.rows([_line(letter) for letter in found], _COLUMNS, empty="There are no dead letters.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("show")
def show_letter(
    name: Annotated[str, typer.Argument(metavar="ID", help="A key as `ls` prints it, or the id of a message or job.")],
    *,
    queue: _Queue = None,
    full: Full = False,
    as_json: JSON = False,
) -> None:
    """Show one dead letter and why it is one."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.broker() as connection, holding(connection) as channel:
            found = [held.letter async for held in letters_of(channel, _chosen(queue), {name})]
        if not found:
            raise _no_letter([name])
        reach.out.record(_record(found[0], full=full))
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("replay")
def replay_letters(
    names: _Names = None, *, everything: _All = False, queue: _Queue = None, as_json: JSON = False
) -> None:
    """Put dead letters back to work, each to its own queue and with new attempts; no job is done twice for it."""
    wanted = _wanted(names, everything=everything)

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool, reach.broker() as connection, holding(connection) as channel:
            replayer = Replayer(pool, channel, reach.settings.operator)
            chosen = letters_of(channel, _chosen(queue), wanted)
            fates = [(held.letter, await replayer.replay(held)) async for held in chosen]
        if not fates and wanted:
            raise _no_letter(wanted)
        rows = [_fate(letter, fate.value, SENTENCES[fate]) for letter, fate in fates]
        reach.out.rows(rows, _FATES, empty="There are no dead letters.")
        return ExitCode.DONE if all(fate.is_settled for _, fate in fates) else ExitCode.BAD_NEWS

    run(work, as_json=as_json)


@app.command("drop")
def drop_letters(
    names: _Names = None, *, everything: _All = False, queue: _Queue = None, yes: Yes = False, as_json: JSON = False
) -> None:
    """Take dead letters out for good; what they were about stays as it is."""
    wanted = _wanted(names, everything=everything)

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool, reach.broker() as connection, holding(connection) as channel:
            found = [held async for held in letters_of(channel, _chosen(queue), wanted)]
            if not found and wanted:
                raise _no_letter(wanted)
            if found and not yes:
                await confirmed(f"Take {len(found)} dead letters out for good?", as_json=as_json)
            replayer = Replayer(pool, channel, reach.settings.operator)
            for held in found:
                await replayer.drop(held)
        rows = [_fate(held.letter, "dropped", "taken out for good") for held in found]
        reach.out.rows(rows, _FATES, empty="There are no dead letters.")
        return ExitCode.DONE

    run(work, as_json=as_json)


def _chosen(queue: str | None) -> list[WorkQueue]:
    return [each for each in QUEUES if queue in {None, each.name}]


def _wanted(names: list[str] | None, *, everything: bool) -> list[str] | None:
    if bool(names) == everything:
        raise typer.BadParameter("name dead letters, or say --all")
    return names or None


def _no_letter(names: list[str]) -> OperatorError:
    remedy = "`convex dlq ls` lists them; one that another operator is looking at is there again when they are done."
    return not_found(f"dead letter {', '.join(names)}", remedy)


def _line(letter: Letter) -> dict[str, object]:
    return {
        "key": letter.key,
        "queue": letter.queue.name,
        "reason": letter.reason,
        "detail": letter.detail,
        "diedAt": letter.died_at,
        "jobId": letter.job_id,
        "messageId": letter.message_id,
        "workspaceId": letter.about.workspace_id if letter.about else None,
        "traceId": letter.trace_id,
        "retries": letter.retries,
        "views": letter.views,
        "sizeBytes": len(letter.body),
    }


def _fate(letter: Letter, outcome: str, sentence: str) -> Row:
    return {
        "key": letter.key,
        "queue": letter.queue.name,
        "jobId": letter.job_id,
        "outcome": outcome,
        "sentence": sentence,
    }


def _record(letter: Letter, *, full: bool) -> Row:
    body = parsed(letter.body)
    if full:
        shown = letter.body.decode("utf-8", "backslashreplace") if body is None else body
    else:
        shown = redacted(body) if isinstance(body, dict) else f"no JSON object, {len(letter.body)} bytes"
    return {**_line(letter), "isReadable": letter.about is not None, "body": shown}
