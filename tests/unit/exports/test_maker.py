"""Documents from processes of their own."""

import asyncio

import pytest

from exports.building import build
from exports.html import render
from exports.maker import DocumentFailedError, DocumentLateError, DocumentMaker, MakerLimits
from exports.order import Order
from exports.strategy import Format
from unit.exports.samples import strategy


@pytest.mark.parametrize(
    ("kind", "begin"), [("md", b"# "), ("html", b"<!doctype html>"), ("pdf", b"%PDF-1."), ("docx", b"PK")]
)
async def test_each_format_is_made_twice_alike(kind: Format, begin: bytes) -> None:
    maker = DocumentMaker()
    # Two processes with hashes seeded differently, so an order that hangs on hashes would show.
    first, second = await maker.make(Order(kind, strategy())), await maker.make(Order(kind, strategy()))
    assert first.startswith(begin)
    assert first == second


async def test_a_process_gives_what_the_code_gives() -> None:
    assert await DocumentMaker().make(Order("html", strategy())) == render(build(strategy()))


async def test_what_takes_too_long_is_ended_and_leaves_its_place() -> None:
    maker = DocumentMaker(MakerLimits(at_once=1, make_s=0.01))
    for _ in range(2):
        with pytest.raises(DocumentLateError, match="not made within"):
            await maker.make(Order("pdf", strategy()))


async def test_who_waits_too_long_for_a_place_is_told() -> None:
    maker = DocumentMaker(MakerLimits(at_once=1, wait_s=0.01))
    async with asyncio.TaskGroup() as group:
        first = group.create_task(maker.make(Order("html", strategy())))
        await asyncio.sleep(0)
        with pytest.raises(DocumentLateError, match="too many"):
            await maker.make(Order("html", strategy()))
    assert first.result()


async def test_a_failure_names_its_kind_and_no_text() -> None:
    with pytest.raises(DocumentFailedError, match=r"^the json could not be made: ValueError$"):
        await DocumentMaker().make(Order("json", strategy()))


async def test_a_caller_who_gives_up_leaves_the_place() -> None:
    maker = DocumentMaker(MakerLimits(at_once=1))
    task = asyncio.create_task(maker.make(Order("pdf", strategy())))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await maker.make(Order("html", strategy()))
