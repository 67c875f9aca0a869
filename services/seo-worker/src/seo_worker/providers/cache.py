"""Remembers measurements for an hour, so that one site audited often does not use up what a source allows.

Failures are not remembered: the next audit may have more luck.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from seo_worker.providers.answers import Answer, Measured

Clock = Callable[[], datetime]

_KEPT_FOR: Final = timedelta(hours=1)
_MOST: Final = 1000


class AnswerCache:
    """The latest measurements of one source by what they are about; the oldest leaves first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: OrderedDict[str, Measured] = OrderedDict()

    def get(self, about: str) -> Measured | None:
        """Return a measurement that is fresh enough, or None."""
        known = self._known.get(about)
        return known if known is not None and self._clock() - known.at < _KEPT_FOR else None

    def keep(self, about: str, answer: Answer) -> Answer:
        """Remember a measurement; return what was given."""
        if isinstance(answer, Measured):
            self._known[about] = answer
            self._known.move_to_end(about)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
        return answer
