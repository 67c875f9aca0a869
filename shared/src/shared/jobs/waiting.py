"""Events of a running job that wait for the next write, in their order; pieces of one section become one event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from shared.jobs.repository import EventText
from shared.json import dumps


@dataclass(slots=True)
class Piece:
    """Text of a section that is still being written; `begins` when it replaces what was told of it before."""

    section: str
    title: str
    text: str
    begins: bool

    def to_event(self) -> EventText:
        """Return the event that tells of it."""
        data = {"id": self.section, "title": self.title, "text": self.text, "begins": self.begins}
        return EventText("section.delta", dumps(data))


@dataclass(slots=True)
class WaitingEvents:
    """What has been told but not been stored yet."""

    _events: list[EventText | Piece] = field(default_factory=list[EventText | Piece])
    # The piece of a section that is the last of what waits of it, so that more text may be added to it.
    _open: dict[str, Piece] = field(default_factory=dict[str, Piece])
    _begun: set[str] = field(default_factory=set[str])

    def __bool__(self) -> bool:
        """Say whether anything waits."""
        return bool(self._events)

    def add(self, event: EventText) -> None:
        """Let an event wait behind all others."""
        self._open = {}
        self._events.append(event)

    def add_section(self, section: Mapping[str, JsonValue]) -> None:
        """Let a finished section wait; a later piece of it begins it anew."""
        name = str(section.get("id"))
        self._open.pop(name, None)
        self._begun.discard(name)
        self._events.append(EventText("section.completed", dumps(section)))

    def add_piece(self, section: str, title: str, text: str, *, again: bool) -> None:
        """Let a piece wait, as part of one of its section that waits already; `again` begins the section anew."""
        begins = again or section not in self._begun
        self._begun.add(section)
        waiting = self._open.get(section)
        if waiting is None:
            piece = self._open[section] = Piece(section, title, text, begins)
            self._events.append(piece)
        elif begins:
            waiting.text, waiting.begins = text, True
        else:
            waiting.text += text

    def take(self) -> Sequence[EventText]:
        """Return what waits, which the caller stores."""
        taken = [event.to_event() if isinstance(event, Piece) else event for event in self._events]
        self._events, self._open = [], {}
        return taken

    def put_back(self, taken: Sequence[EventText]) -> None:
        """Let wait again what could not be stored, before all that came since."""
        self._events = [*taken, *self._events]
