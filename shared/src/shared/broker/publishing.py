"""Publishing that either is confirmed or says it is not."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

import aio_pika
from aio_pika.abc import AbstractIncomingMessage, DeliveryMode, HeadersType
from faststream.rabbit import RabbitBroker
from pydantic import BaseModel

from shared.errors import BrokerUnavailableError

_CONFIRM_S: Final = 5.0
# What the broker itself wrote, and what the next publish writes anew.
_BROKER_HEADERS: Final = ("x-death", "x-delivery-count", "x-first-death", "x-last-death")


async def publish_message(  # noqa: PLR0913 - the keyword-only options of one publish
    broker: RabbitBroker,
    message: BaseModel,
    *,
    exchange: str,
    routing_key: str,
    message_id: UUID,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Publish a message of ours, persistent and routed to at least one queue.

    Raises:
        BrokerUnavailableError: when there was no confirm; the message may have arrived all the same.
    """
    async with _confirmed():
        await broker.publish(
            message.model_dump(mode="json", by_alias=True),
            exchange=exchange,
            routing_key=routing_key,
            mandatory=True,
            persist=True,
            message_id=str(message_id),
            headers=dict(headers or {}),
        )


async def forward(
    broker: RabbitBroker, raw: AbstractIncomingMessage, queue: str, *, headers: Mapping[str, str | int]
) -> None:
    """Publish a copy of a received message to a queue, its trace and ids kept.

    Raises:
        BrokerUnavailableError: when there was no confirm; the original must not be acknowledged then.
    """
    async with _confirmed():
        await broker.publish(copy_of(raw, headers), queue, mandatory=True, persist=True)


def copy_of(
    raw: AbstractIncomingMessage, headers: Mapping[str, str | int], *, without: Collection[str] = ()
) -> aio_pika.Message:
    """Return a persistent copy of a received message with these headers more and those of `without` less."""
    kept: HeadersType = {
        name: value
        for name, value in raw.headers.items()
        if not name.startswith(_BROKER_HEADERS) and name not in without
    }
    return aio_pika.Message(
        raw.body,
        headers={**kept, **headers},
        content_type=raw.content_type,
        content_encoding=raw.content_encoding,
        message_id=raw.message_id,
        correlation_id=raw.correlation_id,
        type=raw.type,
        app_id=raw.app_id,
        delivery_mode=DeliveryMode.PERSISTENT,
    )


class _confirmed:  # noqa: N801 - reads as a verb where it is used
    """Bounds the wait for a confirm and turns every way of losing it into one error."""

    def __init__(self) -> None:
        # The timeout that publish() itself takes never reaches the client library.
        self._timeout = asyncio.timeout(_CONFIRM_S)

    async def __aenter__(self) -> None:
        await self._timeout.__aenter__()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        task = asyncio.current_task()
        try:
            await self._timeout.__aexit__(kind, error, None)
        except TimeoutError as late:
            raise BrokerUnavailableError(f"no confirm within {_CONFIRM_S} s") from late
        if isinstance(error, asyncio.CancelledError):
            # A connection that dies while a confirm is awaited cancels the future; nobody asked this task to stop.
            if task is None or task.cancelling() == 0:
                raise BrokerUnavailableError("the connection was lost while waiting for the confirm") from None
            return
        if isinstance(error, Exception):
            raise BrokerUnavailableError(type(error).__name__) from error
