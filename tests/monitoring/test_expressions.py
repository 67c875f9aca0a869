"""Every expression of rules and dashboards names metrics and labels that the running installation exports."""

import asyncio
import re
from typing import Any

import httpx
import pytest
from deploy.monitoring.clock import Clock
from deploy.monitoring.files import dashboards, groups
from deploy.monitoring.rules import Alert
from prometheus_client import CollectorRegistry

from gateway.middleware.measuring import RequestMetrics
from gateway.replica.collecting import ReplicaCollector
from gateway.replica.replica import Replica
from seo_worker.page.telemetry import ParserMetrics
from seo_worker.providers.telemetry import SourceMetrics
from shared.telemetry.metrics import Metrics
from strategy_worker.llm.telemetry import EngineMetrics
from support.load import mixed_requests
from support.promql import Exported
from support.watching import Watched

pytestmark = pytest.mark.e2e
_OF_TARGETS = frozenset({"job", "instance", "service"})
# What a metric's series are called, by its type; OpenMetrics leaves the ending of a counter out of its name.
_SUFFIXES = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("", "_total"), "gauge": ("",), "unknown": ("",)}


def _expressions() -> dict[str, tuple[str, frozenset[str]]]:
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for group in groups(Clock()):
        for number, rule in enumerate(group.rules):
            texts = (rule.summary, rule.description) if isinstance(rule, Alert) else ()
            told = frozenset(re.findall(r"\$labels\.(\w+)", " ".join(texts)))
            found[f"{group.name} {number} {rule.name}"] = (rule.expression, told)
    for board in dashboards():
        for _, row in board.rows:
            for panel in row:
                for number, query in enumerate(panel.queries if panel.source == "prometheus" else ()):
                    told = frozenset(re.findall(r"\{\{(\w+)\}\}", query.legend))
                    found[f"{board.name}: {panel.title} {number}"] = (query.text, told)
    return found


def _declared() -> dict[str, frozenset[str]]:
    """Return the labels of our metrics as the services register them, for those that have counted nothing yet."""
    registry = CollectorRegistry()
    for register in (Metrics, RequestMetrics, EngineMetrics, ParserMetrics, SourceMetrics):
        register(registry)
    inside: dict[str, Any] = vars(registry)
    collectors: list[dict[str, Any]] = [vars(collector) for collector in inside["_collector_to_names"]]
    return {
        known["_name"]: frozenset(known["_labelnames"]) | _OF_TARGETS for known in collectors if "_labelnames" in known
    }


def _of_a_replica() -> dict[str, frozenset[str]]:
    pool: Any = None
    return {
        sample.name: frozenset(sample.labels) | _OF_TARGETS
        for family in ReplicaCollector(Replica(pool)).collect()
        for sample in family.samples
    }


async def _exported(watched: Watched) -> Exported:
    """Ask Prometheus for names, also of what has counted nothing yet, and for labels where something has."""
    labels: dict[str, frozenset[str]] = {}
    declared = _declared()
    async with httpx.AsyncClient(base_url=watched.monitors.prometheus, timeout=30) as client:
        for name, told in (await client.get("/api/v1/metadata")).json()["data"].items():
            for suffix in _SUFFIXES.get(told[0]["type"], ("",)):
                labels[f"{name}{suffix}"] = declared.get(name.removesuffix("_total"), frozenset())
        for series in (await client.get("/api/v1/series", params={"match[]": '{__name__=~".+"}'})).json()["data"]:
            name = series.pop("__name__")
            labels[name] = labels.get(name, frozenset()) | frozenset(series)
    # An installation without a replica tells nothing of one.
    labels |= _of_a_replica()
    labels["ALERTS"] = frozenset({"alertname", "alertstate", "severity"})
    return Exported(labels)


async def _all_kinds_of_work(watched: Watched) -> None:
    async with watched.tenant.client(watched.system.gateway.url) as client:
        for path, body in mixed_requests(3, watched.site.url):
            answer = await client.post(f"/api/convex/{path}", json=body, headers={"Prefer": "wait=20"})
            assert answer.json()["status"] == "succeeded"
    await watched.monitors.wait("convex_rollup_lag_seconds_count > 0")
    await watched.monitors.wait('slo:events:increase3d{slo="strategy"}')
    await watched.monitors.wait("gen_ai_client_tokens_total")
    await watched.monitors.wait("count(convex_database_statement_seconds_count > 0) == 5")
    await asyncio.sleep(2)


async def test_every_expression_names_what_is_exported(watched: Watched) -> None:
    await _all_kinds_of_work(watched)
    exported = await _exported(watched)
    problems = {
        place: found
        for place, (expression, told) in _expressions().items()
        if (found := exported.problems(expression, told))
    }
    assert not problems
    assert len(_expressions()) > 150


async def test_what_is_misspelt_is_found(watched: Watched) -> None:
    await watched.monitors.wait("slo:budget:ratio")
    exported = await _exported(watched)
    assert exported.problems("convex_jobs_open_total") == ["no metric convex_jobs_open_total"]
    assert exported.problems('convex_jobs_open{knd="seo"}') == ["convex_jobs_open has no label knd"]
    assert exported.problems("sum by (knd) (convex_jobs_open)") == ["no series has a label knd"]
    assert exported.problems("convex_jobs_open / on (knd) convex_ready") == ["no series has a label knd"]
    assert exported.problems("convex_jobs_open", frozenset({"knd"})) == ["no series has a label knd"]
    assert exported.problems('slo:budget:ratio{slo="api"}') == []
