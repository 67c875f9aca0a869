"""Members added to JSON text."""

from datetime import UTC, datetime

import pytest

from gateway.json_text import with_members


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", b'{"a":1}'),
        (" { } \n", b'{"a":1}'),
        ('{"x": 1e2,  "y":"}"}', b'{"x": 1e2,  "y":"}","a":1}'),
        ('{"x":{}}', b'{"x":{},"a":1}'),
        ('{"x":{"y":{}}\n}\n', b'{"x":{"y":{}},"a":1}'),
    ],
)
def test_what_was_there_stays_byte_for_byte(text: str, expected: bytes) -> None:
    assert with_members(text, {"a": 1}) == expected


def test_times_end_with_z() -> None:
    assert with_members("{}", {"at": datetime(2026, 3, 10, tzinfo=UTC)}) == b'{"at":"2026-03-10T00:00:00Z"}'
