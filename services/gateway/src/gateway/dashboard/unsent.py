"""What was filled in and not sent, because the session was over: kept in the sign-in form until it can be sent."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request

from gateway.dashboard.forms import CSRF_FIELD, Form, read_form

UNSENT_FIELD: Final = "unsent"
_MOST: Final = 500


async def keep_unsent(request: Request) -> None:
    """Note what a form of ours sent, for the page that asks to sign in again.

    Another site's form is not kept: who signs in could be led to send what that site filled in.
    """
    if urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host"):
        request.state.unsent = _packed(await read_form(request))


def unsent_of(request: Request) -> str:
    """Return what was noted, empty when nothing was."""
    return getattr(request.state, "unsent", "")


def unpacked(unsent: str) -> Sequence[tuple[str, str]]:
    """Return the names and values to send, without the proof that belonged to the session that is over."""
    try:
        pairs = parse_qsl(unsent, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError:
        return ()
    return [(name, value) for name, value in pairs if name != CSRF_FIELD]


def _packed(form: Form) -> str:
    return urlencode([(name, value) for name, values in form.values.items() for value in values])
