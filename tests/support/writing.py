"""Strategy jobs done by the real handler with the Anthropic engine against a fake of its API, in this process."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, cast
from uuid import UUID

import asyncpg
import orjson

from shared.ids import new_id
from shared.jobs.model import ClaimedJob, Completion, JobControl
from shared.model_prices import cost_nanousd
from strategy_worker.handlers import perform
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.model import TokenUsage
from strategy_worker.resources import open_resources
from strategy_worker.settings import StrategySettings
from support.backends import Backends
from support.jobs import dispatching, telemetry, wait_for_end, working
from support.messages_api import BilledCall, FakeMessagesApi
from support.messages_prose import answer_to
from support.messages_request import Request
from support.messages_wire import list_length
from support.tenants import Tenant

Owner = "asyncpg.Connection[asyncpg.Record]"
FIRST, SECOND = "claude-haiku-5-5", "claude-sonnet-5-5"
BRIEF: Mapping[str, object] = {
    "businessName": "Hartley Plumbing",
    "industry": "Plumbing",
    "targetAudience": "Homeowners in Leeds",
    "currentChallenges": ["Leads dry up in summer", "Cheap competitors undercut us"],
    "existingCompetitors": ["Fixit National"],
    "desiredOutcome": "Increase booked jobs from 20 to 40 a month within 6 months",
    "framework": "brand_positioning",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its row, its events in order, and the lines of the ledger."""

    status: str
    result: Mapping[str, Any]
    error: Mapping[str, Any] | None
    events: tuple[tuple[str, Mapping[str, Any]], ...]
    calls: tuple[asyncpg.Record, ...]

    @property
    def engine(self) -> str:
        """The engine's label, `none` when there is no result."""
        return cast("str", self.result.get("engine", "none"))

    @property
    def notices(self) -> list[str]:
        """The codes of the notices."""
        return [notice["code"] for notice in self.result.get("notices", ())]

    @property
    def sources(self) -> dict[str, str]:
        """Who wrote which section."""
        return {section["id"]: section["source"] for section in self.result.get("sections", ())}

    @property
    def texts(self) -> str:
        """Everything that was stored or streamed, as one text."""
        return orjson.dumps([self.result, self.events]).decode()

    @property
    def booked(self) -> int:
        """What stands in the ledger, in nano-USD."""
        return sum(call["cost_nanousd"] for call in self.calls)


@dataclass(frozen=True, slots=True)
class Desk:
    """A worker that writes with the model, and somebody who asks it."""

    backends: Backends
    owner: "asyncpg.Connection[asyncpg.Record]"
    tenant: Tenant
    fake: FakeMessagesApi
    breakers: Breakers

    async def forget(self) -> None:
        """Let every model and the key be asked again, as if nothing had happened."""
        for table in (
            "llm_breakers",
            "llm_breaker_seconds",
            "llm_configuration_breakers",
            "llm_queue",
            "llm_flows",
            "llm_limits",
        ):
            await self.owner.execute(f"DELETE FROM app.{table}")
        # What the process remembers for a second.
        self.breakers._permissions.clear()  # pyright: ignore[reportPrivateUsage]
        self.breakers._configuration = None  # pyright: ignore[reportPrivateUsage]

    async def ask(self, brief: Mapping[str, object] = BRIEF, *, engine: str = "auto") -> UUID:
        """Put a job into the queue, as the gateway does."""
        job_id, request = new_id(), orjson.dumps({**brief, "engine": engine}).decode()
        await self.owner.execute(
            "INSERT INTO app.jobs (workspace_id, id, kind, request, created_by) VALUES ($1, $2, 'strategy', $3, $4)",
            self.tenant.workspace_id,
            job_id,
            request,
            self.tenant.user_id,
        )
        return job_id

    async def outcome(self, job_id: UUID, *, within_s: float = 30) -> Outcome:
        """Wait for the job's end and tell what became of it."""
        row = (await wait_for_end(self.owner, [job_id], within_s=within_s))[job_id]
        events = await self.owner.fetch("SELECT type, data FROM app.job_events WHERE job_id = $1 ORDER BY seq", job_id)
        calls = await self.owner.fetch("SELECT * FROM app.llm_calls WHERE job_id = $1 ORDER BY started_at, id", job_id)
        return Outcome(
            status=row["status"],
            result=orjson.loads(row["result"] or "{}"),
            error=orjson.loads(row["error"]) if row["error"] else None,
            events=tuple((event["type"], orjson.loads(event["data"])) for event in events),
            calls=tuple(calls),
        )

    async def write(self, brief: Mapping[str, object] = BRIEF, *, engine: str = "auto") -> Outcome:
        """Ask and wait."""
        return await self.outcome(await self.ask(brief, engine=engine))


def settings_for(backends: Backends, fake: FakeMessagesApi, **settings: object) -> StrategySettings:
    """Return a worker's settings that lead to the fake."""
    usual = {
        "database_url": backends.worker_url,
        "amqp_url": backends.amqp_url,
        "anthropic_api_key": "test-key",
        "anthropic_base_url": fake.url,
        "convex_llm_model": FIRST,
        "convex_llm_fallback_model": SECOND,
    }
    return StrategySettings.model_validate(usual | settings)


@asynccontextmanager
async def writing(
    backends: Backends, tenant: Tenant, fake: FakeMessagesApi, *, grace_s: float = 10, **settings: object
) -> AsyncGenerator[Desk, None]:
    """Do strategy jobs while the block runs; the settings are those of the strategy worker.

    At the block's end jobs have `grace_s` to end before they are handed back, as when the process is told to stop.
    """
    loaded, told = settings_for(backends, fake, **settings), telemetry("strategy-worker")
    owner = await asyncpg.connect(backends.owner_url)
    try:
        async with open_resources(loaded, told) as resources:
            assert resources.engine is not None

            async def work(job: ClaimedJob, control: JobControl) -> Completion:
                return await perform(job, control, resources)

            async with working(backends, work, lease_s=15, grace_s=grace_s), dispatching(backends):
                yield Desk(backends, owner, tenant, fake, resources.engine.means.caller.books.breakers)
    finally:
        await owner.close()


def edited(edit: Callable[[Request, dict[str, Any]], None]) -> Callable[[Request], object]:
    """Return how the fake writes when its good answers are changed in place before they are sent."""
    texts = 0

    def write(request: Request) -> object:
        nonlocal texts
        # As the fake does by itself: lists are as long as those of that name in the prompt.
        value, used = answer_to(request.schema or {}, start=texts, length=partial(list_length, request.prompt))
        texts += used
        edit(request, cast("dict[str, Any]", value))
        return value

    return write


def asked(request: Request) -> list[str]:
    """Return the sections that a request asks for, in order."""
    return list(cast("Mapping[str, object]", (request.schema or {})["properties"]))


def is_booked(found: Outcome, fake: FakeMessagesApi) -> bool:
    """Tell whether everything that the fake charges for stands in the ledger, and is settled."""
    if not all(call["settled_at"] for call in found.calls):
        return False
    return found.booked == bill(fake.calls, found.calls[0]["started_at"].date())


def bill(calls: list[BilledCall], on: Any) -> int:
    """Return what the fake would charge for its calls, in nano-USD."""
    return sum(cost_nanousd(call.model, _usage(call), on) for call in calls)


def _usage(call: BilledCall) -> TokenUsage:
    return TokenUsage(
        input_tokens=call.input_tokens,
        cache_write_5m=call.prompt.cache_write_5m,
        cache_write_1h=call.prompt.cache_write_1h,
        cache_read=call.prompt.cache_read,
        output_tokens=call.output_tokens,
        thinking_tokens=call.thinking_tokens,
    )
