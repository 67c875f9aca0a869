"""Which RDAP server answers for a domain: the list of IANA, fetched once a day and shared by all questions."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.http import SourceClient, Wire, read_answer
from seo_worker.providers.source import Clock

_KEPT_FOR: Final = timedelta(days=1)
_MAX_BYTES: Final = 2_000_000
_ENDINGS_AND_SERVERS: Final = 2


class _List(Wire):
    services: tuple[tuple[tuple[str, ...], ...], ...]


class ServerList:
    """Answers from the list as it was last fetched; the longest ending decides (RFC 9224, section 4)."""

    def __init__(self, client: SourceClient, url: str, clock: Clock) -> None:
        self._client = client
        self._url = url
        self._clock = clock
        self._servers: dict[str, tuple[str, ...]] = {}
        self._fetched_at: datetime | None = None
        self._fetching = asyncio.Lock()

    async def server_of(self, domain: str) -> str:
        """Return the base address for a domain.

        Raises:
            SourceFailureError: `no_data` where the ending has no server, or because of the list itself.
        """
        await self._refresh()
        labels = domain.lower().split(".")
        endings = (".".join(labels[i:]) for i in range(len(labels)))
        bases = next((self._servers[ending] for ending in endings if ending in self._servers), ())
        base = next((b for b in bases if b.startswith("https://")), None) or self._plain(bases)
        if base is None:
            raise SourceFailureError("no_data", detail=f"there is no such register for .{labels[-1]}")
        return base

    def _plain(self, bases: tuple[str, ...]) -> str | None:
        # Never less safe than the list itself, which is only fetched over http where the operator said so.
        is_plain = self._url.startswith("http://")
        return next((b for b in bases if is_plain and b.startswith("http://")), None)

    async def _refresh(self) -> None:
        async with self._fetching:
            now = self._clock()
            if self._fetched_at is not None and now - self._fetched_at < _KEPT_FOR:
                return
            content = await self._client.get(self._url, max_bytes=_MAX_BYTES)
            self._servers = _by_ending(read_answer(_List, content))
            self._fetched_at = now


def _by_ending(listed: _List) -> dict[str, tuple[str, ...]]:
    if any(len(service) < _ENDINGS_AND_SERVERS for service in listed.services):
        raise SourceFailureError("unreadable")
    return {ending.lower(): servers for endings, servers, *_ in listed.services for ending in endings}
