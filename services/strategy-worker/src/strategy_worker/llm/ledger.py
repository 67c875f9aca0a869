"""The ledger of calls: reserved before they are made, settled at what they cost, once.

What is reserved and not settled counts as spent, so any number of workers together stay within the limits. Money is
in whole nano-USD. A call that exceeds its reservation is booked at its full cost all the same.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from shared.contracts.messages import LLMCostSettled
from shared.db.pool import Connection
from shared.ids import new_id
from shared.jobs.model import ClaimedJob, JobControl
from shared.model_prices import PRICE_VERSION, UnknownPriceError, cost_nanousd, worst_case_nanousd
from shared.outbox.write import insert_event
from strategy_worker.llm.ledger_rows import (
    LedgerLine,
    Limit,
    Limits,
    NewLine,
    Settlement,
    insert_llm_call,
    list_orphaned_llm_calls,
    note_llm_call,
    read_llm_call,
    reserve_llm,
    settle_llm_call,
)
from strategy_worker.llm.model import Call, End, Receipt, TokenUsage

# What is written of a call whose worker did not live to settle it.
ABANDONED: Final = "abandoned"


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call that is about to be made; `attempt` counts the tries for the same sections from 1.

    Without `started_at` it starts by the database's clock.
    """

    id: UUID
    job: ClaimedJob
    call: Call
    sections: tuple[str, ...]
    attempt: int = 1
    started_at: datetime | None = None
    prompt_version: str = ""


@dataclass(frozen=True, slots=True)
class Reserved:
    """The call may be made; `warning` from four fifths of the workspace's day or month on."""

    warning: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The call may not be made: what is spent and reserved under this limit leaves no room for its worst case.

    The figures of "deployment" are those of all workspaces together and not for their users.
    """

    limit: Limit
    limit_nanousd: int
    spent_nanousd: int


class Ledger:
    """Reserves and settles calls; has no state of its own, so any number of processes may work on the same books."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    async def reserve(self, control: JobControl, new: NewCall) -> Reserved | Refused:
        """Reserve the worst case of a call, or change nothing.

        Raises:
            UnknownPriceError: for a model nobody knows the price of.
        """
        line = _line_of(new)
        async with control.write() as connection:
            decision = await reserve_llm(connection, line, self._limits)
            if decision.refused is None:
                await insert_llm_call(connection, line)
                return Reserved(warning=decision.is_near)
        assert decision.limit_nanousd is not None
        assert decision.spent_nanousd is not None
        return Refused(decision.refused, decision.limit_nanousd, decision.spent_nanousd)

    async def note(self, control: JobControl, call_id: UUID, receipt: Receipt) -> None:
        """Keep what is known of a call so far, so that it can be settled when this worker dies."""
        async with control.write() as connection:
            await note_llm_call(
                connection, call_id, receipt.usage(), request_id=receipt.request_id, ttft_ms=receipt.ttft_ms
            )

    async def settle(
        self,
        control: JobControl,
        call_id: UUID,
        receipt: Receipt,
        *,
        error: End,
        at: datetime | None = None,
    ) -> int:
        """Book what a call cost, return its cost in nano-USD and free its reservation; a second time changes nothing.

        Raises:
            LookupError: for a call that was never reserved.
        """
        async with control.write() as connection:
            line = await read_llm_call(connection, call_id)
            if line is None:
                raise LookupError(f"call {call_id} was never reserved")
            usage = receipt.usage()
            end = Settlement(
                usage,
                _cost(line, usage),
                request_id=receipt.request_id,
                ttft_ms=receipt.ttft_ms,
                stop_reason=receipt.stop_reason,
                error_type=error,
                at=at,
            )
            return await settle_line(connection, line, end)

    async def settle_orphans(self, control: JobControl, job: ClaimedJob, *, at: datetime | None = None) -> None:
        """Settle what earlier attempts of the job left open, from what was noted of it."""
        async with control.read() as connection:
            lines = await list_orphaned_llm_calls(connection, job.workspace_id, job.id, attempt=job.attempt)
        for line in lines:
            # One transaction each: two that hold several lines of one workspace could wait for each other.
            async with control.write() as connection:
                await abandon(connection, line, at=at)


async def abandon(connection: Connection, line: LedgerLine, *, at: datetime | None) -> int:
    """Settle a call whose worker is gone, from what was noted of it."""
    end = Settlement(line.usage, _cost(line, line.usage), error_type=ABANDONED, at=at)
    return await settle_line(connection, line, end)


async def settle_line(connection: Connection, line: LedgerLine, end: Settlement) -> int:
    """Settle a call, mark the day for the roll-up, and return what stands on the books for it."""
    settled_at = await settle_llm_call(connection, line, end)
    if settled_at is None:
        settled = await read_llm_call(connection, line.id)
        assert settled is not None
        return settled.cost_nanousd
    # The end of the job marks the day on which it ends, which may be the next one.
    if end.usage.total_input or end.usage.output_tokens or end.cost_nanousd:
        await insert_event(connection, _event(line, settled_at))
    return end.cost_nanousd


def _line_of(new: NewCall) -> NewLine:
    call = new.call
    day = (new.started_at or datetime.now(UTC)).astimezone(UTC).date()
    return NewLine(
        workspace_id=new.job.workspace_id,
        id=new.id,
        job_id=new.job.id,
        job_attempt=new.job.attempt,
        attempt=new.attempt,
        purpose=call.purpose,
        model=call.model,
        sections=new.sections,
        prompt_version=new.prompt_version,
        price_version=PRICE_VERSION,
        started_at=new.started_at,
        reserved_nanousd=worst_case_nanousd(call.model, call.prompt_tokens, call.max_tokens, day),
    )


def _cost(line: LedgerLine, usage: TokenUsage) -> int:
    try:
        return cost_nanousd(line.model, usage, line.started_at.astimezone(UTC).date())
    except UnknownPriceError:
        # A release without this model settles the call of an earlier one: at its worst case, as nought would be wrong.
        return line.reserved_nanousd


def _event(line: LedgerLine, settled_at: datetime) -> LLMCostSettled:
    return LLMCostSettled(
        event_id=new_id(),
        workspace_id=line.workspace_id,
        job_id=line.job_id,
        call_id=line.id,
        days=(settled_at.astimezone(UTC).date(),),
        occurred_at=settled_at,
    )
