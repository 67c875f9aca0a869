"""The one interface of all sources: a name, what it needs, and `ask`, which always returns and never raises.

A `Source` knows its wire format only; `Provider` gives it its patience, its share of connections and its manners.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from seo_worker.providers.answers import TITLES, Answer, Finding, Measured, NotMeasured, Question, SourceName
from seo_worker.providers.cache import AnswerCache, Clock
from seo_worker.providers.failures import SourceFailureError


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

    async def find(self, question: Question) -> Finding:
        """Ask and read the answer.

        Raises:
            SourceFailureError: when there is nothing that could be measured.
        """
        ...


class Provider:
    """One connected source."""

    def __init__(self, source: Source, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._known = AnswerCache(clock)
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

        What was measured within the hour is not asked again and keeps the time at which it was.
        """
        about = question.domain if self._source.is_about_domain else question.url
        return self._known.get(about) or self._known.keep(about, await self._asked(question, deadline_s))

    async def _asked(self, question: Question, deadline_s: float) -> Answer:
        at = self._clock()
        try:
            # Zero or less ends at once, which is right when the audit has no time left.
            async with asyncio.timeout(min(deadline_s, self._source.limits.timeout_s)), self._slots:
                return Measured(self.name, at, await self._source.find(question))
        except TimeoutError:
            return self._failed(SourceFailureError("timeout"), at)
        except SourceFailureError as exc:
            return self._failed(exc, at)
        except Exception as exc:  # noqa: BLE001 - a strange answer of a stranger must not end the audit
            # Only the kind: the text of a foreign error may hold what was sent.
            structlog.get_logger().error("source_broke", source=self.name, error=type(exc).__name__)
            return self._failed(SourceFailureError("unreadable"), at)

    def pending(self) -> NotMeasured:
        """Say that the source is being asked."""
        return NotMeasured(self.name, self._clock(), f"{TITLES[self.name]} has not answered yet.")

    def decline(self, detail: str) -> NotMeasured:
        """Say why the source was not even asked."""
        reason = SourceFailureError("not_asked", detail=detail).sentence(TITLES[self.name])
        return NotMeasured(self.name, self._clock(), reason)

    def _failed(self, failure: SourceFailureError, at: datetime) -> NotMeasured:
        log = structlog.get_logger()
        # That a small site is unknown somewhere is no fault that an operator could mend.
        tell = log.info if failure.code in {"no_data", "not_found"} else log.warning
        tell("source_not_measured", source=self.name, code=failure.code, status=failure.status)
        return NotMeasured(self.name, at, failure.sentence(TITLES[self.name]))
