"""The one table of exchanges and queues; who starts declares what is missing, so there is no start order."""

from dataclasses import dataclass
from typing import Final

from shared.contracts.messages import JOB_KINDS, JobKind

COMMANDS: Final = "convex.commands"
EVENTS: Final = "convex.events"
WAKEUPS: Final = "convex.wakeups"
RETRY_DELAYS_S: Final = (1, 5, 30, 120)
# A message that kills its worker raises the count of its prefetched neighbours too, so the limit leaves them room.
DELIVERY_LIMIT: Final = 10


@dataclass(frozen=True, slots=True)
class WorkQueue:
    """A service's queue with its retry ladder and its dead queue; the arguments are part of the name's meaning."""

    name: str
    exchange: str
    routing_key: str

    @property
    def dead(self) -> str:
        """Return the queue for what can't be handled."""
        return f"{self.name}.dead"

    def retry(self, delay_s: int) -> str:
        """Return the queue in which a message waits for `delay_s`; one queue each, as only its head expires."""
        return f"{self.name}.retry.{delay_s}"


def command_key(kind: JobKind) -> str:
    """Return the routing key of a job's command; it never contains an id."""
    return f"{kind}.requested"


STATS_QUEUE: Final = WorkQueue("stats-aggregator", EVENTS, "#")
JOB_QUEUES: Final[dict[JobKind, WorkQueue]] = {
    kind: WorkQueue(f"{kind}-worker", COMMANDS, command_key(kind)) for kind in JOB_KINDS
}
QUEUES: Final = (*JOB_QUEUES.values(), STATS_QUEUE)


def rung(delay_s: float) -> int:
    """Return the shortest delay of the ladder that is not shorter than asked for, or the longest there is."""
    return next((delay for delay in RETRY_DELAYS_S if delay >= delay_s), RETRY_DELAYS_S[-1])
