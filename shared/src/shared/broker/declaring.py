"""Makes the topology of `contracts.topology` exist."""

from typing import Final

from faststream.rabbit import ExchangeType, QueueType, RabbitBroker, RabbitExchange, RabbitQueue

from shared.contracts.topology import COMMANDS, DELIVERY_LIMIT, EVENTS, QUEUES, RETRY_DELAYS_S, WAKEUPS, WorkQueue

_DEAD_DELIVERY_LIMIT: Final = 1000
COMMANDS_EXCHANGE: Final = RabbitExchange(COMMANDS, type=ExchangeType.DIRECT, durable=True)
EVENTS_EXCHANGE: Final = RabbitExchange(EVENTS, type=ExchangeType.TOPIC, durable=True)
WAKEUPS_EXCHANGE: Final = RabbitExchange(WAKEUPS, type=ExchangeType.FANOUT, durable=True)
_EXCHANGES: Final = {e.name: e for e in (COMMANDS_EXCHANGE, EVENTS_EXCHANGE, WAKEUPS_EXCHANGE)}


def exchange_of(queue: WorkQueue) -> RabbitExchange:
    """Return the exchange a queue is bound to."""
    return _EXCHANGES[queue.exchange]


def work_queue(queue: WorkQueue) -> RabbitQueue:
    """Return the queue its service consumes; what exceeds the delivery limit goes to the dead queue by itself."""
    return RabbitQueue(
        queue.name,
        queue_type=QueueType.QUORUM,
        routing_key=queue.routing_key,
        arguments={
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": queue.dead,
            # At most once loses what is dead-lettered while its target is missing.
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    )


def _retry_queue(queue: WorkQueue, delay_s: int) -> RabbitQueue:
    return RabbitQueue(
        queue.retry(delay_s),
        queue_type=QueueType.QUORUM,
        arguments={
            "x-message-ttl": delay_s * 1000,
            "x-dead-letter-exchange": "",
            "x-dead-letter-routing-key": queue.name,
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    )


def _dead_queue(queue: WorkQueue) -> RabbitQueue:
    return RabbitQueue(queue.dead, queue_type=QueueType.QUORUM, arguments={"x-delivery-limit": _DEAD_DELIVERY_LIMIT})


def side_queues(queue: WorkQueue) -> tuple[RabbitQueue, ...]:
    """Return the queues that stand beside a work queue: what waits to be tried again, and what can't be handled."""
    return _dead_queue(queue), *(_retry_queue(queue, delay_s) for delay_s in RETRY_DELAYS_S)


async def declare_topology(broker: RabbitBroker, *, consumed: WorkQueue | None = None) -> None:
    """Declare everything but the queue this process consumes.

    That one is declared by its subscriber: the library remembers a queue with the channel it was first declared on,
    and on the default channel it would lose the subscriber's prefetch.
    """
    for exchange in _EXCHANGES.values():
        await broker.declare_exchange(exchange)
    for queue in QUEUES:
        for beside in side_queues(queue):
            await broker.declare_queue(beside)
        if queue != consumed:
            declared = await broker.declare_queue(work_queue(queue))
            await declared.bind(queue.exchange, queue.routing_key)
