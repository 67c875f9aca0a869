"""A job's event stream as a browser reads it."""

import json
import time
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a stream, and when it was read, by the monotonic clock."""

    number: int
    name: str
    data: Mapping[str, Any]
    read_at: float

    @property
    def told(self) -> tuple[int, str, Mapping[str, Any]]:
        """What the event says, whoever reads it and whenever."""
        return self.number, self.name, self.data


async def events_of(client: httpx.AsyncClient, url: str, *, after: int | None = None) -> AsyncGenerator[Event, None]:
    """Yield a job's events until the stream ends, those after a number for somebody who comes back."""
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    async with client.stream("GET", url, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if line and name:
                fields[name] = value
            elif not line and "event" in fields:
                yield Event(int(fields["id"]), fields["event"], json.loads(fields["data"]), time.monotonic())
                fields = {}
