"""RDAP (RFC 9083): when a domain was registered, told by the server that the list of IANA (RFC 9224) names for it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, urlsplit

from pydantic import Field

from seo_worker.providers.answers import Question, Registration, SourceName
from seo_worker.providers.failures import SourceFailureError
from seo_worker.providers.http import SourceClient, Wire, read_answer
from seo_worker.providers.rdap_servers import ServerList
from seo_worker.providers.source import Clock, SourceLimits

_JSON: Final = {"Accept": "application/rdap+json, application/json"}


class _Event(Wire):
    action: str = Field(default="", alias="eventAction")
    date: str = Field(default="", alias="eventDate")


class _Domain(Wire):
    name: str = Field(alias="ldhName")
    events: tuple[_Event, ...] = ()


@dataclass(frozen=True, slots=True)
class RDAP:
    """The source of A09; it needs no key, and is off because it tells a register which domain is being looked at."""

    client: SourceClient
    servers: ServerList
    clock: Clock
    limits: SourceLimits = field(default=SourceLimits(timeout_s=6, max_bytes=500_000, at_once=4))
    name: SourceName = "rdap"
    needs: str = "CONVEX_RDAP_ENABLED"
    is_about_domain: bool = True

    def server(self, question: Question, /) -> str:
        """Name the register by the ending it answers for."""
        return question.domain.partition(".")[2]

    async def find(self, question: Question) -> Registration:
        """Return the registration; see `Source.find`."""
        base = await self.servers.server_of(question.domain)
        url = f"{base.rstrip('/')}/domain/{quote(question.domain)}"
        content = await self.client.get(url, headers=_JSON, max_bytes=self.limits.max_bytes)
        found = read_answer(_Domain, content)
        if found.name.lower().rstrip(".") != question.domain:
            raise SourceFailureError("unreadable")
        return Registration(_registered(found.events, self.clock()), urlsplit(base).hostname or "")


def _registered(events: tuple[_Event, ...], now: datetime) -> datetime:
    dates = [_moment(event.date) for event in events if event.action == "registration"]
    if not dates:
        raise SourceFailureError("no_data", detail="the register does not tell when the domain was registered")
    if min(dates) > now:
        raise SourceFailureError("unreadable")
    return min(dates)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        # Some registers leave the zone out; a day more or less is nothing against an age in years.
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise SourceFailureError("unreadable") from None
