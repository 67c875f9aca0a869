"""Whether the replica that the gateways may read from is fit for it, by the same question that they ask."""

from typing import Final

from gateway.operator.checks.finding import Finding, Status
from gateway.replica.replica import FAILURES, State, wait_for
from gateway.repository.positions import read_position
from shared.db.pool import Pool, close_pool, create_pool

_CHECK: Final = "replica"
_PRIMARY_ANSWERS: Final = "The primary answers everything meanwhile."
_TOLD: Final[dict[State, tuple[Status, str, str]]] = {
    "ready": ("ok", "It has replayed all that the primary has written.", ""),
    "behind": (
        "warn",
        "It is {bytes:,} bytes behind.",
        "Look whether replay is paused or held up: runbook ReplicaLag.",
    ),
    "promoted": ("fail", "It is no replica any more.", "Keep everything from writing there; make it anew."),
    "foreign": ("fail", "It is a copy of another database.", "Correct DATABASE_REPLICA_URL."),
    "diverged": (
        "warn",
        "It is not known to be on the primary's timeline.",
        "Right after a failover wait for its next restart point; otherwise make it anew.",
    ),
    "away": ("warn", "It can't be asked.", "Look whether it runs and lets in the role of DATABASE_REPLICA_URL."),
}


async def check_replica(primary: Pool, dsn: str | None) -> list[Finding]:
    """Return what is to be said of the replica; without one there is nothing."""
    if dsn is None:
        return []
    state, behind = await _state(primary, dsn)
    status, sentence, remedy = _TOLD[state]
    told = sentence.format(bytes=behind)
    return [Finding(_CHECK, status, told if state == "ready" else f"{told} {_PRIMARY_ANSWERS}", remedy)]


async def _state(primary: Pool, dsn: str) -> tuple[State, int]:
    pool = await create_pool(dsn, service="convex", max_size=1)
    try:
        position = await read_position(primary)
        if position is None:
            return "foreign", 0
        async with pool.acquire() as connection:
            state, replayed = await wait_for(connection, position)
        return state, max(0, position.bytes - (replayed or 0))
    except FAILURES:
        return "away", 0
    finally:
        await close_pool(pool)
