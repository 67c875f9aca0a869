"""The Chrome UX Report: how real visits of the last 28 days went, of the page, or of its origin when the page has few.

`POST …/records:queryRecord` with `{"url" or "origin", "formFactor"}`; status 404 means that there are too few visits.
The key goes in the header that all Google APIs read, not in `?key=`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field, JsonValue, SecretStr

from seo_worker.providers.answers import FieldVitals, Level, Question, SourceName
from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.http import SourceClient, Wire, read_answer
from seo_worker.providers.source import SourceLimits

GOOGLE_KEY: Final = "X-Goog-Api-Key"
_METRICS: Final = ("largest_contentful_paint", "interaction_to_next_paint", "cumulative_layout_shift")
_Percentile = Annotated[Decimal, Field(ge=0, le=3_600_000)]


class _Percentiles(Wire):
    # A number for milliseconds, a text for the layout shift.
    p75: _Percentile | None = None


class _Metric(Wire):
    percentiles: _Percentiles = Field(default_factory=_Percentiles)


class _Metrics(Wire):
    lcp: _Metric = Field(default_factory=_Metric, alias=_METRICS[0])
    inp: _Metric = Field(default_factory=_Metric, alias=_METRICS[1])
    cls: _Metric = Field(default_factory=_Metric, alias=_METRICS[2])


class _Day(Wire):
    year: int
    month: int
    day: int


class _Period(Wire):
    last_date: _Day = Field(alias="lastDate")


class _Record(Wire):
    metrics: _Metrics
    period: _Period | None = Field(default=None, alias="collectionPeriod")


class _Answer(Wire):
    record: _Record


@dataclass(frozen=True, slots=True)
class ChromeUXReport:
    """The source of the Core Web Vitals of real visitors, on phones."""

    client: SourceClient
    url: str
    key: SecretStr
    limits: SourceLimits = field(default=SourceLimits(timeout_s=5, max_bytes=200_000, at_once=4))
    name: SourceName = "crux"
    needs: str = "CONVEX_CRUX_API_KEY"
    is_about_domain: bool = False

    def server(self, _question: Question, /) -> str:
        """Return nothing: there is one server for all."""
        return ""

    async def find(self, question: Question) -> FieldVitals:
        """Return the 75th percentiles of the page, else of its origin; see `Source.find`."""
        page = await self._vitals("page", {"url": question.url})
        found = page or await self._vitals("site", {"origin": question.origin})
        if found is None:
            raise SourceFailureError("no_data", detail="too few visits of this page and of its site")
        return found

    async def _vitals(self, level: Level, about: dict[str, JsonValue]) -> FieldVitals | None:
        try:
            content = await self.client.post(
                self.url,
                {**about, "formFactor": "PHONE", "metrics": list(_METRICS)},
                headers={GOOGLE_KEY: self.key.get_secret_value()},
                max_bytes=self.limits.max_bytes,
            )
        except SourceFailureError as exc:
            if exc.code == "not_found":
                return None
            raise
        return _read(level, read_answer(_Answer, content).record)


def _read(level: Level, record: _Record) -> FieldVitals | None:
    metrics = record.metrics
    lcp, inp, cls = metrics.lcp.percentiles.p75, metrics.inp.percentiles.p75, metrics.cls.percentiles.p75
    if lcp is inp is cls is None:
        return None
    return FieldVitals(level, lcp, inp, cls, _until(record.period))


def _until(period: _Period | None) -> date | None:
    if period is None:
        return None
    day = period.last_date
    try:
        return date(day.year, day.month, day.day)
    except ValueError:
        raise SourceFailureError("unreadable") from None
