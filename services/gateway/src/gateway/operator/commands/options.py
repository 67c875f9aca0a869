"""Options that more than one command has."""

import asyncio
from typing import Annotated
from uuid import UUID

import typer

from gateway.operator.failures import ExitCode, OperatorError

JSON = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Full = Annotated[bool, typer.Option("--full", help="Show also what customers wrote.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]
OnlyWorkspace = Annotated[UUID | None, typer.Option(help="Only this workspace's; otherwise all, one after the other.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")]


async def confirmed(question: str, *, as_json: bool) -> None:
    """Ask, beside what has to go on meanwhile, such as the heartbeats of a connection.

    Raises:
        OperatorError: when the answer is no, or a program can't be asked.
    """
    if as_json or not await asyncio.to_thread(typer.confirm, question):
        raise OperatorError("Nothing was changed.", "With --yes it is done without a question.", code=ExitCode.REFUSED)
