"""Whose calls are made, until when, and what they have cost."""

import asyncio
from dataclasses import dataclass

from pydantic import JsonValue

from shared.jobs.model import ClaimedJob, JobControl
from shared.money import NANO_PER_USD
from strategy_worker.llm.model import Notice, Receipt
from strategy_worker.result import Account


@dataclass(slots=True)
class Spent:
    """What the calls of one job have cost so far; `warned` when a budget is nearly used up."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    nanousd: int = 0
    warned: bool = False

    def account(self, engine: str, model: str | None, notices: tuple[Notice, ...]) -> Account:
        """Return how a strategy was made, for its result and its row; `model` is the one that wrote most of it."""
        usage: dict[str, JsonValue] = {
            "model": model,
            "inputTokens": self.input_tokens,
            "outputTokens": self.output_tokens,
            "costUsd": self.nanousd / NANO_PER_USD,
            "calls": self.calls,
        }
        return Account(
            engine=engine,
            usage=usage,
            notices=notices,
            tokens=self.input_tokens + self.output_tokens,
            cost_nanousd=self.nanousd,
        )

    def add(self, receipt: Receipt, nanousd: int) -> None:
        """Add a call that has ended."""
        usage = receipt.usage()
        self.calls += 1
        self.input_tokens += usage.total_input
        self.output_tokens += usage.output_tokens
        self.nanousd += nanousd


@dataclass(frozen=True, slots=True)
class Order:
    """Whose calls these are, what they have cost, and when all of them have to be over (the event loop's clock)."""

    job: ClaimedJob
    control: JobControl
    spent: Spent
    deadline: float

    def left_s(self) -> float:
        """Return the seconds that are left."""
        return self.deadline - asyncio.get_running_loop().time()
