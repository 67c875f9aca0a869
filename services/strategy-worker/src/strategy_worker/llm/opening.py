"""Opens the Anthropic engine of a process: connections, books and limits, and what runs beside the jobs."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

import structlog
from asyncpg import PostgresError

from shared.db.pool import CONNECTION_ERRORS, Context, Pool, close_pool, create_pool, transaction
from shared.errors import SettingsError
from shared.money import NANO_PER_USD
from shared.telemetry.setup import Telemetry
from strategy_worker.llm.booking import Books
from strategy_worker.llm.breakers import Breakers
from strategy_worker.llm.calling import Caller, Patience
from strategy_worker.llm.capabilities import Capabilities
from strategy_worker.llm.checks.vocabulary import english
from strategy_worker.llm.client import MessagesClient
from strategy_worker.llm.engine import Engine
from strategy_worker.llm.ledger import Ledger
from strategy_worker.llm.ledger_rows import Limits, read_llm_deployment_day
from strategy_worker.llm.limits import Limiter, reference
from strategy_worker.llm.means import Means
from strategy_worker.llm.sweeping import sweep_forever
from strategy_worker.llm.telemetry import EngineMetrics
from strategy_worker.settings import StrategySettings

# More calls than any job makes whose model fails in every way; its money is what really bounds it.
_CALLS: Final = {"single": 10, "parallel": 30}
_POOL_SIZE: Final = 4
_WATCH_S: Final = 15.0
_log = structlog.get_logger(__name__)


@asynccontextmanager
async def open_engine(settings: StrategySettings, telemetry: Telemetry) -> AsyncGenerator[Engine | None, None]:
    """Open the engine that the settings describe, None when they hold no key.

    Raises:
        SettingsError: for a key that can't be sent.
    """
    key = settings.llm_key
    if key is None:
        yield None
        return
    # At DEBUG the SDK logs whole requests, briefs and headers included.
    logging.getLogger("anthropic").setLevel(logging.INFO)
    client = _client(key, settings)
    await asyncio.to_thread(english)
    pool = await create_pool(
        settings.database_url.get_secret_value(),
        service=f"{telemetry.service}-llm",
        max_size=_POOL_SIZE,
        statement_seconds=telemetry.metrics.statement_seconds,
    )
    key_ref, base_ref = reference(key), reference(settings.anthropic_base_url or "")
    metrics, breakers = EngineMetrics(telemetry.metrics.registry), Breakers(pool, base_ref, key_ref)
    capabilities = Capabilities(client.capabilities)
    models = tuple(
        dict.fromkeys(model for model in (settings.convex_llm_model, settings.convex_llm_fallback_model) if model)
    )
    caller = Caller(
        client=client,
        capabilities=capabilities,
        books=Books(
            Ledger(_limits(settings)),
            Limiter(pool, key_ref, slot_s=settings.convex_llm_deadline_s + 30),
            breakers,
            metrics,
        ),
        patience=Patience(settings.convex_llm_first_token_s, settings.convex_llm_gap_s),
    )
    secret = hashlib.sha256(key.encode()).digest()
    metrics.deployment_limit.set(_nano(settings.convex_llm_deployment_daily_limit_usd))
    beside = _beside(pool, breakers, metrics, capabilities, models)
    try:
        yield Engine(Means(caller, models, settings.convex_llm_mode, secret), settings.convex_llm_deadline_s)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.wait(beside)
        await client.close()
        await close_pool(pool)


def _client(key: str, settings: StrategySettings) -> MessagesClient:
    try:
        return MessagesClient(key, settings.anthropic_base_url)
    except ValueError as error:
        raise SettingsError(f"ANTHROPIC_API_KEY: {error}") from None


def _limits(settings: StrategySettings) -> Limits:
    return Limits(
        strategy_nanousd=_nano(settings.convex_llm_strategy_limit_usd),
        day_nanousd=_nano(settings.convex_llm_daily_limit_usd),
        month_nanousd=_nano(settings.convex_llm_monthly_limit_usd),
        deployment_nanousd=_nano(settings.convex_llm_deployment_daily_limit_usd),
        strategy_calls=_CALLS[settings.convex_llm_mode],
    )


def _nano(dollars: Decimal) -> int:
    return int(dollars * NANO_PER_USD)


def _beside(
    pool: Pool, breakers: Breakers, metrics: EngineMetrics, capabilities: Capabilities, models: tuple[str, ...]
) -> set["asyncio.Task[None]"]:
    """Start what goes on while the engine is open."""
    return {
        asyncio.create_task(sweep_forever(pool)),
        asyncio.create_task(_watch(pool, breakers, metrics)),
        asyncio.create_task(_look(capabilities, models)),
    }


async def _watch(pool: Pool, breakers: Breakers, metrics: EngineMetrics) -> None:
    """Show the state of the breakers and what the day stands at, which all replicas share."""
    while True:
        try:
            for model, state in (await breakers.states()).items():
                metrics.breaker_open.labels(model).set(state != "closed")
            async with transaction(pool, Context(None), read_only=True) as connection:
                metrics.deployment_day.set(await read_llm_deployment_day(connection))
        except (*CONNECTION_ERRORS, PostgresError) as error:
            _log.warning("llm_state_not_read", error=type(error).__name__)
        await asyncio.sleep(_WATCH_S)


async def _look(capabilities: Capabilities, models: tuple[str, ...]) -> None:
    """Ask about the configured models before a job does, and tell the operator what speaks against them."""
    for model in models:
        concern = (await capabilities.of(model)).concern(datetime.now(UTC).date())
        if concern is not None:
            _log.warning("llm_model_of_concern", model=model, concern=concern)
