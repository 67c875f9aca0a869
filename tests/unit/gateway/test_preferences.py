"""Prefer: wait=N as RFC 7240 writes it; what can't be understood counts as not said."""

import pytest
from starlette.datastructures import Headers

from gateway.preferences import wait_preference


def wait(*lines: str) -> int | None:
    """Return what these header lines ask for."""
    return wait_preference(Headers(raw=[(b"prefer", line.encode()) for line in lines]))


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("wait=5", 5),
        ("WAIT=5", 5),
        ("wait = 5", 5),
        ('wait="5"', 5),
        ("wait=1", 1),
        ("wait=30", 30),
        ("wait=31", 30),
        ("wait=999999999", 30),
        ("respond-async, wait=10", 10),
        ("wait=10;foo=bar", 10),
        ("return=minimal; x=1 , wait=7", 7),
        ("wait=3, wait=9", 3),
    ],
)
def test_it_is_read(line: str, seconds: int) -> None:
    assert wait(line) == seconds


@pytest.mark.parametrize(
    "line",
    [
        "",
        "wait",
        "wait=",
        "wait=0",
        "wait=-1",
        "wait=1.5",
        "wait=x",
        "wait=\xb2",
        "wait=1e1",
        "wait=" + "9" * 99,
        "waits=5",
        "=5",
    ],
)
def test_it_is_left_aside(line: str) -> None:
    assert wait(line) is None


def test_it_may_come_in_several_headers() -> None:
    assert wait("return=minimal", "wait=4") == 4
    assert wait() is None
