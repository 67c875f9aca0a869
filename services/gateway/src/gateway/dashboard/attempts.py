"""Lets a form that is sent twice act once, by what the form carries and what was filled in."""

import hashlib
from typing import Final

from gateway.dashboard.forms import Form
from gateway.idempotency import Attempt, digest
from shared.ids import new_id

ONCE_FIELD: Final = "once"
_LONGEST: Final = 64


def once_of(form: Form) -> str:
    """Return what marks a form, which stays the same when it is shown again with what is wrong."""
    return form.get(ONCE_FIELD)[:_LONGEST] or new_id().hex


def attempt_by(form: Form, path: str, given: object) -> Attempt:
    """Return the attempt that two presses of one button have in common; other input is another attempt."""
    asked, mark = digest("POST", path, given), form.get(ONCE_FIELD)[:_LONGEST]
    key = hashlib.sha256(mark.encode("utf-8", "replace") + asked).hexdigest() if mark else None
    return Attempt(key, asked)
