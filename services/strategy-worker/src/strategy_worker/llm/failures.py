"""What went wrong with a call, by the error's own name for it.

The SDK's classes follow the HTTP status, and an error in the middle of a stream has status 200: so the error's type and
code in the body decide, and the status only where a body has neither, as a proxy's page does. What is said of an error
never holds the API key, and nothing of a transport error's text, which quotes whole headers.
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import anthropic
import httpx2
import pydantic

from strategy_worker.llm.model import CallFailedError, FailureKind

# What the SDK and the transport below it raise for a call; anything else is a mistake of ours and stays as it is.
CALL_ERRORS: Final = (
    anthropic.AnthropicError,
    httpx2.HTTPError,
    httpx2.StreamError,
    httpx2.InvalidURL,
    json.JSONDecodeError,
    UnicodeDecodeError,
    pydantic.ValidationError,
    OSError,
)
_BY_CODE: Final[Mapping[str, FailureKind]] = {
    "enforced_spend_limit_reached": "spend_limit",
    "contract_spend_limit_reached": "spend_limit",
    "linked_organization_spend_limit_reached": "spend_limit",
    "organization_on_hold": "forbidden",
    "cmek_key_disabled": "forbidden",
    "cmek_key_network_blocked": "forbidden",
    "request_body_timeout": "timeout",
}
_BY_TYPE: Final[Mapping[str, FailureKind]] = {
    "invalid_request_error": "invalid_request",
    "request_too_large": "too_long",
    "authentication_error": "key_invalid",
    "billing_error": "billing",
    "permission_error": "forbidden",
    "not_found_error": "not_found",
    "conflict_error": "server_error",
    "rate_limit_error": "rate_limited",
    "timeout_error": "timeout",
    "api_error": "server_error",
    "overloaded_error": "overloaded",
}
_BY_STATUS: Final[Mapping[int, FailureKind]] = {
    401: "key_invalid",
    402: "billing",
    403: "forbidden",
    404: "not_found",
    408: "timeout",
    409: "server_error",
    413: "too_long",
    429: "rate_limited",
    504: "timeout",
    529: "overloaded",
}
_LONGEST_MESSAGE: Final = 200


def classify(error: Exception, *, has_begun: bool = False, secret: str = "") -> CallFailedError:
    """Return the failure that an error of the SDK or its transport stands for.

    `has_begun` says that the answer had begun to arrive, `secret` is what must not be repeated from the provider's
    message. The result has neither cause nor context: the SDK's error holds the request with its key.
    """
    if isinstance(error, anthropic.APIStatusError):
        return _of_answer(error, secret)
    kind = _kind_of_transport(error, has_begun=has_begun)
    return CallFailedError(kind, _names(error))


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that the API asks to wait, however many; nothing when it asks for none or nonsense."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    said = headers.get("retry-after")
    seconds = _number(said)
    return seconds if seconds is not None or said is None else _until(said)


def _of_answer(error: anthropic.APIStatusError, secret: str) -> CallFailedError:
    message = f": {error.api_message}" if error.api_message else ""
    names = (str(part) for part in (error.type, error.error_code, error.status_code) if part is not None)
    # Cut after the key has gone, or half of it could stay at the end.
    detail = _without(" ".join((" ".join(names) + message).split()), secret)
    return CallFailedError(
        _kind_of_answer(error), detail[:_LONGEST_MESSAGE], retry_after_s=retry_after_s(error.response.headers)
    )


def _kind_of_answer(error: anthropic.APIStatusError) -> FailureKind:
    by_name = _BY_CODE.get(str(error.error_code)) or _BY_TYPE.get(str(error.type))
    if by_name == "invalid_request" and error.status_code == 413:
        return "too_long"
    return by_name or _kind_of_status(error.status_code)


def _kind_of_status(status: int) -> FailureKind:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return "invalid_request" if 400 <= status < 500 else "server_error"


def _kind_of_transport(error: Exception, *, has_begun: bool) -> FailureKind:
    cause = error.__cause__ if isinstance(error, anthropic.APIConnectionError) else error
    match cause:
        case httpx2.ConnectTimeout():
            return "connection"
        case httpx2.TimeoutException():
            return "stalled" if has_begun else "timeout"
        case json.JSONDecodeError() | UnicodeDecodeError() | pydantic.ValidationError():
            return "server_error"
        case anthropic.APIResponseValidationError():
            return "server_error"
        case _:
            return "timeout" if isinstance(error, anthropic.APITimeoutError) else "connection"


def _names(error: Exception) -> str:
    cause = error.__cause__
    own = type(error).__name__
    return own if cause is None else f"{own} ({type(cause).__name__})"


def _without(text: str, secret: str) -> str:
    return text.replace(secret, "[key]") if secret else text


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return max(number, 0.0) if math.isfinite(number) else None


def _until(moment: str) -> float | None:
    try:
        then = parsedate_to_datetime(moment)
    except (ValueError, OverflowError):
        return None
    # A date without a zone is in UTC, as all dates of HTTP are.
    aware = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), 0.0)
