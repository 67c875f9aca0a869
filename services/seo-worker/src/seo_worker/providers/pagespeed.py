"""PageSpeed Insights v5: one run of Lighthouse in Google's laboratory, and Chrome's field data where it has some.

`GET …/runPagespeed?url=&strategy=mobile&category=performance`; it takes tens of seconds. A page that Lighthouse could
not load is `lighthouseResult.runtimeError`. The field's layout shift is an integer of hundredths.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field, SecretStr

from seo_worker.providers.answers import FieldVitals, LabRun, Question, SourceName
from seo_worker.providers.crux import GOOGLE_KEY
from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.http import SourceClient, Wire, read_answer
from seo_worker.providers.source import SourceLimits

_Share = Annotated[Decimal, Field(ge=0, le=1)]
_Amount = Annotated[Decimal, Field(ge=0, le=3_600_000)]
_VERSION = r"^[0-9A-Za-z.+-]{1,30}$"


class _Category(Wire):
    score: _Share | None = None


class _Categories(Wire):
    performance: _Category = Field(default_factory=_Category)


class _Audit(Wire):
    numeric_value: _Amount | None = Field(default=None, alias="numericValue")


class _Audits(Wire):
    """The three that are read; there are a hundred more, in units of their own."""

    lcp: _Audit = Field(default_factory=_Audit, alias="largest-contentful-paint")
    tbt: _Audit = Field(default_factory=_Audit, alias="total-blocking-time")
    cls: _Audit = Field(default_factory=_Audit, alias="cumulative-layout-shift")


class _RuntimeError(Wire):
    code: str


class _Lighthouse(Wire):
    categories: _Categories = Field(default_factory=_Categories)
    audits: _Audits = Field(default_factory=_Audits)
    version: Annotated[str, Field(pattern=_VERSION)] | None = Field(default=None, alias="lighthouseVersion")
    error: _RuntimeError | None = Field(default=None, alias="runtimeError")


class _FieldMetric(Wire):
    percentile: _Amount | None = None


class _FieldMetrics(Wire):
    lcp: _FieldMetric = Field(default_factory=_FieldMetric, alias="LARGEST_CONTENTFUL_PAINT_MS")
    inp: _FieldMetric = Field(default_factory=_FieldMetric, alias="INTERACTION_TO_NEXT_PAINT")
    cls: _FieldMetric = Field(default_factory=_FieldMetric, alias="CUMULATIVE_LAYOUT_SHIFT_SCORE")


class _Experience(Wire):
    metrics: _FieldMetrics = Field(default_factory=_FieldMetrics)
    origin_fallback: bool = False


class _Answer(Wire):
    lighthouse: _Lighthouse | None = Field(default=None, alias="lighthouseResult")
    experience: _Experience | None = Field(default=None, alias="loadingExperience")


@dataclass(frozen=True, slots=True)
class PageSpeedInsights:
    """The source of laboratory speed, told and never scored; its answers hold screenshots, hence the large cap."""

    client: SourceClient
    url: str
    key: SecretStr
    limits: SourceLimits = field(default=SourceLimits(timeout_s=22, max_bytes=8_000_000, at_once=2))
    name: SourceName = "pagespeed"
    needs: str = "CONVEX_PAGESPEED_API_KEY"
    is_about_domain: bool = False

    def server(self, _question: Question, /) -> str:
        """Return nothing: there is one server for all."""
        return ""

    async def find(self, question: Question) -> LabRun:
        """Return the run; see `Source.find`."""
        content = await self.client.get(
            self.url,
            query={"url": question.url, "strategy": "mobile", "category": "performance"},
            headers={GOOGLE_KEY: self.key.get_secret_value()},
            max_bytes=self.limits.max_bytes,
        )
        return _run(read_answer(_Answer, content))


def _run(answer: _Answer) -> LabRun:
    lab, vitals = answer.lighthouse or _Lighthouse(), _field(answer.experience)
    loaded = lab.error is None or lab.error.code == "NO_ERROR"
    score = lab.categories.performance.score if loaded else None
    if score is None and vitals is None:
        raise SourceFailureError("no_data", detail="its browser could not load the page")
    audits = lab.audits if loaded else _Audits()
    return LabRun(
        performance=score,
        lcp_ms=audits.lcp.numeric_value,
        tbt_ms=audits.tbt.numeric_value,
        cls=audits.cls.numeric_value,
        version=lab.version,
        field=vitals,
    )


def _field(experience: _Experience | None) -> FieldVitals | None:
    if experience is None:
        return None
    metrics = experience.metrics
    lcp, inp, hundredths = metrics.lcp.percentile, metrics.inp.percentile, metrics.cls.percentile
    if lcp is inp is hundredths is None:
        return None
    cls = None if hundredths is None else hundredths / 100
    return FieldVitals("site" if experience.origin_fallback else "page", lcp, inp, cls)
