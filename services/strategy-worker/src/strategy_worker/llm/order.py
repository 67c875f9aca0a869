"""Whose calls are made, until when, and what they have cost."""

import asyncio
from dataclasses import dataclass

from shared.jobs.model import ClaimedJob, JobControl
from strategy_worker.llm.model import Receipt


@dataclass(slots=True)
class Spent:
    """What the calls of one job have cost so far; `warned` when a budget is nearly used up."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    nanousd: int = 0
    warned: bool = False

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
