"""Dashboards of Grafana as values: panels in rows, laid out from left to right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Unit = Literal["short", "s", "percentunit", "bytes", "reqps", "ops", "currencyUSD"]
Source = Literal["prometheus", "postgres"]
_WIDTH: Final = 24
_HEIGHT: Final = 8
# As provisioning names them.
_SOURCES: Final[Mapping[Source, Mapping[str, str]]] = {
    "prometheus": {"type": "prometheus", "uid": "prometheus"},
    "postgres": {"type": "grafana-postgresql-datasource", "uid": "postgres"},
}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, and how each series is called: `{{label}}` is replaced."""

    text: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture. `limit` is drawn as a line where there is something to keep under; `about` says how to read it."""

    title: str
    queries: tuple[Query, ...]
    unit: Unit = "short"
    kind: Literal["timeseries", "stat", "table"] = "timeseries"
    width: int = 8
    limit: float | None = None
    about: str = ""
    source: Source = "prometheus"

    def written(self, number: int, place: Mapping[str, int]) -> dict[str, Any]:
        """Return the panel as Grafana reads it."""
        return {
            "id": number,
            "type": self.kind,
            "title": self.title,
            "description": self.about,
            "gridPos": dict(place),
            "datasource": dict(_SOURCES[self.source]),
            "targets": [self._target(letter, query) for letter, query in zip("ABCDEF", self.queries, strict=False)],
            "fieldConfig": {"defaults": self._defaults(), "overrides": []},
            "options": self._options(),
        }

    def _target(self, letter: str, query: Query) -> dict[str, Any]:
        target = {"refId": letter, "datasource": dict(_SOURCES[self.source])}
        if self.source == "postgres":
            shape = "time_series" if self.kind == "timeseries" else "table"
            return target | {"rawSql": query.text, "rawQuery": True, "format": shape}
        moment = self.kind != "timeseries"
        how = {"instant": True, "range": False, "format": "table" if self.kind == "table" else "time_series"}
        return target | {"expr": query.text, "legendFormat": query.legend or "__auto"} | (how if moment else {})

    def _defaults(self) -> dict[str, Any]:
        defaults: dict[str, Any] = {"unit": self.unit, "custom": {}}
        if self.kind == "timeseries":
            defaults |= {"min": 0, "custom": {"fillOpacity": 8, "lineWidth": 1, "showPoints": "never"}}
        if self.limit is not None:
            defaults["custom"] |= {"thresholdsStyle": {"mode": "line"}}
            steps = [{"color": "green", "value": None}, {"color": "red", "value": self.limit}]
            defaults["thresholds"] = {"mode": "absolute", "steps": steps}
        return defaults

    def _options(self) -> dict[str, Any]:
        match self.kind:
            case "timeseries":
                legend = {"displayMode": "list", "placement": "bottom", "showLegend": True}
                return {"legend": legend, "tooltip": {"mode": "multi", "sort": "desc"}}
            case "stat":
                return {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}}
            case "table":
                return {"showHeader": True}


@dataclass(frozen=True, slots=True)
class Variable:
    """A choice above the panels, filled by a query of Postgres; in queries it is `${name:sqlstring}`, quoted."""

    name: str
    label: str
    query: str

    def written(self) -> dict[str, Any]:
        """Return the variable as Grafana reads it."""
        return {
            "name": self.name,
            "label": self.label,
            "type": "query",
            "query": self.query,
            "datasource": dict(_SOURCES["postgres"]),
            "refresh": 1,
            "multi": False,
            "includeAll": False,
        }


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A page of rows, each with a title; `name` is its file and its place in the address."""

    name: str
    title: str
    rows: tuple[tuple[str, tuple[Panel, ...]], ...]
    variables: tuple[Variable, ...] = ()
    since: str = "now-6h"

    def written(self) -> dict[str, Any]:
        """Return the dashboard as Grafana reads it."""
        return {
            "uid": f"convex-{self.name}",
            "title": f"Convex / {self.title}",
            "tags": ["convex"],
            "timezone": "utc",
            "editable": False,
            "graphTooltip": 1,
            "schemaVersion": 41,
            "refresh": "30s",
            "time": {"from": self.since, "to": "now"},
            "templating": {"list": [variable.written() for variable in self.variables]},
            "annotations": {"list": []},
            "links": [],
            "panels": self._panels(),
        }

    def _panels(self) -> list[dict[str, Any]]:
        panels: list[dict[str, Any]] = []
        top = 0
        for title, row in self.rows:
            place = {"h": 1, "w": _WIDTH, "x": 0, "y": top}
            panels.append(
                {
                    "id": len(panels) + 1,
                    "type": "row",
                    "title": title,
                    "collapsed": False,
                    "gridPos": place,
                    "panels": [],
                }
            )
            top, left = top + 1, 0
            for panel in row:
                if left + panel.width > _WIDTH:
                    top, left = top + _HEIGHT, 0
                place = {"h": _HEIGHT, "w": panel.width, "x": left, "y": top}
                panels.append(panel.written(len(panels) + 1, place))
                left += panel.width
            top += _HEIGHT
        return panels


def quantile(share: float, histogram: str, by: str = "", labels: str = "") -> str:
    """Return the expression of a quantile of a histogram, over five minutes."""
    grouped = f"le, {by}" if by else "le"
    chosen = f"{{{labels}}}" if labels else ""
    return f"histogram_quantile({share}, sum by ({grouped}) (rate({histogram}_bucket{chosen}[5m])))"


def quantiles(histogram: str, labels: str = "") -> tuple[Query, ...]:
    """Return half, 95 and 99 in a hundred."""
    return tuple(Query(quantile(share, histogram, labels=labels), f"p{share * 100:g}") for share in (0.5, 0.95, 0.99))
