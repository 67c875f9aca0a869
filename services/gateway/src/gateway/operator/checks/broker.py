"""Whether the broker has what the code wants: queues declared as it does, somebody who consumes each, nothing dead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity, ChannelPreconditionFailed
from faststream.rabbit import RabbitQueue

from gateway.operator.checks.finding import Finding, judged
from shared.broker.declaring import side_queues, work_queue
from shared.contracts.topology import QUEUES

_DECLARED: Final = "A service that starts declares what is missing: start the gateway, or restart it."
_VERSIONED: Final = (
    "Arguments can't be changed: let the queue run empty, delete it, and restart a service, which declares it."
)


@dataclass(frozen=True, slots=True)
class _Depth:
    messages: int
    consumers: int


async def check_broker(connection: AbstractConnection) -> list[Finding]:
    """Return what is to be said of a broker that answers; it is asked by AMQP alone."""
    found: dict[str, _Depth] = {}
    problems: list[Finding] = []
    for queue in QUEUES:
        for declared in (work_queue(queue), *side_queues(queue)):
            depth = await _depth(connection, declared)
            if isinstance(depth, _Depth):
                found[declared.name] = depth
            else:
                problems.append(depth)
    whole = Finding("queues", "ok", f"All {len(found)} queues are declared as this release wants them.")
    return [*(problems or [whole]), *_consumers(found), _dead(found)]


async def _depth(connection: AbstractConnection, queue: RabbitQueue) -> _Depth | Finding:
    """Return what is in a queue, or what is wrong with it; an error closes the channel, so each has its own."""
    channel = await connection.channel()
    try:
        # Passively first, for a plain declaration would make the queue that is to be missed.
        await channel.declare_queue(queue.name, passive=True)
        arguments = cast("dict[str, Any]", queue.arguments)
        declared = await channel.declare_queue(queue.name, durable=True, arguments=arguments)
    except ChannelNotFoundEntity:
        return Finding("queues", "fail", f"The queue {queue.name} is missing.", _DECLARED)
    except ChannelPreconditionFailed:
        return Finding("queues", "fail", f"The queue {queue.name} has other arguments than this release's.", _VERSIONED)
    finally:
        await channel.close()
    counts = declared.declaration_result
    return _Depth(counts.message_count or 0, counts.consumer_count or 0)


def _consumers(found: Mapping[str, _Depth]) -> list[Finding]:
    findings: list[Finding] = []
    for queue in QUEUES:
        depth = found.get(queue.name)
        if depth is None:
            continue
        told = f"{queue.name}: {depth.consumers} consumers, {depth.messages} messages ready."
        remedy = f"Start {queue.name}; if it runs, its /health/ready says what it waits for."
        findings.append(judged("consumers", "ok" if depth.consumers else "fail", told, remedy))
    return findings


def _dead(found: Mapping[str, _Depth]) -> Finding:
    dead = {queue.dead: found[queue.dead].messages for queue in QUEUES if queue.dead in found}
    full = [f"{name}: {messages}" for name, messages in dead.items() if messages]
    if full:
        remedy = "`convex dlq ls` says why; `convex dlq replay` does them again once that is mended."
        return Finding("dead letters", "warn", f"Dead letters in {', '.join(full)}.", remedy)
    return Finding("dead letters", "ok", "There are no dead letters.")
