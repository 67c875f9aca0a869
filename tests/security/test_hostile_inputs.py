"""Hostile addresses, servers, pages and files go the whole way of an audit, in a process that can't leave loopback.

None connects where it must not; each ends in a code and a sentence for a person, in time; memory stays bounded.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest

from support.hostile_addresses import ADDRESSES, ZONE
from support.hostile_answers import ANSWERS, SLOW_ANSWERS
from support.hostile_pages import FILES, PAGES
from support.hostile_server import OTHERWISE, HostileServer, Paths, serving_hostile

_TESTS: Final = Path(__file__).parents[1]
_MEGABYTE: Final = 1_000_000
# A page has eight seconds and robots.txt four; analysing may wait for the strict lane and takes two there.
_DEADLINE_S: Final = 21.0
_INJECTION: Final = "http://injected.test:PORT/\r\nX-Injected: 1\r\n\r\nGET /x?%0d%0aX-Injected: 2"
_HOSTS: Final[dict[str, Paths]] = {
    **{f"{name}.test": paths for name, (_, paths) in ANSWERS.items()},
    **{f"{name}.test": {OTHERWISE: body} for name, body in PAGES.items()},
    **{f"{name}.test": paths for name, (_, paths) in FILES.items()},
    "injected.test": {OTHERWISE: PAGES["utf-7"]},
    "10.0.0.1": {},
}
_NO_NAMES: Final = frozenset({"10.0.0.1"})


class Seen:
    """The report of the worker, and the server it talked to."""

    def __init__(self, report: dict[str, Any], server: HostileServer) -> None:
        self.report = report
        self.server = server

    def outcome(self, name: str) -> dict[str, Any]:
        return self.report["outcomes"][name]


def _cases() -> dict[str, str]:
    named = (*ANSWERS, *PAGES, *FILES)
    slow = {"slow-name": "http://slow-name.test/", "silent-tls": "https://slow-body.test:SILENT/"}
    addresses = {address: address for address in ADDRESSES}
    return {**addresses, **{name: f"http://{name}.test:PORT/" for name in named}, **slow, "injected": _INJECTION}


def _plan(server: HostileServer) -> dict[str, Any]:
    def placed(address: str) -> str:
        return (
            address.replace("PORT1", "8081")
            .replace("PORT", str(server.port))
            .replace("SILENT", str(server.silent_port))
        )

    served = {host: [["127.0.0.1"]] for host in _HOSTS if host not in _NO_NAMES}
    return {
        "ports": [server.port, server.silent_port],
        "names": {**served, **ZONE},
        "cases": {name: placed(address) for name, address in _cases().items()},
        "slow": [*SLOW_ANSWERS, "slow-name", "silent-tls"],
    }


async def _worked(plan: dict[str, Any]) -> dict[str, Any]:
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "support.hostile_worker"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(_TESTS)},
    )
    printed, _ = await worker.communicate(json.dumps(plan).encode())
    assert worker.returncode == 0
    return json.loads(printed)


@pytest.fixture(scope="module")
async def seen() -> AsyncIterator[Seen]:
    """Let a worker audit the whole list once."""
    async with asyncio.timeout(120), serving_hostile(_HOSTS) as server:
        yield Seen(await _worked(_plan(server)), server)


def test_nothing_but_loopback_was_tried(seen: Seen) -> None:
    assert seen.report["barred"] == []


def test_nothing_in_the_list_is_an_error_of_ours(seen: Seen) -> None:
    outcomes = seen.report["outcomes"]
    assert {name: o["title"] for name, o in outcomes.items() if o["code"].startswith("RAISED")} == {}


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_an_address_that_leads_nowhere_ends_with_its_reason(seen: Seen, address: str) -> None:
    outcome = seen.outcome(address)
    assert outcome["code"] == ADDRESSES[address]
    assert outcome["title"].endswith(" could not be audited")
    assert outcome["detail"].endswith(".")


@pytest.mark.parametrize("name", ANSWERS)
def test_a_server_that_misbehaves_ends_with_its_reason(seen: Seen, name: str) -> None:
    outcome = seen.outcome(name)
    assert outcome["code"] == ANSWERS[name][0]
    assert outcome["detail"] or outcome["parse"] == "parsed"


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_analysed_or_said_to_be_not(seen: Seen, name: str) -> None:
    outcome = seen.outcome(name)
    assert outcome["code"] == "audited"
    told = any(note.startswith("The HTML was not analysed: The ") for note in outcome["notes"])
    assert told == (outcome["parse"] != "parsed")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_robots_or_sitemap_leaves_the_page_audited(seen: Seen, name: str) -> None:
    outcome = seen.outcome(name)
    assert (outcome["code"], outcome["parse"]) == ("audited", "parsed")
    assert outcome["sitemap"] == FILES[name][0]


def test_a_name_server_or_a_handshake_that_never_answers_is_left(seen: Seen) -> None:
    assert [seen.outcome(name)["code"] for name in ("slow-name", "silent-tls")] == ["target_timeout"] * 2


def test_no_line_of_a_request_comes_from_the_address(seen: Seen) -> None:
    assert seen.outcome("injected")["code"] == "audited"
    lines = [line for request in seen.server.requests for line in request.split(b"\r\n")[1:]]
    names = {line.partition(b":")[0] for line in lines if line}
    assert names == {b"Host", b"User-Agent", b"Accept", b"Accept-Encoding"}


def test_each_ends_within_the_deadline(seen: Seen) -> None:
    late = {name: o["seconds"] for name, o in seen.report["outcomes"].items() if o["seconds"] > _DEADLINE_S}
    assert late == {}


def test_memory_stays_bounded_over_the_whole_list(seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    report = seen.report
    with capsys.disabled():
        print(
            f"\n{len(report['outcomes'])} hostile inputs in {report['seconds']:.1f} s: worker peak"
            f" {report['worker_peak'] / _MEGABYTE:.0f} MB (at rest {report['worker_before'] / _MEGABYTE:.0f}), parser"
            f" peak {report['parser_peak'] / _MEGABYTE:.0f} MB, event loop held up {report['longest_stall_s']:.2f} s"
        )
    assert report["worker_peak"] < 400 * _MEGABYTE
    assert report["parser_peak"] < 750 * _MEGABYTE
