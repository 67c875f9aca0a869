"""Sections of a competitor model."""

from typing import Literal

from documents.blocks import Block, Texts
from shared.contracts.wire import WireModel

Level = Literal["low", "mid", "high", "unknown"]


class Arena(Block):
    """The job, the buyer and where the contest ends."""

    job: str
    buyer: str
    included: str
    excluded: str


class Rival(WireModel):
    """A player; nothing is claimed about it beyond the basis given, and the evidence has a source and a date."""

    name: str
    kind: Literal["named", "substitute", "status_quo"]
    sells: str
    better_for: str
    claim_basis: Literal["user_given", "inference", "unknown"]
    evidence_to_collect: str
    evidence_by: str
    evidence_source: str = ""


class Rivals(Block):
    """The players, doing nothing included, and how to learn from decided cases."""

    items: tuple[Rival, ...]
    win_loss: str = ""
    timing: str = ""
    spending: str = ""


class FactorLevel(WireModel):
    """How a player does on a factor."""

    player: str
    level: Level
    basis: Literal["assumption", "target", "to_measure"]


class Factor(WireModel):
    """Something buyers weigh, the levels of each player and our move on it."""

    name: str
    levels: tuple[FactorLevel, ...]
    move: Literal["eliminate", "reduce", "raise", "create"]
    reason: str


class Canvas(Block):
    """The strategy canvas; `reading` says what the difference comes down to."""

    factors: tuple[Factor, ...]
    reading: str = ""


class Asymmetry(WireModel):
    """What is hard to copy within a year, and why."""

    advantage: str
    why_hard_to_copy: str
    condition: str


class Asymmetries(Block):
    """Durable differences."""

    items: tuple[Asymmetry, ...]


class CounterMove(WireModel):
    """An answer to expect and the reply to it."""

    their_answer: str
    our_reply: str
    early_sign: str


class CounterMoves(Block):
    """Answers to expect."""

    items: tuple[CounterMove, ...]


class Battlecard(WireModel):
    """What to ask, concede and show when a buyer compares."""

    against: str
    question: str
    concession: str
    proof: str
    when: str = ""


class Battlecards(Block):
    """Cards for the comparison talk."""

    items: tuple[Battlecard, ...]


class Monitoring(Block):
    """What to watch and how often, and the limits on what may be said."""

    signals: Texts
    rules: Texts
    rhythm: str = ""
