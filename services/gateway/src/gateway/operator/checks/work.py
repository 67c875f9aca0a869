"""Whether work moves: nothing waits for somebody who is not there."""

from dataclasses import dataclass
from typing import Final

from gateway.operator.checks.finding import Finding, judged, status_of
from gateway.operator.maintenance import list_maintenance
from gateway.operator.output import age
from shared.db.pool import Pool
from shared.db.sql import statement

_PACKAGE: Final = "gateway.operator"
_DISPATCHER: Final = "Look at the gateway's /health/ready and log: its dispatcher, by DATABASE_RELAY_URL, does this."


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits, and for how many seconds the oldest of it has."""

    queued_s: float
    queued: int
    expired_leases: int
    expired_s: float
    reaped: int
    events: int
    events_s: float
    reservations: int
    purges: int
    purges_s: float


async def check_work(pool: Pool) -> list[Finding]:
    """Return what is to be said of jobs, events, roll-ups and reservations."""
    row = await pool.fetchrow(statement(_PACKAGE, "measure_work"))
    assert row is not None
    waiting = Waiting(**dict(row))
    return [
        *await _maintenance(pool),
        _queue(waiting),
        _leases(waiting),
        _reaped(waiting),
        _outbox(waiting),
        await _rollups(pool),
        _money(waiting),
        _purges(waiting),
    ]


async def _maintenance(pool: Pool) -> list[Finding]:
    periods = await list_maintenance(pool, 1)
    if not periods or periods[0].ended_at is not None:
        return []
    sentence = f"No new work is taken, since {periods[0].began_at:%Y-%m-%d %H:%M} UTC, by {periods[0].began_by}."
    return [Finding("maintenance", "warn", sentence, "`convex maintenance off` when it is over.")]


def _queue(waiting: Waiting) -> Finding:
    told = f"{waiting.queued} jobs wait, the oldest for {age(waiting.queued_s)}."
    remedy = "Start more workers of the kind that `convex jobs ls --status queued` shows, or look why they stand still."
    return judged("queue", status_of(waiting.queued_s, warn=60, fail=600), told, remedy)


def _leases(waiting: Waiting) -> Finding:
    told = f"{waiting.expired_leases} jobs at work have lost their worker and wait to be queued again."
    return judged("leases", status_of(waiting.expired_s, warn=10, fail=60), told, _DISPATCHER)


def _reaped(waiting: Waiting) -> Finding:
    if not waiting.reaped:
        return Finding("reaped", "ok", "No open job had to be handed out twice.")
    remedy = (
        "Workers ended in the middle of them: look for restarts, memory limits and `job_left_behind` in their logs."
    )
    return Finding("reaped", "warn", f"{waiting.reaped} open jobs were handed out more than once.", remedy)


def _outbox(waiting: Waiting) -> Finding:
    told = f"{waiting.events} events wait to be published, the oldest for {age(waiting.events_s)}."
    return judged("outbox", status_of(waiting.events_s, warn=10, fail=60), told, _DISPATCHER)


async def _rollups(pool: Pool) -> Finding:
    row = await pool.fetchrow(statement(_PACKAGE, "measure_rollups"))
    assert row is not None
    lag = f"The totals of {row['workspaces']} workspaces lag behind their jobs, by up to {age(row['lag_s'])}."
    told = lag if row["workspaces"] else "The totals of all workspaces have counted every job that has ended."
    remedy = "Look whether a stats-aggregator consumes; `convex rollups rebuild` counts everything again."
    return judged("rollups", status_of(row["lag_s"], warn=60, fail=600), told, remedy)


def _money(waiting: Waiting) -> Finding:
    if not waiting.reservations:
        return Finding("reservations", "ok", "No call to a model is unsettled for longer than half an hour.")
    sentence = f"{waiting.reservations} calls to models hold budget and were never settled."
    remedy = "A strategy worker with a key settles them after 15 minutes: look for `llm_call_not_swept` in its log."
    return Finding("reservations", "warn", sentence, remedy)


def _purges(waiting: Waiting) -> Finding:
    told = f"{waiting.purges} deleted workspaces are to be purged, the oldest for {age(waiting.purges_s)}."
    remedy = "Look for `workspace_not_purged` in the gateway's log: its dispatcher, by DATABASE_RELAY_URL, does this."
    return judged("purges", status_of(waiting.purges_s, warn=600, fail=3600), told, remedy)
