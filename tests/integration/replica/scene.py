"""Somebody who writes and reads by way of two gateways that read from a replica."""

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import httpx

from gateway.auth.caller import Access
from gateway.auth.caller import Caller as Somebody
from gateway.replica.position import Position
from gateway.replica.replica import Answered, State
from gateway.repository.positions import read_position
from integration.dashboard.calls import HOME, browser_of
from integration.gateway.serving import Owner, Served
from integration.gateway_results.calls import Caller
from integration.gateway_results.strategies import written
from support.people import Person
from support.replicated import Pair
from support.tenants import Tenant


@dataclass(frozen=True, slots=True)
class Scene:
    """`apis`, `browsers` and `gateways` each have the first and the second gateway's."""

    pair: Pair
    gateways: tuple[Served, Served]
    tenant: Tenant
    apis: tuple[Caller, Caller]
    browsers: tuple[httpx.AsyncClient, httpx.AsyncClient]
    strategy_id: UUID

    @classmethod
    async def made(
        cls, stack: AsyncExitStack, pair: Pair, gateways: tuple[Served, Served], person: Person, owner: Owner
    ) -> Self:
        """Make the clients, which are closed with the stack, and store a strategy."""
        tenant = person.tenant
        strategy_id, _ = await written(owner, tenant)
        first, second = [await stack.enter_async_context(browser_of(each.url)) for each in gateways]
        apis = [await stack.enter_async_context(httpx.AsyncClient(base_url=each.url, timeout=30)) for each in gateways]
        one, other = [Caller(each, tenant.token, str(tenant.workspace_id)) for each in apis]
        return cls(pair, gateways, tenant, (one, other), (first, second), strategy_id)

    async def rename(self, title: str) -> None:
        """Give the strategy another title by way of the first gateway."""
        path = f"/strategies/{self.strategy_id}"
        etag = (await self.apis[0].get(path)).headers["ETag"]
        answer = await self.apis[0].send("PATCH", path, {"title": title}, If_Match=etag)
        assert answer.status_code == 200, answer.text

    async def titles(self, gateway: int) -> set[str]:
        """Return the strategy's title as everything that shows it does at the moment, whichever title that is."""
        api, browser = self.apis[gateway], self.browsers[gateway]
        single, listed, page = await asyncio.gather(
            api.get(f"/strategies/{self.strategy_id}"), api.get("/list"), browser.get(f"{HOME}/strategies")
        )
        for answer in (single, listed, page):
            assert answer.status_code == 200, answer.text
        shown = set(re.findall(r"Title \d+", page.text))
        return {single.json()["title"], listed.json()["items"][0]["title"], *shown}

    async def position(self) -> Position:
        """Return how far the primary is."""
        found = await read_position(self.gateways[0].services.pool)
        assert found is not None
        return found

    def access(self, position: Position) -> Access:
        """Return what the caller of a request that can't write has."""
        caller = Somebody(self.tenant.user_id)
        return Access(caller, self.tenant.workspace_id, "owner", position)

    def answered(self) -> dict[Answered, int]:
        """Return how many questions were answered by whom, by way of both gateways."""
        total = sum((each.answered for each in self._replicas()), start=type(self._replicas()[0].answered)())
        return dict(total)

    async def until(self, *states: State) -> None:
        """Return when both gateways think that the replica is in one of the states."""
        async with asyncio.timeout(20):
            while not all(each.state in states for each in self._replicas()):
                await asyncio.sleep(0.02)

    def _replicas(self):
        found = [each.services.replica for each in self.gateways]
        return [each for each in found if each is not None]
