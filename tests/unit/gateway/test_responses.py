"""Answers: stored JSON untouched, times with Z, entity tags compared as RFC 9110 says."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gateway.errors import ProblemError
from gateway.responses import etag_of, json_response, not_modified, require_match, stored
from shared.contracts.problems import ProblemCode
from unit.gateway.requests import make_request

TAG = etag_of("id", 3)


def test_stored_json_goes_out_byte_for_byte() -> None:
    body = json_response({"result": stored('{"a" :  1.0,"b":12345678901234567890}'), "error": stored(None)}).body
    assert body == b'{"result":{"a" :  1.0,"b":12345678901234567890},"error":null}'


def test_times_end_with_z_and_ids_are_texts() -> None:
    value = {"at": datetime(2026, 11, 25, 9, 30, tzinfo=UTC), "id": UUID(int=1)}
    assert json_response(value).body == b'{"at":"2026-11-25T09:30:00Z","id":"00000000-0000-0000-0000-000000000001"}'


def test_a_value_without_a_place_is_an_error() -> None:
    with pytest.raises(TypeError):
        json_response({"x": object()})


def test_a_tag_depends_on_each_part() -> None:
    assert len({etag_of("a", 1), etag_of("a", 2), etag_of("b", 1), etag_of("a", "", 1), etag_of("a1")}) == 5
    assert etag_of("id", 3) == TAG
    assert TAG.startswith('"')
    assert TAG.endswith('"')


@pytest.mark.parametrize("given", [TAG, f"W/{TAG}", f'"x", {TAG}', "*"])
def test_who_has_it_gets_a_304(given: str) -> None:
    answer = not_modified(make_request(if_none_match=given), TAG)
    assert answer is not None
    assert (answer.status_code, answer.body, answer.headers["etag"]) == (304, b"", TAG)


@pytest.mark.parametrize("given", ['"x"', "", TAG.strip('"')])
def test_others_get_it(given: str) -> None:
    assert not_modified(make_request(if_none_match=given), TAG) is None
    assert not_modified(make_request(), TAG) is None


def test_a_change_must_be_based_on_what_is_there() -> None:
    require_match(make_request(if_match=TAG), TAG)
    require_match(make_request(if_match="*"), TAG)
    for request, code in (
        (make_request(), ProblemCode.PRECONDITION_REQUIRED),
        (make_request(if_match='"x"'), ProblemCode.PRECONDITION_FAILED),
        (make_request(if_match=f"W/{TAG}"), ProblemCode.PRECONDITION_FAILED),
    ):
        with pytest.raises(ProblemError) as told:
            require_match(request, TAG)
        assert told.value.code is code
