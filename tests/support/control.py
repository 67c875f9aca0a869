"""A job's control for those who work without a database: it lets everything go on and keeps nothing."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from asyncpg import Record
from pydantic import JsonValue

from shared.db.pool import Connection, Context, Pool, transaction


class QuietControl:
    """What a test is not about; a subclass keeps or does what it is about."""

    async def checkpoint(self) -> None: ...

    async def progress(self, stage: str, percent: int) -> None: ...

    async def section_delta(self, section: str, title: str, text: str, *, again: bool = False) -> None: ...

    async def section_completed(self, section: Mapping[str, JsonValue]) -> None: ...

    async def interim(self, event: str, data: Mapping[str, JsonValue], result: Mapping[str, JsonValue]) -> None: ...

    def tell(self, event: str, data: Mapping[str, JsonValue]) -> None: ...

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        raise AssertionError("this job reads nothing from the database")
        yield

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Connection, None]:
        raise AssertionError("this job writes nothing beside its result")
        yield


class NothingStored(QuietControl):
    """Control in a workspace without rows, for work that looks whether there are any."""

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        yield cast("Connection", _NoRows())


class _NoRows:
    async def fetch(self, query: str, *_values: object) -> list[Record]:
        return []


@dataclass(frozen=True, slots=True)
class ReadingControl(QuietControl):
    """Lets the work read in its workspace, as the worker does."""

    pool: Pool
    workspace_id: UUID

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Connection, None]:
        async with transaction(self.pool, Context(self.workspace_id), read_only=True) as connection:
            yield connection
