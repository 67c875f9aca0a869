"""What becomes of a message: the only place where an outcome or an error turns into ack, retry or dead letter."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, assert_never

import structlog
from aio_pika.abc import AbstractIncomingMessage
from faststream import BaseMiddleware, StreamMessage
from faststream.exceptions import IgnoredException
from faststream.rabbit import RabbitBroker
from pydantic import ValidationError

from shared.broker.publishing import forward
from shared.contracts.topology import RETRY_DELAYS_S, WorkQueue, rung
from shared.errors import BrokerUnavailableError
from shared.telemetry.errors import report
from shared.telemetry.metrics import Metrics

RETRY_HEADER: Final = "x-retry"
REASON_HEADER: Final = "x-dead-reason"
DETAIL_HEADER: Final = "x-dead-detail"
DIED_AT_HEADER: Final = "x-dead-at"
# What a dead letter says of its failure, and a copy that is tried anew must not.
FAILURE_HEADERS: Final = (RETRY_HEADER, REASON_HEADER, DETAIL_HEADER, DIED_AT_HEADER)
_MAX_REASON: Final = 200
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to do with this message."""


@dataclass(frozen=True, slots=True)
class Later:
    """Deliver again after about `delay_s`; whether that counts as an attempt is the job's business."""

    delay_s: float


@dataclass(frozen=True, slots=True)
class Dead:
    """Put a copy into the dead queue, with the reason."""

    reason: str
    detail: str


Outcome = Done | Later | Dead


async def settle(
    outcome: Outcome, *, broker: RabbitBroker, raw: AbstractIncomingMessage, queue: WorkQueue, metrics: Metrics
) -> None:
    """Do what the outcome says, before the message is acknowledged.

    Raises:
        BrokerUnavailableError: the copy was not confirmed; the original comes back.
    """
    match outcome:
        case Done():
            return
        case Later(delay_s):
            await forward(broker, raw, queue.retry(rung(delay_s)), headers={})
        case Dead(reason, detail):
            _log.error("message_dead_lettered", queue=queue.name, reason=reason, detail=detail[:_MAX_REASON])
            metrics.dead_letters.labels(queue.name, reason).inc()
            headers = {
                REASON_HEADER: reason,
                DETAIL_HEADER: detail[:_MAX_REASON],
                DIED_AT_HEADER: datetime.now(UTC).isoformat(timespec="seconds"),
            }
            await forward(broker, raw, queue.dead, headers=headers)
        case _:
            assert_never(outcome)


def failure_middleware(broker: Callable[[], RabbitBroker], queue: WorkQueue, metrics: Metrics) -> type[BaseMiddleware]:
    """Return the outermost middleware of a consumer: an unreadable body is dead at once, a defect climbs the ladder."""

    class FailureMiddleware(BaseMiddleware):
        async def consume_scope(
            self, call_next: Callable[[StreamMessage[Any]], Awaitable[Any]], msg: StreamMessage[Any]
        ) -> Any:
            try:
                return await call_next(msg)
            except (IgnoredException, BrokerUnavailableError):
                raise
            except Exception as error:  # noqa: BLE001 - every failure ends in a queue, never in a crash loop
                raw: AbstractIncomingMessage = msg.raw_message
                await _settle_failure(error, broker=broker(), raw=raw, queue=queue, metrics=metrics)
                return None

    return FailureMiddleware


async def _settle_failure(
    error: Exception, *, broker: RabbitBroker, raw: AbstractIncomingMessage, queue: WorkQueue, metrics: Metrics
) -> None:
    retries = _retries(raw)
    if isinstance(error, ValidationError | ValueError):
        # The text of a validation error repeats the body, which may be anybody's; its kind is enough.
        outcome = Dead("unreadable", type(error).__name__)
        await settle(outcome, broker=broker, raw=raw, queue=queue, metrics=metrics)
        return
    _log.error("message_failed", queue=queue.name, error=type(error).__name__, retries=retries, exc_info=error)
    report(error)
    if retries >= len(RETRY_DELAYS_S):
        outcome = Dead("retries_exhausted", type(error).__name__)
        await settle(outcome, broker=broker, raw=raw, queue=queue, metrics=metrics)
        return
    await forward(broker, raw, queue.retry(RETRY_DELAYS_S[retries]), headers={RETRY_HEADER: retries + 1})


def _retries(raw: AbstractIncomingMessage) -> int:
    value = raw.headers.get(RETRY_HEADER, 0)
    return value if isinstance(value, int) else 0
