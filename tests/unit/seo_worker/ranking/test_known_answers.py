"""What was imported stands among the answers of outside sources from the first look on, whatever becomes of those."""

from datetime import UTC, datetime

from seo_worker.providers.answers import DomainRank, Question, SourceName
from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.panel import Panel
from seo_worker.providers.source import Provider, SourceLimits
from support_search.answers import linking

KNOWN = linking([("a.example", 1)])


class _Silent:
    """A source that knows nothing."""

    name: SourceName = "open_pagerank"
    needs = "A_KEY"
    limits = SourceLimits(timeout_s=1, max_bytes=1, at_once=1)
    is_about_domain = True

    def server(self, question: Question) -> str:
        return ""

    async def find(self, question: Question) -> DomainRank:
        raise SourceFailureError("no_data")


async def test_an_import_comes_first_and_is_never_asked_for() -> None:
    panel = Panel([Provider(_Silent(), lambda: datetime(2026, 11, 25, tzinfo=UTC))], budget_s=1)
    knowing = panel.knowing((KNOWN,))
    assert knowing.connected == panel.connected == {"open_pagerank"}
    asked = await knowing.ask("https://www.example.org/", deadline_s=1)
    for answers in (asked, knowing.pending(), knowing.decline(), await knowing.ask("https://10.0.0.1/", deadline_s=1)):
        assert (answers[0], answers[1].source, len(answers)) == (KNOWN, "open_pagerank", 2)
    assert [answer.source for answer in panel.pending()] == ["open_pagerank"]
    assert await Panel().knowing((KNOWN,)).ask("https://www.example.org/", deadline_s=1) == (KNOWN,)
