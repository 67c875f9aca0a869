"""What an operator sees of outside sources: how often each answered in which way, and how long that took."""

from collections.abc import Awaitable, Callable

from prometheus_client import CollectorRegistry, generate_latest

from seo_worker.providers.panel import Panel
from seo_worker.providers.telemetry import SourceMetrics
from support.seo_providers import DOMAIN, KEY, FakeSources

Open = Callable[..., Awaitable[Panel]]


async def test_each_answer_is_counted_and_only_questions_are_timed(fake: FakeSources, open_sources: Open) -> None:
    registry = CollectorRegistry()
    panel = await open_sources("open_pagerank", metrics=SourceMetrics(registry))
    fake.status = 503
    for _ in range(3):
        await panel.ask(f"https://{DOMAIN}/", deadline_s=5)

    def answers(outcome: str) -> float | None:
        labels = {"source": "open_pagerank", "outcome": outcome}
        return registry.get_sample_value("convex_seo_source_answers_total", labels)

    assert (answers("failed"), answers("paused"), answers("measured")) == (1, 2, None)
    assert registry.get_sample_value("convex_seo_source_seconds_count", {"source": "open_pagerank"}) == 1


async def test_a_repeated_question_is_known_and_no_label_names_a_site(fake: FakeSources, open_sources: Open) -> None:
    registry = CollectorRegistry()
    panel = await open_sources("open_pagerank", "rdap", metrics=SourceMetrics(registry))
    for _ in range(2):
        await panel.ask(f"https://{DOMAIN}/", deadline_s=5)

    shown = generate_latest(registry).decode()
    assert 'convex_seo_source_answers_total{outcome="known",source="rdap"} 1.0' in shown
    assert 'convex_seo_source_answers_total{outcome="measured",source="open_pagerank"} 1.0' in shown
    assert DOMAIN not in shown
    assert KEY not in shown
    assert len(fake.asked) == 3
