"""A download is given up when nobody takes it or it takes too long, and gives back what it held."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing

import pytest
from starlette.types import Message

from gateway.transfer.download import Patience, WorkspaceDownload


async def _pieces(closed: list[str]) -> AsyncGenerator[bytes, None]:
    try:
        while True:
            yield b"x"
            await asyncio.sleep(0)
    finally:
        closed.append("the transaction")


@pytest.mark.parametrize("patience", [Patience(deadline_s=30, stall_s=0.05), Patience(deadline_s=0.05, stall_s=30)])
async def test_who_takes_nothing_does_not_hold_the_database(patience: Patience) -> None:
    closed: list[str] = []
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)
        if len(sent) == 3:
            await asyncio.Event().wait()

    held = AsyncExitStack()
    held.callback(closed.append, "the place")
    body = await held.enter_async_context(aclosing(_pieces(closed)))
    response = WorkspaceDownload(body, "attachment", held, patience)
    async with asyncio.timeout(10):
        await response({"type": "http", "asgi": {"spec_version": "2.4"}}, _never, send)
    assert closed == ["the transaction", "the place"]
    # Without the last message the server breaks the connection off, and the reader knows that there is more.
    assert [message.get("more_body", True) for message in sent] == [True] * 3


async def test_what_is_taken_is_sent_to_the_end() -> None:
    async def two() -> AsyncGenerator[bytes, None]:
        yield b"one"
        yield b"two"

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    response = WorkspaceDownload(two(), "attachment", AsyncExitStack())
    await response({"type": "http", "asgi": {"spec_version": "2.4"}}, _never, send)
    assert [message["body"] for message in sent[1:]] == [b"one", b"two", b""]
    assert sent[-1]["more_body"] is False


async def _never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError
