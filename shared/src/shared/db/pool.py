"""Pools whose every transaction carries a tenant's context.

The context is transaction-local and set in the same message as `begin`: it can't leak into another caller's
transaction, and it costs no round trip. Nothing session-level is ever set, so the pool's reset query is empty.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias
from uuid import UUID

import asyncpg
from asyncpg.connection import LoggedQuery
from asyncpg.pool import PoolConnectionProxy
from prometheus_client import Histogram

from shared.errors import SettingsError

# The stubs make these generic and the library does not, so annotations that are read at run time need both forms.
if TYPE_CHECKING:
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    Connection: TypeAlias = PoolConnectionProxy[asyncpg.Record]
else:
    Pool: TypeAlias = asyncpg.Pool
    Connection: TypeAlias = PoolConnectionProxy

COMMAND_TIMEOUT_S: Final = 30.0
_CLOSE_S: Final = 5.0
_CONNECT_S: Final = 5.0
# An exhausted pool is answered like a database that is away, instead of letting requests pile up.
_ACQUIRE_S: Final = 10.0


class WorkspaceMovingError(Exception):
    """The rows of a workspace are being moved to another partition: it can be read, and written to in a while."""


# What a database looks like that is lost, refused or restarting, or whose passwords are being exchanged; everything
# else is a defect or a constraint.
CONNECTION_ERRORS: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    # A server that shuts down says so to idle connections; whoever uses one before its socket is closed gets this.
    asyncpg.InternalClientError,
    WorkspaceMovingError,
    OSError,
    TimeoutError,
)


class _QuietConnection(asyncpg.Connection):  # pyright: ignore[reportMissingTypeArgument]
    """A connection that needs no reset on release, because nothing session-level is ever set."""

    def get_reset_query(self) -> str:
        """Return nothing to run; an open transaction is still rolled back by the pool."""
        return ""


@dataclass(frozen=True, slots=True)
class Context:
    """Whose rows a transaction may see; the database verifies the claim for `app_user`."""

    workspace_id: UUID | None
    user_id: UUID | None = None
    api_key_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Timing:
    """Lets a new connection tell how long its statements take."""

    seconds: Histogram

    async def __call__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        connection.add_query_logger(self._observe)

    def _observe(self, statement: LoggedQuery) -> None:
        # The beginning of a transaction asks for nothing; counted, it would make what does look fast.
        if not statement.query.startswith("begin"):
            self.seconds.observe(statement.elapsed)


class Reader(Protocol):
    """What a question needs of whoever answers it: a connection, or something that picks one."""

    async def fetch(self, query: str, *args: Any) -> list[asyncpg.Record]:
        """Return all rows."""
        ...

    async def fetchrow(self, query: str, *args: Any) -> asyncpg.Record | None:
        """Return the first row, if there is one."""
        ...

    async def fetchval(self, query: str, *args: Any) -> Any:
        """Return the first value of the first row, if there is one."""
        ...


async def create_pool(
    dsn: str,
    *,
    service: str,
    max_size: int = 8,
    statement_seconds: Histogram | None = None,
    command_timeout_s: float = COMMAND_TIMEOUT_S,
) -> Pool:
    """Open a pool; connections are made when first needed, so the database may still be away.

    `statement_seconds` is told how long each statement took.
    """
    return await asyncpg.create_pool(
        dsn,
        min_size=0,
        max_size=max_size,
        timeout=_CONNECT_S,
        command_timeout=command_timeout_s,
        connection_class=_QuietConnection,
        init=_Timing(statement_seconds) if statement_seconds is not None else None,
        server_settings={"application_name": service, "timezone": "UTC"},
    )


async def close_pool(pool: Pool) -> None:
    """Close a pool, by force when a connection is not given back soon."""
    try:
        async with asyncio.timeout(_CLOSE_S):
            await pool.close()
    except TimeoutError:
        pool.terminate()


def _begin(context: Context, *, read_only: bool, at_one_moment: bool) -> str:
    values = {
        "app.workspace_id": context.workspace_id,
        "app.user_id": context.user_id,
        "app.api_key_id": context.api_key_id,
    }
    # Only UUID objects reach this text, so it can't be injected into; a simple-protocol message takes no parameters.
    settings = ", ".join(
        f"set_config('{name}', '{UUID(str(value)) if value else ''}', true)" for name, value in values.items()
    )
    isolation = " isolation level repeatable read" if at_one_moment else ""
    gate = _gate(context, read_only=read_only)
    return f"begin{isolation}{' read only' if read_only else ''}; select {settings}{gate}"


def _gate(context: Context, *, read_only: bool) -> str:
    """Return the condition to write in a workspace; `convex partitions` waits for all who hold it, and moves rows."""
    if read_only or context.workspace_id is None:
        return ""
    workspace_id = UUID(str(context.workspace_id))
    return (
        f" where pg_try_advisory_xact_lock_shared(hashtextextended('writing {workspace_id}', 0))"
        f" and to_regnamespace('app_moving_{workspace_id.hex}') is null"
    )


async def begin(
    connection: Connection, context: Context, *, read_only: bool = False, at_one_moment: bool = False
) -> None:
    """Begin a transaction in a tenant's context, seeing one moment throughout if asked; the caller ends it.

    Raises:
        WorkspaceMovingError: nothing has begun; readers are never refused.
    """
    begun = await connection.execute(_begin(context, read_only=read_only, at_one_moment=at_one_moment))
    if begun == "SELECT 0":
        await connection.execute("rollback")
        raise WorkspaceMovingError("the rows of this workspace are being moved")


@asynccontextmanager
async def transaction(
    pool: Pool, context: Context, *, read_only: bool = False, at_one_moment: bool = False
) -> AsyncGenerator[Connection, None]:
    """Run a transaction in a tenant's context: committed at the end of the block, rolled back when it raises."""
    async with pool.acquire(timeout=_ACQUIRE_S) as connection:
        await begin(connection, context, read_only=read_only, at_one_moment=at_one_moment)
        try:
            yield connection
        except BaseException:
            # Once its server has ended a connection is no longer the pool's, and its wrapper answers nothing else.
            with suppress(asyncpg.InterfaceError):
                if not connection.is_closed():
                    await connection.execute("rollback")
            raise
        await connection.execute("commit")


async def ping(pool: Pool) -> None:
    """Ask the database for a sign of life."""
    await pool.fetchval("select 1")


async def refuse_strong_role(pool: Pool, variable: str = "DATABASE_URL") -> None:
    """Refuse to run as a role that row-level security does not bind.

    Raises:
        SettingsError: for a superuser, a role with BYPASSRLS, or one that owns a table of ours.
    """
    row = await pool.fetchrow(
        "select r.rolname, r.rolsuper or r.rolbypassrls as strong,"
        " exists (select from pg_class c where c.relnamespace = 'app'::regnamespace and c.relowner = r.oid) as owner"
        " from pg_roles r where r.rolname = current_user"
    )
    if row is None or row["strong"] or row["owner"]:
        name = row["rolname"] if row else "?"
        raise SettingsError(f"{variable}: the role {name} bypasses row-level security; use app_user or app_worker")
