"""Whether a subscriber really consumes, and how it stops without swallowing messages.

Both look behind the library's public face, because its own answers are wrong in the cases that matter; the tests in
tests/integration/test_consuming.py fail when an upgrade changes what is used here.
"""

import asyncio
from typing import Any

from faststream.rabbit import RabbitBroker


async def is_consuming(broker: RabbitBroker) -> bool:
    """Return whether every subscriber has a consumer on an open channel; an open socket is not enough."""
    subscribers = list(broker.subscribers)
    return bool(subscribers) and all([await _consumes(subscriber) for subscriber in subscribers])


async def stop_intake(broker: RabbitBroker) -> None:
    """Cancel the consumers at the broker, so that it keeps what is not yet in work for somebody else.

    The library waits for running handlers first; what the broker delivers meanwhile would be neither run nor
    returned, and its delivery count would rise.
    """
    for subscriber in broker.subscribers:
        found: Any = subscriber
        queue, tag = found._queue_obj, found._consumer_tag  # noqa: SLF001 - see the module
        if queue is None or tag is None:
            continue
        try:
            async with asyncio.timeout(2):
                await queue.cancel(tag)
        except Exception:  # noqa: BLE001, S110 - a lost connection has cancelled the consumer already
            pass
        found._consumer_tag = None  # noqa: SLF001


async def _consumes(subscriber: Any) -> bool:
    queue, tag = subscriber._queue_obj, subscriber._consumer_tag  # noqa: SLF001 - see the module
    if queue is None or tag is None:
        return False
    try:
        async with asyncio.timeout(1):
            channel = await queue.channel.get_underlay_channel()
    except Exception:  # noqa: BLE001 - whatever is wrong with the channel, nothing is consumed
        return False
    return tag in channel.consumers and not channel.is_closed
