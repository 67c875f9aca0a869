"""What a command can reach: the database as app_operator or as its owner, and the broker; each opens when needed."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import aio_pika
import asyncpg
import typer
from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import AMQPError
from pydantic import SecretStr

from gateway.operator.failures import ExitCode, OperatorError
from gateway.operator.output import Output
from gateway.operator.settings import OperatorSettings
from shared.db.migrate import lock_schema
from shared.db.pool import COMMAND_TIMEOUT_S, CONNECTION_ERRORS, Connection, Pool, close_pool, create_pool, ping
from shared.db.sql import statement
from shared.errors import SettingsError
from shared.settings import load_settings

_PACKAGE: Final = "gateway.operator"
_CONNECT_S: Final = 5.0
_TURN_S: Final = 10.0
_POOL_SIZE: Final = 2
_OWNER_TIMEOUT_S: Final = 3600.0
_MIGRATE: Final = "Run `migrate` of this release: it makes the roles and gives them what they may."

_OWNER: Final = "Give DATABASE_MIGRATION_URL the role that `migrate` runs as."


@dataclass(frozen=True, slots=True)
class Reach:
    """The settings of one run, and where its answer goes."""

    settings: OperatorSettings
    out: Output

    @asynccontextmanager
    async def database(self) -> AsyncGenerator[Pool, None]:
        """Open a pool that has answered once.

        Raises:
            OperatorError: when the database is away or does not let the role in.
        """
        async with opened(self.settings.database_operator_url, "DATABASE_OPERATOR_URL", "app_operator") as pool:
            yield pool

    @asynccontextmanager
    async def owned_database(self) -> AsyncGenerator[Pool, None]:
        """Open a pool of the database's owner, whose statements may take long.

        Raises:
            OperatorError: when nobody has said where, or as for the other pool.
        """
        url = self.settings.database_migration_url
        if url is None:
            sentence = "DATABASE_MIGRATION_URL is not set; this needs the address of the database's owner."
            raise OperatorError(sentence, "Give it for this command only, as for `migrate`.", code=ExitCode.MISUSED)
        async with opened(url, "DATABASE_MIGRATION_URL", None, timeout_s=_OWNER_TIMEOUT_S) as pool:
            yield pool

    @asynccontextmanager
    async def schema(self) -> AsyncGenerator[Connection, None]:
        """Open a connection of the database's owner that alone may change the schema, as `migrate` does.

        Raises:
            OperatorError: when the owner's DSN is missing, its role owns nothing of ours, or somebody else is at it.
        """
        async with self.owned_database() as pool, pool.acquire() as connection:
            await _lock_schema(connection)
            yield connection

    @asynccontextmanager
    async def broker(self) -> AsyncGenerator[AbstractConnection, None]:
        """Open a connection to RabbitMQ.

        Raises:
            OperatorError: when the broker is away or does not let us in.
        """
        try:
            connection = await aio_pika.connect(self.settings.amqp_url.get_secret_value(), timeout=_CONNECT_S)
        except (AMQPError, OSError, TimeoutError) as error:
            sentence = f"RabbitMQ can't be reached ({type(error).__name__})."
            remedy = "Look whether it runs and whether AMQP_URL names its host, user, password and virtual host."
            raise OperatorError(sentence, remedy, code=ExitCode.UNREACHABLE) from error
        async with connection:
            yield connection


@asynccontextmanager
async def opened(
    dsn: SecretStr, variable: str, role: str | None, *, timeout_s: float = COMMAND_TIMEOUT_S
) -> AsyncGenerator[Pool, None]:
    """Open a pool that has answered once; `variable` has its address, with which `role` logs in (None: the owner).

    Raises:
        OperatorError: when the database is away or does not let the role in.
    """
    pool = await create_pool(dsn.get_secret_value(), service="convex", max_size=_POOL_SIZE, command_timeout_s=timeout_s)
    try:
        await _answering(pool, variable, role)
        yield pool
    finally:
        await close_pool(pool)


def run(work: Callable[[Reach], Awaitable[ExitCode]], *, as_json: bool) -> None:
    """Do a command's work and end the process with its code."""
    conclude(lambda out: work(Reach(load_settings(OperatorSettings), out)), as_json=as_json)


def conclude(work: Callable[[Output], Awaitable[ExitCode]], *, as_json: bool) -> None:
    """Do work that needs settings of its own, and end the process with its code."""
    out = Output(as_json)
    try:
        code = asyncio.run(_work(work, out))
    except SettingsError as error:
        out.fail(str(error), "The variables of the services hold; docs/guide/operators.md lists them.")
        code = ExitCode.MISUSED
    except OperatorError as error:
        out.fail(error.sentence, error.remedy)
        code = error.code
    raise typer.Exit(code)


async def _work(work: Callable[[Output], Awaitable[ExitCode]], out: Output) -> ExitCode:
    try:
        return await work(out)
    except asyncpg.InsufficientPrivilegeError as error:
        sentence = f"The database does not let this role do that: {error}."
        raise OperatorError(sentence, _MIGRATE, code=ExitCode.REFUSED) from error
    except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError, asyncpg.UndefinedFunctionError) as error:
        remedy = "Run `migrate` of the release that this command belongs to."
        raise OperatorError(f"The schema is another one: {error}.", remedy, code=ExitCode.REFUSED) from error
    except CONNECTION_ERRORS as error:
        sentence = f"The connection was lost ({type(error).__name__})."
        remedy = "Nothing is half done: what was not confirmed is as it was. Try again."
        raise OperatorError(sentence, remedy, code=ExitCode.UNREACHABLE) from error


async def _answering(pool: Pool, variable: str, role: str | None) -> None:
    try:
        await ping(pool)
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        sentence = f"Postgres does not let the role of {variable} in."
        remedy = (
            f"Run `migrate` with {role.upper()}_PASSWORD set: it makes the role {role} and gives it its password."
            if role
            else "Give the address that `migrate` works with."
        )
        raise OperatorError(sentence, remedy, code=ExitCode.UNREACHABLE) from error
    except (*CONNECTION_ERRORS, asyncpg.PostgresError) as error:
        sentence = f"Postgres can't be reached ({type(error).__name__})."
        remedy = f"Look whether it runs and whether {variable} names its host and database."
        raise OperatorError(sentence, remedy, code=ExitCode.UNREACHABLE) from error


async def _lock_schema(connection: Connection) -> None:
    if not await connection.fetchval(statement(_PACKAGE, "is_owner")):
        sentence = "The role of DATABASE_MIGRATION_URL does not own the tables."
        raise OperatorError(sentence, _OWNER, code=ExitCode.REFUSED)
    try:
        async with asyncio.timeout(_TURN_S):
            await lock_schema(connection)
    except TimeoutError:
        sentence = "Another `migrate` or `convex partitions` changes the schema."
        raise OperatorError(sentence, "Wait until it has ended.", code=ExitCode.REFUSED) from None
