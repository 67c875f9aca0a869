"""What the commands on old data can reach: the database as app_archiver, and the object storage."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, SecretStr

from gateway.archive.moving import Mover
from gateway.archive.pack import DamagedPackError
from gateway.archive.repository import BusyError, alone, list_open_workspaces
from gateway.archive.settings import StorageSettings
from gateway.archive.storage import Storage, StorageError
from gateway.operator.failures import ExitCode, OperatorError, unknown_workspace
from gateway.operator.output import Output
from gateway.operator.reach import conclude, opened
from gateway.operator.settings import at_work
from shared.db.pool import Pool
from shared.settings import load_settings

# Nobody waits for it, and a pack is larger than a version.
_TIMEOUT_S: Final = 60.0


class ArchiverSettings(StorageSettings):
    """Settings of the commands on old data."""

    database_archive_url: SecretStr
    convex_operator: str = ""
    convex_archive_after_days: Annotated[int, Field(ge=1, le=36_500)] | None = None


@dataclass(frozen=True, slots=True)
class Archiver:
    """The settings of one run, and where its answer goes."""

    settings: ArchiverSettings
    out: Output

    @asynccontextmanager
    async def database(self) -> AsyncGenerator[Pool, None]:
        """Open a pool that has answered once.

        Raises:
            OperatorError: when the database is away or does not let the role in.
        """
        async with opened(self.settings.database_archive_url, "DATABASE_ARCHIVE_URL", "app_archiver") as pool:
            yield pool

    @asynccontextmanager
    async def mover(self) -> AsyncGenerator[Mover, None]:
        """Open database and storage, for the only one who changes what is archived.

        Raises:
            OperatorError: when there is no storage, it can't be used, or somebody else is at it.
        """
        if self.settings.convex_archive_url is None:
            remedy = "Set CONVEX_ARCHIVE_URL and its keys; docs/guide/archive.md says how."
            raise OperatorError("No object storage is set.", remedy, code=ExitCode.MISUSED)
        storage = Storage(self.settings, timeout_s=_TIMEOUT_S)
        async with self.database() as pool:
            try:
                async with alone(pool):
                    yield Mover(pool, storage, at_work(self.settings.convex_operator))
            except BusyError as error:
                sentence = "Another run is changing what is archived."
                raise OperatorError(sentence, "Wait until it is over.", code=ExitCode.REFUSED) from error
            except StorageError as error:
                remedy = "Every version is whole, in the table or in its pack. Look at the storage and try again."
                raise OperatorError(f"{error}.", remedy, code=ExitCode.UNREACHABLE) from error
            except DamagedPackError as error:
                remedy = "The table still has what was to leave it. `convex archive verify` looks at the packs."
                raise OperatorError(f"{error}.", remedy) from error


def run(work: Callable[[Archiver], Awaitable[ExitCode]], *, as_json: bool) -> None:
    """Do a command's work and end the process with its code."""
    conclude(lambda out: work(Archiver(load_settings(ArchiverSettings), out)), as_json=as_json)


async def chosen(pool: Pool, workspace_id: UUID | None) -> list[UUID]:
    """Return the workspaces that are meant: all that are open, or the given one.

    Raises:
        OperatorError: when the given one is none of these.
    """
    found = await list_open_workspaces(pool, workspace_id)
    if workspace_id is not None and not found:
        raise unknown_workspace(workspace_id)
    return found
