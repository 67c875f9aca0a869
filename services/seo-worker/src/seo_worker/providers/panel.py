"""Asks all connected sources at once about one page, within what the audit has left of its time."""

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import Final

import tldextract

from seo_worker.checks.addresses import is_private_host
from seo_worker.fetch.failures import FetchFailureError
from seo_worker.fetch.urls import parse_web_url
from seo_worker.providers.answers import Answer, Question, SourceName
from seo_worker.providers.source import Provider

_PRIVATE: Final = "the page is on a private host, which is told to nobody"
_NO_DOMAIN: Final = "the page is on no registered domain"
_NO_PAGE: Final = "the page itself could not be had"


class Panel:
    """The connected sources; without any it costs nothing and says nothing.

    What is `known` before anybody is asked comes first among the answers, whatever becomes of the others.
    """

    def __init__(
        self, providers: Sequence[Provider] = (), *, budget_s: float = 0, known: tuple[Answer, ...] = ()
    ) -> None:
        self._providers = tuple(providers)
        self._budget_s = budget_s
        self._known = known

    @property
    def connected(self) -> frozenset[SourceName]:
        """The names of the sources that will be asked."""
        return frozenset(provider.name for provider in self._providers)

    def knowing(self, known: tuple[Answer, ...]) -> "Panel":
        """Return the same sources for one audit about which something is known already."""
        return Panel(self._providers, budget_s=self._budget_s, known=known)

    async def ask(self, url: str, *, deadline_s: float) -> tuple[Answer, ...]:
        """Return one answer of each source, in the order of their names' list; never raises for what they do."""
        if not self._providers:
            return self._known
        question = self._question(url)
        if isinstance(question, str):
            return self.decline(question)
        within_s = min(deadline_s, self._budget_s)
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(provider.ask(question, deadline_s=within_s)) for provider in self._providers]
        return (*self._known, *(task.result() for task in asked))

    def pending(self) -> tuple[Answer, ...]:
        """Return of each source that it has not answered yet."""
        return (*self._known, *(provider.pending() for provider in self._providers))

    def decline(self, reason: str = _NO_PAGE) -> tuple[Answer, ...]:
        """Return of each source that it was not asked, and why."""
        return (*self._known, *(provider.decline(reason) for provider in self._providers))

    @staticmethod
    def _question(url: str) -> Question | str:
        try:
            page = parse_web_url(url)
        except FetchFailureError:
            return _NO_PAGE
        if is_private_host(page.href):
            return _PRIVATE
        domain = _suffixes()(page.host.rstrip(".")).top_domain_under_public_suffix
        return Question(page.href, page.origin, domain) if domain else _NO_DOMAIN


@cache
def _suffixes() -> tldextract.TLDExtract:
    # Whoever lets others have names below a domain (github.io) is still the one who registered it.
    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=False)
