"""What an export of a roadmap is made from: its result as it is stored, as JSON text, and how often it has changed."""

from dataclasses import dataclass

from pydantic import AwareDatetime


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A roadmap as it is stored; `revision` counts its changes, `changed_at` is when the last one was."""

    result: str
    revision: int
    changed_at: AwareDatetime
