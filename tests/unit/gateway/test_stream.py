"""Events as the HTML standard writes them."""

import json

import pytest
from fastapi import Request

from gateway.errors import ProblemError
from gateway.repository.events import JobEvent
from gateway.watching.opening import last_seen
from gateway.watching.stream import format_event, is_outlived


def test_an_event_has_its_id_type_and_data() -> None:
    assert format_event(JobEvent(3, "progress", '{"progress":40}')) == (
        'id: 3\nevent: progress\ndata: {"progress":40}\n\n'
    )


def test_a_line_break_begins_another_data_line() -> None:
    assert format_event(JobEvent(1, "x", '{\n"a": 1\r\n}')) == 'id: 1\nevent: x\ndata: {\ndata: "a": 1\ndata: }\n\n'


def test_a_line_separator_inside_a_text_breaks_no_line() -> None:
    told = format_event(JobEvent(1, "x", '"a\u2028b\x85c"'))
    assert told == 'id: 1\nevent: x\ndata: "a\\u2028b\\u0085c"\n\n'
    assert json.loads(told.splitlines()[2].removeprefix("data: ")) == "a\u2028b\x85c"


def test_only_an_end_with_something_after_it_is_outlived() -> None:
    assert is_outlived(JobEvent(3, "failed", "{}"), 4)
    assert not is_outlived(JobEvent(4, "failed", "{}"), 4)
    assert not is_outlived(JobEvent(3, "progress", "{}"), 4)


@pytest.mark.parametrize(
    ("in_header", "in_query", "seen"), [(None, None, 0), ("", None, 0), ("7", None, 7), (None, "7", 7), ("3", "7", 3)]
)
def test_the_last_event_seen_is_in_the_header_or_the_query(
    in_header: str | None, in_query: str | None, seen: int
) -> None:
    assert last_seen(_request(in_header), in_query) == seen


@pytest.mark.parametrize("given", ["x", "-1", "1.0", " 1", "2147483648", "9" * 5000, "٣"])
def test_another_text_is_refused(given: str) -> None:
    with pytest.raises(ProblemError):
        last_seen(_request(given), None)


def _request(last_event_id: str | None) -> Request:
    given = [] if last_event_id is None else [(b"last-event-id", last_event_id.encode())]
    return Request({"type": "http", "headers": given})
