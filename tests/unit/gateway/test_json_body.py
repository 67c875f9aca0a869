"""Reading a body: one meaning per text, a bounded size, and complaints by the field's name."""

import asyncio
import time

import pytest
from fastapi import Request

from gateway.errors import ProblemError
from gateway.json_body import MAX_BODY_BYTES, parse_object, read_body
from shared.contracts.problems import ProblemCode
from shared.contracts.wire import WireModel
from unit.gateway.requests import make_request


class Thing(WireModel):
    """A body for these tests."""

    first_name: str
    ages: tuple[int, ...] = ()


def refused(raw: bytes) -> tuple[ProblemCode, list[str]]:
    """Return the code and the fields that parsing complains of."""
    with pytest.raises(ProblemError) as told:
        parse_object(raw)
    return told.value.code, [error.field for error in told.value.errors]


async def test_a_good_body_gives_the_model_and_the_json() -> None:
    body, given = await read_body(make_request(b'{"firstName": " Ana ", "ages": [1]}'), Thing)
    assert body == Thing(first_name="Ana", ages=(1,))
    assert given == {"firstName": " Ana ", "ages": [1]}


async def test_all_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(ProblemError) as told:
        await read_body(make_request(b'{"ages": [1, "x"], "more": 1}'), Thing)
    assert {(error.field, error.message) for error in told.value.errors} == {
        ("firstName", "is required"),
        ("ages[1]", "must be a whole number"),
        ("more", "is not a known field"),
    }


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b'{"a": 1, "a": 1}', "a"),
        (b'{"b": [{"c": 1, "c": 2}]}', "b[0].c"),
        (b'{"a": NaN}', "a"),
        (b'{"a": [1, -Infinity]}', "a[1]"),
        (b'{"a": 1e400}', "a"),
        (b'{"a": ' + b"9" * 400 + b"}", "a"),
        (b'{"a": 1, "deep": ' + b"[" * 40 + b"]" * 40 + b"}", "deep"),
    ],
)
def test_what_is_ambiguous_or_unbounded_is_named(raw: bytes, field: str) -> None:
    assert refused(raw) == (ProblemCode.INVALID_REQUEST, [field])


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b'{"a": 1', b'{"a": 1}}', b'{"a": "\xff"}', b'{"a": 1,}'])
def test_what_is_no_json_object_is_malformed(raw: bytes) -> None:
    assert refused(raw) == (ProblemCode.MALFORMED_JSON, [])


def test_32_levels_are_allowed_and_33_are_not() -> None:
    assert parse_object(b'{"a":' * 32 + b"1" + b"}" * 32)
    assert refused(b'{"a":' * 33 + b"1" + b"}" * 33) == (ProblemCode.INVALID_REQUEST, ["a"])


def test_brackets_within_texts_are_not_levels() -> None:
    assert parse_object(b'{"a": "' + b"[" * 100 + b'\\"{"}') == {"a": "[" * 100 + '"{'}


@pytest.mark.parametrize("filling", [b'\\"', b'"', b"\\", b'"\\', b"[", b'{"a":'])
def test_no_text_takes_long_to_refuse(filling: bytes) -> None:
    raw = b'{"a": "' + filling * (MAX_BODY_BYTES // len(filling))
    began = time.process_time()
    with pytest.raises(ProblemError):
        parse_object(raw)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("length", ["262145", "9" * 30, None])
async def test_a_large_body_is_refused(length: str | None) -> None:
    raw = b"x" * (MAX_BODY_BYTES + 1)
    headers = {} if length is None else {"content_length": length}
    with pytest.raises(ProblemError) as told:
        await read_body(make_request(raw, **headers), Thing)
    assert told.value.code is ProblemCode.BODY_TOO_LARGE


@pytest.mark.parametrize("media_type", ["", "text/json", "application/xml", "application/jsonx"])
async def test_another_media_type_is_refused(media_type: str) -> None:
    with pytest.raises(ProblemError) as told:
        await read_body(make_request(b"{}", content_type=media_type), Thing)
    assert told.value.code is ProblemCode.UNSUPPORTED_MEDIA_TYPE


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip"])
async def test_a_packed_body_is_refused(coding: str) -> None:
    with pytest.raises(ProblemError) as told:
        await read_body(make_request(b"{}", content_encoding=coding), Thing)
    assert told.value.code is ProblemCode.UNSUPPORTED_MEDIA_TYPE
    assert "Content-Encoding" in told.value.detail


async def test_a_body_that_does_not_end_is_given_up_with_its_connection() -> None:
    parts = [b'{"firstName": ']

    async def receive() -> dict[str, object]:
        if not parts:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": parts.pop(), "more_body": True}

    with pytest.raises(ProblemError) as told:
        await read_body(Request(make_request().scope, receive), Thing, timeout_s=0.01)
    assert told.value.code is ProblemCode.MALFORMED_JSON
    assert told.value.detail == "The body did not arrive within 0.01 s."
    assert told.value.headers == {"Connection": "close"}


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/ld+json"])
async def test_json_may_be_called_by_its_variants(media_type: str) -> None:
    body, _ = await read_body(make_request(b'{"firstName": "Ana"}', content_type=media_type), Thing)
    assert body.first_name == "Ana"
