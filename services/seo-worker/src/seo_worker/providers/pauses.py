"""Leaves a source alone for as long as it asks for, and longer each time where it does not say for how long.

In the memory of one process: each worker learns by itself, at the price of one refused question.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from seo_worker.providers.cache import Clock
from seo_worker.providers.failures import SourceFailureError

_FIRST: Final = timedelta(seconds=30)
_LONGEST_GUESS: Final = timedelta(hours=1)
_SHORTEST: Final = timedelta(seconds=1)
# A header that asks for more is more likely a mistake than a wish.
_LONGEST: Final = timedelta(days=1)
# Quotas of a day begin anew at midnight in California, which is 07:00 or 08:00 UTC by the season.
_NEW_DAY: Final = time(8)
_UNAVAILABLE: Final = 503


@dataclass(frozen=True, slots=True)
class Pause:
    """A source is not asked before `until`; `refusals` counts those in a row; with `asked_for` it named the time."""

    until: datetime
    asked_for: bool
    refusals: int


class Pauses:
    """The pauses of one source, by which of its servers is meant."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pauses: dict[str, Pause] = {}

    def now(self, server: str) -> Pause | None:
        """Return the pause that lasts, or None when the server may be asked."""
        pause = self._pauses.get(server)
        return pause if pause is not None and self._clock() < pause.until else None

    def answered(self, server: str) -> None:
        """Forget earlier refusals, because the server answers again."""
        self._pauses.pop(server, None)

    def refused(self, server: str, failure: SourceFailureError) -> None:
        """Begin or lengthen a pause, where the failure is one that asks for patience."""
        if failure.code != "too_often" and failure.status != _UNAVAILABLE:
            return
        lasting = self.now(server)
        if lasting is not None:
            # What was under way when the pause began is refused with the rest, and is no further refusal.
            longer = _pause(failure, lasting.refusals, self._clock())
            self._pauses[server] = max(lasting, longer, key=lambda pause: pause.until)
            return
        before = self._pauses.get(server)
        self._pauses[server] = _pause(failure, before.refusals + 1 if before else 1, self._clock())


def _pause(failure: SourceFailureError, refusals: int, now: datetime) -> Pause:
    asked_for = _asked_for(failure, now)
    if asked_for is None:
        # The exponent is bounded so that no count of refusals can overflow a date.
        return Pause(now + min(_FIRST * 2 ** min(refusals - 1, 10), _LONGEST_GUESS), asked_for=False, refusals=refusals)
    return Pause(min(max(asked_for, now + _SHORTEST), now + _LONGEST), asked_for=True, refusals=refusals)


def _asked_for(failure: SourceFailureError, now: datetime) -> datetime | None:
    """Return the later of what the header says and of the day on which a used-up quota begins anew."""
    told = failure.retry_after
    moments = [] if told is None else [now + told if isinstance(told, timedelta) else told]
    moments += [_next_day(now)] if failure.until_next_day else []
    return max(moments, default=None)


def _next_day(now: datetime) -> datetime:
    today = datetime.combine(now.date(), _NEW_DAY, now.tzinfo)
    return today if now < today else today + timedelta(days=1)
