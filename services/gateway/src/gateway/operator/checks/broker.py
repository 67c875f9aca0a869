"""Whether the broker has what the code wants: queues declared as it does, somebody who consumes each, nothing dead."""

from collections.abc import Collection, Mapping
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
    missing: list[str] = []
    other: list[str] = []
    for queue in QUEUES:
        for declared in (work_queue(queue), *side_queues(queue)):
            try:
                found[declared.name] = await _depth(connection, declared)
            except ChannelNotFoundEntity:
                missing.append(declared.name)
            except ChannelPreconditionFailed:
                other.append(declared.name)
    return [*_declarations(found, missing, other), *_consumers(found), *_dead(found)]


async def _depth(connection: AbstractConnection, queue: RabbitQueue) -> _Depth:
    """Return what is in a queue; an error closes the channel, so each has its own.

    Raises:
        ChannelNotFoundEntity: when it is missing.
        ChannelPreconditionFailed: when it has other arguments than the code wants.
    """
    channel = await connection.channel()
    try:
        # Passively first, for a plain declaration would make the queue that is to be missed.
        await channel.declare_queue(queue.name, passive=True)
        arguments = cast("dict[str, Any]", queue.arguments)
        declared = await channel.declare_queue(queue.name, durable=True, arguments=arguments)
    finally:
        await channel.close()
    counts = declared.declaration_result
    return _Depth(counts.message_count or 0, counts.consumer_count or 0)


def _declarations(found: Collection[str], missing: Collection[str], other: Collection[str]) -> list[Finding]:
    findings: list[Finding] = []
    if missing:
        sentence = f"{len(missing)} queues are missing: {', '.join(missing)}."
        findings.append(Finding("queues", "fail", sentence, _DECLARED))
    if other:
        sentence = f"{len(other)} queues have other arguments than this release's: {', '.join(other)}."
        findings.append(Finding("queues", "fail", sentence, _VERSIONED))
    whole = f"All {len(found)} queues are declared as this release wants them."
    return findings or [Finding("queues", "ok", whole)]


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


def _dead(found: Mapping[str, _Depth]) -> list[Finding]:
    dead = {queue.dead: found[queue.dead].messages for queue in QUEUES if queue.dead in found}
    full = [f"{name}: {messages}" for name, messages in dead.items() if messages]
    if full:
        remedy = "`convex dlq ls` says why; `convex dlq replay` does them again once that is mended."
        return [Finding("dead letters", "warn", f"Dead letters in {', '.join(full)}.", remedy)]
    # Of queues that are missing nothing is known.
    return [Finding("dead letters", "ok", f"No dead letters in {', '.join(dead)}.")] if dead else []
