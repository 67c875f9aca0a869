"""Cursors: opaque, exact, and refused when they are not ours."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gateway.errors import ProblemError
from gateway.paging import Page, Position, decode_cursor, encode_cursor

POSITION = Position(datetime(2026, 11, 25, 9, 30, 0, 482113, tzinfo=UTC), UUID("019abf2e-6c1d-7a40-9b53-0f6f0a9d7c11"))


@pytest.mark.parametrize(
    "moment",
    [
        POSITION.created_at,
        datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_a_cursor_gives_its_position_back_to_the_microsecond(moment: datetime) -> None:
    position = Position(moment, POSITION.id)
    assert decode_cursor("jobs", encode_cursor("jobs", position)) == position


def test_every_changed_character_is_noticed() -> None:
    cursor = encode_cursor("jobs", POSITION)
    for index, character in enumerate(cursor):
        changed = cursor[:index] + ("A" if character != "A" else "B") + cursor[index + 1 :]
        with pytest.raises(ProblemError):
            decode_cursor("jobs", changed)


@pytest.mark.parametrize("cursor", ["", "x", "====", "é", "a" * 5000, "bnVsbA", encode_cursor("audits", POSITION)])
def test_what_is_not_a_cursor_of_this_list_is_named(cursor: str) -> None:
    with pytest.raises(ProblemError) as told:
        decode_cursor("jobs", cursor)
    assert [error.field for error in told.value.errors] == ["cursor"]


def test_one_row_more_than_shown_tells_of_a_next_page() -> None:
    page = Page("jobs", 2)
    second = Position(POSITION.created_at, UUID(int=2))
    rows = [POSITION, second, Position(POSITION.created_at, UUID(int=1))]
    assert page.fetch == 3
    assert page.shown(rows) == rows[:2]
    assert page.next_cursor(rows, lambda row: row) == encode_cursor("jobs", second)
    assert page.next_cursor(rows[:2], lambda row: row) is None
