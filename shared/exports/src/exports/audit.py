"""What an export of an audit is made from: its result as it is stored, as JSON text.

It is read where the document is made, so that a long one keeps no request of anybody waiting.
"""

from dataclasses import dataclass

from pydantic import AwareDatetime


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit as it is stored; `result` is JSON text, `made_at` counts where the result names no moment itself."""

    result: str
    made_at: AwareDatetime
