"""What the home page says of a workspace: figures with their lines, and whether anybody takes up the jobs that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from gateway.dashboard.charts.bars import Bar, bars
from gateway.dashboard.charts.donut import Arc, donut
from gateway.dashboard.charts.sparkline import Sparkline, sparkline
from gateway.repository.jobs import QueueState
from gateway.schemas.stats import Stats

DAYS: Final = 30
_WEEK: Final = 7
# A worker takes up a job within a second; a queue this old with nobody at work is one that nobody reads.
_UNATTENDED: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Figure:
    """A tile; `change` compares the last seven days with the seven before, and is nothing when there is no such."""

    key: str
    value: float | None
    line: Sparkline | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The tiles and charts."""

    figures: tuple[Figure, ...]
    compliance: tuple[tuple[str, int], ...]
    ring: tuple[Arc, ...]
    frameworks: tuple[Bar, ...]


def overview_of(stats: Stats) -> Overview:
    """Work out what is drawn."""
    compliance = (
        ("pass", stats.pass_count),
        ("needs_revision", stats.needs_revision_count),
        ("fail", stats.fail_count),
    )
    frameworks = sorted(stats.by_framework.model_dump().items(), key=lambda each: -each[1])
    return Overview(_figures(stats), compliance, donut(compliance), bars(frameworks))


def _figures(stats: Stats) -> tuple[Figure, ...]:
    days = stats.daily
    made, audits, roadmaps = ([getattr(day, name) for day in days] for name in ("strategies", "audits", "roadmaps"))
    scores = [day.avg_score for day in days]
    return (
        Figure("strategies", stats.total_strategies, sparkline(made), _grown(made)),
        Figure("score", stats.avg_score, sparkline(scores, floor=None), None),
        Figure("passed", stats.pass_count / stats.total_strategies if stats.total_strategies else None, None, None),
        Figure("audits", sum(audits), sparkline(audits), _grown(audits)),
        Figure("roadmaps", sum(roadmaps), sparkline(roadmaps), _grown(roadmaps)),
    )


def _grown(counts: Sequence[int]) -> float | None:
    last, before = sum(counts[-_WEEK:]), sum(counts[-2 * _WEEK : -_WEEK])
    return last - before if last or before else None


def unattended(queues: Sequence[QueueState]) -> tuple[QueueState, ...]:
    """Return the kinds of jobs that wait although none of their kind was taken up lately: their worker is down."""
    return tuple(queue for queue in queues if _is_unattended(queue))


def _is_unattended(queue: QueueState) -> bool:
    taken = queue.last_started_at
    return queue.now - queue.oldest_at > _UNATTENDED and (taken is None or queue.now - taken > _UNATTENDED)
