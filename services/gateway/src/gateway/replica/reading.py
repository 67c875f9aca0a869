"""The one place that decides who answers a question: the replica, where it is as far as the caller, or the primary.

A request that can't write asks the primary first what its caller may do, and learns how far the primary is. Everything
anybody was told before, by whichever gateway or worker, lies before that, and so the replica has to be there too.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import asyncpg

from gateway.auth.caller import Access, Claim
from gateway.deps import Services
from gateway.replica.position import Position
from gateway.replica.replica import FAILURES, Answered, Replica, State, wait_for
from shared.db.pool import CONNECTION_ERRORS, Connection, Reader, transaction

# Opening includes a new connection; a server that drops packets must not hold up whoever could ask the primary.
_OPEN_S: Final = 1.0
_T = TypeVar("_T")


@asynccontextmanager
async def reading(services: Services, claim: Claim) -> AsyncGenerator[Reader, None]:
    """Let the block read in the caller's context; all it reads is at least as new as when its request came."""
    position = claim.position if isinstance(claim, Access) else None
    async with AsyncExitStack() as primary:

        async def ask_primary() -> Connection:
            return await primary.enter_async_context(transaction(services.pool, claim.context, read_only=True))

        if services.replica is None or position is None:
            yield await ask_primary()
            return
        attempt = _Attempt(services.replica, ask_primary)
        try:
            await attempt.begin(claim, position)
            yield attempt
        finally:
            await attempt.end()


@dataclass(slots=True)
class _Attempt:
    """Asks the replica if it is fit for that, and from its first failure on the primary.

    Each statement sees what is committed when it begins, as ever, so the primary may go on where the replica failed.
    """

    replica: Replica
    ask_primary: Callable[[], Awaitable[Connection]]
    answered: Answered = "replica"
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _connection: Connection | None = None

    async def begin(self, claim: Claim, position: Position) -> None:
        """Begin on the replica, or on the primary when the replica is not as far as the caller or can't be asked."""
        state = self.replica.state
        if state == "ready":
            try:
                async with asyncio.timeout(_OPEN_S):
                    state = await self._begin_on_replica(claim, position)
            except FAILURES:
                self.replica.doubt()
                state = "away"
        if state != "ready":
            await self._go_to_primary(state)

    async def end(self) -> None:
        """End what was begun on the replica; nothing depends on how, as nothing was written."""
        self.replica.answered[self.answered] += 1
        await self._leave_replica()

    async def fetch(self, query: str, *args: Any) -> list[asyncpg.Record]:
        """Return all rows."""
        return await self._ask(lambda connection: connection.fetch(query, *args))

    async def fetchrow(self, query: str, *args: Any) -> asyncpg.Record | None:
        """Return the first row, if there is one."""
        return await self._ask(lambda connection: connection.fetchrow(query, *args))

    async def fetchval(self, query: str, *args: Any) -> Any:
        """Return the first value of the first row, if there is one."""
        return await self._ask(lambda connection: connection.fetchval(query, *args))

    async def _begin_on_replica(self, claim: Claim, position: Position) -> State:
        opened = transaction(self.replica.pool, claim.context, read_only=True)
        self._connection = await self.stack.enter_async_context(opened)
        # Of this very connection, as behind one address there may be several replicas.
        state, _ = await wait_for(self._connection, position)
        return state

    async def _ask(self, question: Callable[[Connection], Awaitable[_T]]) -> _T:
        assert self._connection is not None
        if self.answered != "replica":
            return await question(self._connection)
        try:
            return await question(self._connection)
        except FAILURES as error:
            # A value that asyncpg can't send says nothing of the server, though its error is of the same family.
            if isinstance(error, CONNECTION_ERRORS) and not isinstance(error, ValueError):
                self.replica.doubt()
            await self._go_to_primary("failed")
        return await question(self._connection)

    async def _go_to_primary(self, why: Answered) -> None:
        self.answered = why
        await self._leave_replica()
        self._connection = await self.ask_primary()

    async def _leave_replica(self) -> None:
        with suppress(*FAILURES):
            await self.stack.aclose()
