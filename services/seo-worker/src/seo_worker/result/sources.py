"""Says in sentences what connected sources measured that no check scores, and what nobody was asked."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from seo_worker.evidence import SiteEvidence
from seo_worker.providers.answers import Answer, FieldVitals, LabRun, Measured, NotMeasured, SourceName, asked_on

# In the order they are named; a gap is closed by any of its sources.
_GAPS: Final[tuple[tuple[str, frozenset[SourceName]], ...]] = (
    ("backlinks", frozenset({"linking_sites"})),
    ("domain rank", frozenset({"open_pagerank"})),
    ("domain age", frozenset({"rdap"})),
    ("search performance", frozenset({"search_performance"})),
    ("Core Web Vitals", frozenset({"crux", "pagespeed"})),
)
_ABOUT_DOMAIN: Final[frozenset[SourceName]] = frozenset(
    {"open_pagerank", "rdap", "search_performance", "linking_sites"}
)
# Good and poor, from web.dev/vitals: at most the first is good, more than the second is poor.
_LCP: Final = (Decimal(2500), Decimal(4000))
_INP: Final = (Decimal(200), Decimal(500))
_CLS: Final = (Decimal("0.1"), Decimal("0.25"))


def about_sources(site: SiteEvidence) -> Iterator[str]:
    """Yield what was told beside the checks, what was not told, and what authority rests on."""
    for answer in site.sources:
        yield from _told(answer)
    asked = {answer.source for answer in site.sources}
    missing = [name for name, sources in _GAPS if not sources & asked]
    unknown = f"Not measured, because no source is connected: {_listed(missing)}. " if missing else ""
    yield f"{unknown}No ranking is predicted from what a page alone can show."
    outside = any(isinstance(a, Measured) and a.source in _ABOUT_DOMAIN for a in site.sources)
    means = "on-page trust signals and what the sources named say of the domain" if outside else "on-page trust signals"
    yield f"Authority means {means} here. Weights are expert defaults, not a model of any search engine."


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _told(answer: Answer) -> Iterator[str]:
    match answer:
        case Measured(finding=FieldVitals() as vitals):
            yield f"{_vitals(vitals)} ({asked_on(answer)}; not part of the score.)"
        case Measured(finding=LabRun() as run):
            if run.field is not None:
                yield f"{_vitals(run.field)} ({asked_on(answer)}; not part of the score.)"
            if run.performance is not None:
                yield f"{_run(run)} ({asked_on(answer)}; not part of the score.)"
        case NotMeasured(source="crux" | "pagespeed"):
            yield f"{answer.reason} ({asked_on(answer)}.)"
        case _:
            # Its check has it as evidence.
            return


def _vitals(vitals: FieldVitals) -> str:
    values = (
        _value("LCP", vitals.lcp_ms, "ms", _LCP),
        _value("INP", vitals.inp_ms, "ms", _INP),
        _value("CLS", vitals.cls, "", _CLS),
    )
    of = "this page" if vitals.level == "page" else "the whole site"
    until = f" in the 28 days up to {vitals.until:%Y-%m-%d}" if vitals.until else ""
    return f"Three of four visits to {of} by phone{until} were at least this good: {', '.join(filter(None, values))}."


def _run(run: LabRun) -> str:
    values = (_value("LCP", run.lcp_ms, "ms"), _value("blocking time", run.tbt_ms, "ms"), _value("CLS", run.cls, ""))
    told = ", ".join(value for value in (f"performance {100 * (run.performance or 0):.0f} of 100", *values) if value)
    version = f" (Lighthouse {run.version})" if run.version else ""
    return f"One laboratory run{version}, which varies from run to run: {told}."


def _value(name: str, value: Decimal | None, unit: str, limits: tuple[Decimal, Decimal] | None = None) -> str | None:
    if value is None:
        return None
    shown = f"{value:,.0f} {unit}" if unit else f"{value:.2f}"
    return f"{name} {shown}" if limits is None else f"{name} {shown} ({_grade(value, limits)})"


def _grade(value: Decimal, limits: tuple[Decimal, Decimal]) -> str:
    good, poor = limits
    return "good" if value <= good else "needs work" if value <= poor else "poor"
