from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import anthropic
import httpx2
import pytest

from strategy_worker.llm.failures import classify, retry_after_s
from strategy_worker.llm.model import FailureKind

KEY = "sk-ant-api03-secret"
REQUEST = httpx2.Request("POST", "http://api.test/v1/messages", headers={"authorization": f"Bearer {KEY}"})


def answered(
    status: int,
    error_type: str | None,
    code: str | None = None,
    *,
    message: str = "Said so",
    headers: dict[str, str] | None = None,
) -> anthropic.APIStatusError:
    error: dict[str, object] = {"message": message}
    if error_type is not None:
        error["type"] = error_type
    if code is not None:
        error["details"] = {"error_code": code}
    response = httpx2.Response(status, headers=headers, request=REQUEST)
    return anthropic.APIStatusError("said", response=response, body={"type": "error", "error": error})


@pytest.mark.parametrize(
    ("status", "error_type", "kind"),
    [
        (400, "invalid_request_error", "invalid_request"),
        (401, "authentication_error", "key_invalid"),
        (402, "billing_error", "billing"),
        (403, "permission_error", "forbidden"),
        (404, "not_found_error", "not_found"),
        (409, "conflict_error", "server_error"),
        (413, "request_too_large", "too_long"),
        (413, "invalid_request_error", "too_long"),
        (429, "rate_limit_error", "rate_limited"),
        (500, "api_error", "server_error"),
        (504, "timeout_error", "timeout"),
        (529, "overloaded_error", "overloaded"),
    ],
)
def test_an_answer_is_what_its_type_says(status: int, error_type: str, kind: FailureKind) -> None:
    assert classify(answered(status, error_type)).kind == kind


@pytest.mark.parametrize(
    ("error_type", "kind"),
    [("overloaded_error", "overloaded"), ("api_error", "server_error"), ("rate_limit_error", "rate_limited")],
)
def test_an_error_in_the_stream_is_what_its_type_says_though_its_status_is_200(
    error_type: str, kind: FailureKind
) -> None:
    assert classify(answered(200, error_type), has_begun=True).kind == kind


@pytest.mark.parametrize(
    ("status", "error_type", "code", "kind"),
    [
        (429, "rate_limit_error", "enforced_spend_limit_reached", "spend_limit"),
        (429, "rate_limit_error", "contract_spend_limit_reached", "spend_limit"),
        (402, "billing_error", "linked_organization_spend_limit_reached", "spend_limit"),
        (429, "rate_limit_error", "ramp_limit_exceeded", "rate_limited"),
        (402, "billing_error", "linked_organization_billing_unavailable", "billing"),
        (400, "invalid_request_error", "organization_on_hold", "forbidden"),
        (400, "invalid_request_error", "request_body_timeout", "timeout"),
        (429, "rate_limit_error", "invented_tomorrow", "rate_limited"),
    ],
)
def test_a_code_says_more_than_a_type(status: int, error_type: str, code: str, kind: FailureKind) -> None:
    assert classify(answered(status, error_type, code)).kind == kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, "server_error"),
        (400, "invalid_request"),
        (401, "key_invalid"),
        (408, "timeout"),
        (418, "invalid_request"),
        (429, "rate_limited"),
        (502, "server_error"),
        (503, "server_error"),
        (504, "timeout"),
        (529, "overloaded"),
    ],
)
@pytest.mark.parametrize("error_type", [None, "invented_tomorrow"])
def test_an_answer_without_a_known_type_is_what_its_status_says(
    status: int, error_type: str | None, kind: FailureKind
) -> None:
    assert classify(answered(status, error_type)).kind == kind


def test_a_body_that_is_no_json_is_what_its_status_says() -> None:
    response = httpx2.Response(502, request=REQUEST)
    error = anthropic.APIStatusError("said", response=response, body="<html>Bad gateway</html>")
    assert classify(error).kind == "server_error"


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "has_begun", "kind"),
    [
        (caused(anthropic.APITimeoutError(REQUEST), httpx2.ReadTimeout("")), False, "timeout"),
        (caused(anthropic.APITimeoutError(REQUEST), httpx2.ConnectTimeout("")), False, "connection"),
        (anthropic.APITimeoutError(REQUEST), False, "timeout"),
        (anthropic.APIConnectionError(request=REQUEST), False, "connection"),
        (caused(anthropic.APIConnectionError(request=REQUEST), httpx2.ConnectError("")), False, "connection"),
        (httpx2.ReadTimeout(""), False, "timeout"),
        (httpx2.ReadTimeout(""), True, "stalled"),
        (httpx2.RemoteProtocolError(""), True, "connection"),
        (httpx2.ReadError(""), True, "connection"),
        (httpx2.DecodingError(""), True, "connection"),
        (httpx2.StreamClosed(), True, "connection"),
        (ConnectionResetError(), True, "connection"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), True, "server_error"),
        (anthropic.APIResponseValidationError(httpx2.Response(200, request=REQUEST), None), True, "server_error"),
    ],
)
def test_a_failure_of_the_way_is_told_apart_by_its_cause(error: Exception, has_begun: bool, kind: FailureKind) -> None:
    assert classify(error, has_begun=has_begun).kind == kind


def test_the_detail_names_type_code_status_and_message() -> None:
    failure = classify(answered(429, "rate_limit_error", "ramp_limit_exceeded", message="Too\nfast"))
    assert failure.detail == "rate_limit_error ramp_limit_exceeded 429: Too fast"


def test_a_long_message_is_cut() -> None:
    assert len(classify(answered(400, "invalid_request_error", message="x" * 5000)).detail) == 200


@pytest.mark.parametrize("lead", [0, 160, 175])
def test_no_part_of_a_key_that_the_provider_repeats_is_told(lead: int) -> None:
    failure = classify(answered(401, "authentication_error", message=f"{'x' * lead} {KEY} is wrong"), secret=KEY)
    assert "sk-ant" not in failure.detail


def test_the_text_of_a_transport_error_is_not_told() -> None:
    cause = httpx2.LocalProtocolError(f"Illegal header value b'Bearer {KEY}'")
    failure = classify(caused(anthropic.APIConnectionError(request=REQUEST), cause))
    assert failure.detail == "APIConnectionError (LocalProtocolError)"


def test_a_failure_does_not_hold_the_error_it_came_from() -> None:
    failure = classify(answered(500, "api_error"))
    assert failure.__cause__ is None
    assert failure.__context__ is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "7", "retry-after-ms": "120"}, 0.12),
        ({"retry-after": "7", "retry-after-ms": "soon"}, 7.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "4000000000"}, 4_000_000_000.0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 99999999999999999999 07:28:00 GMT"}, None),
    ],
)
def test_the_wait_asked_for_is_read_as_it_is(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers) == seconds


def test_a_date_to_wait_for_is_seconds_from_now() -> None:
    then = datetime.now(UTC) + timedelta(seconds=90)
    seconds = retry_after_s({"retry-after": format_datetime(then, usegmt=True)})
    assert seconds is not None
    assert 80 < seconds <= 90


def test_a_failure_tells_the_wait_asked_for() -> None:
    failure = classify(answered(429, "rate_limit_error", headers={"Retry-After": "12"}))
    assert failure.retry_after_s == 12.0
