"""The one interface of all sources: a name, what it needs, and `ask`, which always returns and never raises.

A `Source` knows its wire format only; `Provider` gives it its patience, its share of connections and its manners.
"""

import asyncio
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from prometheus_client import CollectorRegistry

from seo_worker.providers.answers import TITLES, Answer, Finding, Measured, NotMeasured, Question, SourceName
from seo_worker.providers.cache import AnswerCache, Clock
from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.pauses import Pause, Pauses
from seo_worker.providers.telemetry import SourceMetrics


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """How long one question may take, how large an answer may be, and how many questions are under way at once."""

    timeout_s: float
    max_bytes: int
    at_once: int


class Source(Protocol):
    """What one outside service needs and how it is read."""

    @property
    def name(self) -> SourceName:
        """What the source is called in answers and logs."""
        ...

    @property
    def needs(self) -> str:
        """The setting that turns the source on."""
        ...

    @property
    def limits(self) -> SourceLimits:
        """The source's own bounds."""
        ...

    @property
    def is_about_domain(self) -> bool:
        """Whether all pages of a domain get the same answer."""
        ...

    def server(self, question: Question, /) -> str:
        """Name the one of the source's servers that will be asked, as far as one may rest while another is asked."""
        ...

    async def find(self, question: Question) -> Finding:
        """Ask and read the answer.

        Raises:
            SourceFailureError: when there is nothing that could be measured.
        """
        ...


class Provider:
    """One connected source."""

    def __init__(self, source: Source, clock: Clock, metrics: SourceMetrics | None = None) -> None:
        self._source = source
        self._clock = clock
        self._known = AnswerCache(clock)
        self._pauses = Pauses(clock)
        self._metrics = metrics or SourceMetrics(CollectorRegistry())
        self._slots = asyncio.Semaphore(source.limits.at_once)

    @property
    def name(self) -> SourceName:
        """What the source is called."""
        return self._source.name

    @property
    def needs(self) -> str:
        """The setting that turned it on."""
        return self._source.needs

    async def ask(self, question: Question, *, deadline_s: float) -> Answer:
        """Return the measurement or the reason why there is none; waiting for a free slot counts as time.

        What was measured within the hour is not asked again and keeps the time at which it was. A source that asked to
        be left alone is, and that is said at once.
        """
        about = question.domain if self._source.is_about_domain else question.url
        known = self._known.get(about)
        if known is not None:
            self._metrics.answered(self.name, "known")
            return known
        pause = self._pauses.now(self._source.server(question))
        if pause is not None:
            return self._failed(SourceFailureError("paused", detail=_waiting(pause)), self._clock())
        return self._known.keep(about, await self._asked(question, deadline_s))

    async def _asked(self, question: Question, deadline_s: float) -> Answer:
        at, began = self._clock(), time.monotonic()
        try:
            # Zero or less ends at once, which is right when the audit has no time left.
            async with asyncio.timeout(min(deadline_s, self._source.limits.timeout_s)), self._slots:
                found = await self._source.find(question)
        except TimeoutError:
            failure = SourceFailureError("timeout")
        except SourceFailureError as exc:
            failure = exc
        except Exception as exc:  # noqa: BLE001 - a strange answer of a stranger must not end the audit
            # Only the kind: the text of a foreign error may hold what was sent.
            structlog.get_logger().error("source_broke", source=self.name, error=type(exc).__name__)
            failure = SourceFailureError("unreadable")
        else:
            self._pauses.answered(self._source.server(question))
            self._metrics.answered(self.name, "measured", time.monotonic() - began)
            return Measured(self.name, at, found)
        self._pauses.refused(self._source.server(question), failure)
        return self._failed(failure, at, time.monotonic() - began)

    def pending(self) -> NotMeasured:
        """Say that the source is being asked."""
        return NotMeasured(self.name, self._clock(), f"{TITLES[self.name]} has not answered yet.")

    def decline(self, detail: str) -> NotMeasured:
        """Say why the source was not even asked."""
        reason = SourceFailureError("not_asked", detail=detail).sentence(TITLES[self.name])
        return NotMeasured(self.name, self._clock(), reason)

    def _failed(self, failure: SourceFailureError, at: datetime, seconds: float = 0) -> NotMeasured:
        self._metrics.answered(self.name, failure.code, seconds)
        log = structlog.get_logger()
        # That a small site is unknown somewhere is no fault that an operator could mend; a pause began with a warning.
        tell = log.info if failure.code in {"no_data", "not_found", "paused"} else log.warning
        tell("source_not_measured", source=self.name, code=failure.code, status=failure.status)
        return NotMeasured(self.name, at, failure.sentence(TITLES[self.name]))


def _waiting(pause: Pause) -> str:
    until = f"{pause.until:%Y-%m-%d at %H:%M:%S} UTC"
    if pause.asked_for:
        return f"asked us to wait until {until}"
    return f"refused our last question and is left alone until {until}"
