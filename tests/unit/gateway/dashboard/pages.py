"""Templates rendered without a server."""

from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from uuid import uuid4

from starlette.requests import Request

from gateway.auth.caller import Access, Caller
from gateway.dashboard.forms import Form
from gateway.dashboard.overview import overview_of
from gateway.dashboard.viewing import User
from gateway.repository.jobs import JobHead, QueueState
from gateway.schemas.stats import Cost, Day, FrameworkCounts, JobCounts, Latency, LatencyByKind, Stats
from gateway.schemas.strategies import StrategyItem
from gateway.schemas.workspaces import Workspace

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
_NO_LATENCY = Latency(p50_ms=None, p95_ms=None)


@dataclass(frozen=True, slots=True)
class Looking:
    """What a template asks of a viewer."""

    user: User
    access: Access
    workspace_name: str


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))


def get(path: str = "/dashboard/convex", query: str = "", **headers: str) -> Request:
    """Return a request for a page."""
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "server": ("gateway.test", 80),
            "path": path,
            "query_string": query.encode(),
            "headers": pairs,
        }
    )


def home_values(text: str) -> dict[str, object]:
    """Return what home and account show, with this text wherever a person's or a model's words stand."""
    workspaces = tuple(Workspace(id=uuid4(), name=text[:200] or "-", role="owner", created_at=NOW) for _ in range(2))
    caller = Caller(uuid4(), text)
    user = User(caller, text, text, workspaces, workspaces[0], "ab" * 64, Form({}))
    stats = _stats()
    return {
        "user": user,
        "viewer": Looking(user, Access(caller, workspaces[0].id, "owner"), text),
        "stats": stats,
        "overview": overview_of(stats),
        "days": 2,
        "strategies": [_strategy(text)],
        "live": [_job(text, "running"), _job(text, "queued")],
        "ended": [_job(text, "succeeded"), _job(text, "failed"), _job(text, "cancelled")],
        "unattended": (QueueState("seo", NOW, None, NOW),),
        "done": text,
    }


def _stats() -> Stats:
    days = [Day(date=NOW.date(), strategies=n, audits=n, roadmaps=0, avg_score=50.0 + n) for n in (1, 2)]
    return Stats(
        total_strategies=3,
        avg_score=51.0,
        median_score=51.5,
        pass_count=1,
        needs_revision_count=1,
        fail_count=1,
        by_framework=FrameworkCounts(brand_positioning=3),
        score_histogram=(),
        daily=tuple(days),
        jobs=JobCounts(queued=0, running=0, succeeded=0, failed=0),
        latency=LatencyByKind(strategy=_NO_LATENCY, seo=_NO_LATENCY, roadmap=_NO_LATENCY),
        cost=Cost(usd=0, tokens=0),
        as_of=NOW,
    )


def _strategy(text: str) -> StrategyItem:
    return StrategyItem(
        id=uuid4(),
        title=text,
        business_name=text,
        framework="brand_positioning",
        score=50,
        compliance="pass",
        engine=text,
        version=1,
        created_at=NOW,
        updated_at=NOW,
    )


def _job(text: str, status: str) -> JobHead:
    return JobHead(uuid4(), "seo", status, text, 50, 1, NOW, NOW, NOW, None, "{}")
