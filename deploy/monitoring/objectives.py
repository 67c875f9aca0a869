"""What is promised to users, as service level objectives, and the alerts on how fast their error budgets burn.

An alert needs a long window, so that it is no hiccup, and a short one, so that it ends soon after the trouble does.
Below a least number of events in the long window nothing is said: one failure of three is no rate.
"""

from dataclasses import dataclass
from typing import Final, Literal

from deploy.monitoring.clock import Clock
from deploy.monitoring.rules import Alert, Group, Record, Severity

Kind = Literal["errors", "latency"]
# Probes and scrapes are no users.
_ROUTES: Final = 'route!~"/health/.*|/metrics"'
_WINDOWS: Final = ("5m", "30m", "1h", "6h", "3d")
_LONG_WINDOWS: Final = ("1h", "6h", "3d")
_ASKS_A_MODEL: Final = "on () count(convex_llm_calls_under_way) > 0"


@dataclass(frozen=True, slots=True)
class Objective:
    """A share of events that has to be good; `good` and `all` are counters, `only` narrows when it is looked at."""

    name: str
    kind: Kind
    share: float
    least_events: int
    good: str
    all: str
    only: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """Return what tells its series from those of others."""
        return {"slo": self.name, "type": self.kind}

    def records(self, clock: Clock) -> tuple[Record, ...]:
        """Return the series that its alerts and dashboards read."""
        budget = f"{1 - self.share:.6g}"
        return (
            Record("slo:budget:ratio", f"vector({budget})", self.labels),
            Record("slo:least_events:count", f"vector({self.least_events})", self.labels),
            *(self._bad(window, clock) for window in _WINDOWS),
            *(self._events(window, clock) for window in _LONG_WINDOWS),
        )

    def _bad(self, window: str, clock: Clock) -> Record:
        over = clock.duration(window)
        ratio = f"1 - sum(rate({self.good}[{over}])) / sum(rate({self.all}[{over}]))"
        expression = f"({ratio}) {self.only}" if self.only else ratio
        return Record(f"slo:bad_events:ratio_rate{window}", expression, self.labels)

    def _events(self, window: str, clock: Clock) -> Record:
        expression = f"sum(increase({self.all}[{clock.duration(window)}]))"
        return Record(f"slo:events:increase{window}", expression, self.labels)


def _within(name: str, histogram: str, labels: str, *, limit_s: float, least_events: int, only: str = "") -> Objective:
    """Return the objective that 95 in 100 stay within the limit, which has to be an edge of the histogram."""
    good = f'{histogram}_bucket{{{labels}{"," if labels else ""}le="{limit_s}"}}'
    return Objective(name, "latency", 0.95, least_events, good, f"{histogram}_count{{{labels}}}", only)


OBJECTIVES: Final = (
    Objective(
        "availability",
        "errors",
        0.999,
        200,
        f'convex_http_requests_total{{{_ROUTES},status!~"5.."}}',
        f"convex_http_requests_total{{{_ROUTES}}}",
    ),
    _within("api", "convex_http_request_seconds", _ROUTES, limit_s=0.5, least_events=100),
    _within("stats", "convex_http_request_seconds", 'route="/api/convex/stats"', limit_s=0.3, least_events=20),
    _within("pages", "convex_http_request_seconds", 'route=~"/dashboard/.*"', limit_s=1.0, least_events=20),
    _within(
        "strategy",
        "convex_job_seconds",
        'kind="strategy"',
        limit_s=2.0,
        least_events=20,
        only=f"unless {_ASKS_A_MODEL}",
    ),
    # A model takes its time; what it has not written after 25 s is written offline.
    _within(
        "strategy_by_model",
        "convex_job_seconds",
        'kind="strategy"',
        limit_s=20.0,
        least_events=20,
        only=f"and {_ASKS_A_MODEL}",
    ),
    _within("roadmap", "convex_job_seconds", 'kind="roadmap"', limit_s=2.0, least_events=20),
    # From the evidence to the score; how long a page takes to answer is its own affair.
    _within("audit", "convex_job_stage_seconds", 'kind="seo",stage="judging"', limit_s=0.2, least_events=20),
    # Statements of all services, also of their work in the background.
    _within("database", "convex_database_statement_seconds", "", limit_s=0.1, least_events=1000),
)


@dataclass(frozen=True, slots=True)
class _Burn:
    """A speed at which a budget for 30 days burns, and the windows in which that is seen."""

    factor: float
    long: str
    short: str
    severity: Severity
    pending: str
    said: str


_BURNS: Final = (
    _Burn(14.4, "1h", "5m", "page", "2m", "in two days"),
    _Burn(6, "6h", "30m", "page", "15m", "in five days"),
    _Burn(1, "3d", "6h", "ticket", "1h", "before its 30 days are over"),
)
_ALERTS: Final[tuple[tuple[str, Kind, str], ...]] = (
    ("ErrorBudgetBurn", "errors", "failed"),
    ("LatencyBudgetBurn", "latency", "were too slow"),
)


def group(clock: Clock) -> Group:
    """Return the series and alerts of all objectives."""
    records = tuple(record for objective in OBJECTIVES for record in objective.records(clock))
    alerts = (_alert(name, kind, happened, burn, clock) for name, kind, happened in _ALERTS for burn in _BURNS)
    return Group("objectives", (*records, *alerts))


def _alert(name: str, kind: Kind, happened: str, burn: _Burn, clock: Clock) -> Alert:
    chosen, budget = f'{{type="{kind}"}}', f"{burn.factor:g} * slo:budget:ratio"
    least = f"{14.4 / burn.factor:g} * slo:least_events:count"
    return Alert(
        name,
        f"slo:bad_events:ratio_rate{burn.long}{chosen} > {budget}\n"
        f"and slo:bad_events:ratio_rate{burn.short}{chosen} > {budget}\n"
        f"and slo:events:increase{burn.long}{chosen} > {least}",
        clock.duration(burn.pending),
        burn.severity,
        f"Objective {{{{ $labels.slo }}}}: at this rate the budget of 30 days is used up {burn.said}.",
        f"{{{{ $value | humanizePercentage }}}} {happened} in the last {burn.long}; in the last {burn.short}, too,"
        f" it was more than {burn.factor:g} times what the objective allows.",
        {"long": burn.long, "short": burn.short},
    )
