"""`convex outbox`: the events that wait to be published."""

from typing import Annotated, Final

import typer

from gateway.operator import outbox
from gateway.operator.commands.options import JSON, Limit, Yes, confirmed
from gateway.operator.dead_letters import holding
from gateway.operator.failures import ExitCode
from gateway.operator.output import age
from gateway.operator.reach import Reach, run
from gateway.schemas.jobs import trace_id_of

app = typer.Typer(help="Events that wait to be published.", no_args_is_help=True)
_Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER…", help="Numbers of events, as `ls` prints them.")]
_COLUMNS: Final = {"id": "number", "event": "event", "age": "waits", "workspaceId": "workspace", "traceId": "trace"}
_KINDS: Final = {"event": "event", "events": "events", "workspaces": "workspaces", "age": "oldest waits"}
_FATES: Final = {"id": "number", "outcome": "outcome", "sentence": ""}


@app.command("ls")
def list_events(*, limit: Limit = 50, as_json: JSON = False) -> None:
    """List events that wait, the oldest first."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            found = await outbox.list_outbox(pool, limit)
        rows = [
            {
                "id": event.id,
                "event": event.routing_key,
                "eventId": event.event_id,
                "age": age(event.age_s),
                "ageS": round(event.age_s, 1),
                "createdAt": event.created_at,
                "workspaceId": event.workspace_id,
                "traceId": trace_id_of(event.headers),
            }
            for event in found
        ]
        reach.out.rows(rows, _COLUMNS, empty="No event waits.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("stats")
def count_events(*, as_json: JSON = False) -> None:
    """Count what waits by kind of event."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            found = await outbox.measure_outbox_by_event(pool)
        rows = [
            {
                "event": kind.routing_key,
                "events": kind.events,
                "workspaces": kind.workspaces,
                "age": age(kind.age_s),
                "ageS": round(kind.age_s, 1),
                "oldestAt": kind.oldest_at,
            }
            for kind in found
        ]
        reach.out.rows(rows, _KINDS, empty="No event waits.")
        return ExitCode.DONE

    run(work, as_json=as_json)


@app.command("publish")
def publish_events(
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[NUMBER]…", help="All that wait, if none.")] = None,
    *,
    limit: Limit = 1000,
    as_json: JSON = False,
) -> None:
    """Publish events one by one, without the relay; one that can't be published holds up no other."""

    async def work(reach: Reach) -> ExitCode:
        operator = reach.settings.operator
        async with reach.database() as pool, reach.broker() as connection, holding(connection) as channel:
            chosen = numbers or await outbox.list_outbox_ids(pool, limit)
            fates = [(number, await outbox.publish(pool, channel, number, operator=operator)) for number in chosen]
        rows = [{"id": number, "outcome": fate.value, "sentence": outbox.SENTENCES[fate]} for number, fate in fates]
        reach.out.rows(rows, _FATES, empty="No event waits.")
        good = {outbox.Fate.PUBLISHED, outbox.Fate.TAKEN}
        return ExitCode.DONE if all(fate in good for _, fate in fates) else ExitCode.BAD_NEWS

    run(work, as_json=as_json)


@app.command("drop")
def drop_events(numbers: _Numbers, *, yes: Yes = False, as_json: JSON = False) -> None:
    """Delete events for good; `convex rollups rebuild` counts what they were about."""

    async def work(reach: Reach) -> ExitCode:
        async with reach.database() as pool:
            if not yes:
                await confirmed(f"Delete {len(numbers)} events for good?", as_json=as_json)
            for number in numbers:
                await outbox.drop(pool, number, operator=reach.settings.operator)
        rows = [{"id": number, "outcome": "dropped", "sentence": "deleted for good"} for number in numbers]
        reach.out.rows(rows, _FATES, empty="")
        return ExitCode.DONE

    run(work, as_json=as_json)
