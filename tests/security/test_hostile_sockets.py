"""The bar under the tests of hostile input holds: with our guard switched off, still nothing leaves loopback."""

import asyncio
import json
import os
import sys
from pathlib import Path

from support.hostile_addresses import ADDRESSES


async def test_no_way_of_opening_a_socket_leads_off_loopback() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    program = (sys.executable, "-m", "support.hostile_escapes")
    async with asyncio.timeout(60):
        escaping = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE, env=environment)
        printed, _ = await escaping.communicate()
    assert json.loads(printed) == {
        "connect": 1,
        "connect_ex": 1,
        "datagram": 1,
        "loop": 1,
        "stream": 1,
        "lookup": 1,
        "fetch of an address": 1,
        "fetch of metadata": 1,
        "fetch of a name": 1,
        "loopback": 0,
    }


def test_the_list_is_as_long_as_was_promised() -> None:
    assert len(ADDRESSES) >= 60
