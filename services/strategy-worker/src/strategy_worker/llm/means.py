"""What the writing of a strategy needs, and what comes of it."""

from dataclasses import dataclass

from documents.model import StrategyDocument
from strategy_worker.llm.calling import Caller
from strategy_worker.result import Account
from strategy_worker.settings import WritingMode


@dataclass(frozen=True, slots=True)
class Means:
    """How strategies are written here; `models` are asked in turn, `secret` hides workspaces from the provider."""

    caller: Caller
    models: tuple[str, ...]
    mode: WritingMode
    secret: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A finished document and how it was made."""

    document: StrategyDocument
    account: Account
