"""The strategy canvas: what buyers weigh, where each player stands, and the move on each factor."""

from typing import Final, Literal

from documents import rivalry
from strategy_worker.case import Case
from strategy_worker.frameworks.factors import fact_for, is_carried, order
from strategy_worker.frameworks.naming import is_waiting, terms
from strategy_worker.wording import raise_first

Move = Literal["eliminate", "reduce", "raise", "create"]

_LEVELS: Final[dict[Move, rivalry.Level]] = {"create": "high", "raise": "high", "reduce": "mid", "eliminate": "mid"}
_MOST_NAMED: Final = 3
_MOST_RAISED: Final = 3


def canvas(case: Case) -> rivalry.Canvas:
    """Return the factors with levels and moves, and what the difference comes down to."""
    factors, moves = case.industry.factors, _moves(case)
    ranked = [(factors[index], moves[index]) for index in order(case)]
    raised = tuple(name for name, move in ranked if move in {"create", "raise"})
    cut = tuple(name for name, move in ranked if move in {"reduce", "eliminate"})
    return rivalry.Canvas(
        factors=tuple(_factor(case, index, moves[index]) for index in range(len(factors))),
        reading=case.voice.line("canvas.reading", raised=terms(case, raised[:2]), cut=terms(case, cut[-2:])),
    )


def _moves(case: Case) -> dict[int, Move]:
    """Return the move on each factor: three to be known for, and none left out that something speaks for."""
    found: dict[int, Move] = {}
    ranked = order(case)
    for rank, index in enumerate(ranked):
        carried = is_carried(case, case.industry.factors[index])
        raised = sum(move in {"create", "raise"} for move in found.values())
        if rank == 0:
            found[index] = "create"
        elif carried and raised < _MOST_RAISED:
            found[index] = "raise"
        else:
            found[index] = "eliminate" if rank == len(ranked) - 1 and not carried else "reduce"
    return found


def _factor(case: Case, index: int, move: Move) -> rivalry.Factor:
    voice = case.voice
    levels = (
        rivalry.FactorLevel(player=case.reading.business, level=_LEVELS[move], basis="target"),
        *(
            rivalry.FactorLevel(player=rival, level="unknown", basis="to_measure")
            for rival in case.reading.competitors[:_MOST_NAMED]
        ),
        rivalry.FactorLevel(
            player=raise_first(voice.say("{alternative}")), level=case.industry.alt_levels[index], basis="assumption"
        ),
    )
    return rivalry.Factor(
        name=raise_first(voice.say(case.industry.factors[index])),
        levels=levels,
        move=move,
        reason=_reason(case, move, index),
    )


def _reason(case: Case, move: Move, index: int) -> str:
    voice, level, factor = case.voice, case.industry.alt_levels[index], case.industry.factors[index]
    match move:
        case "create":
            fact = fact_for(case, factor)
            if fact is None:
                return voice.line("canvas.create_open")
            return voice.line("canvas.create", fact=voice.say(fact))
        case "raise" if level != "high":
            found = voice.phrase("canvas.weak" if level == "low" else "canvas.middling", turn=index)
            return voice.line("canvas.raise", turn=index, level=found)
        case "raise":
            return voice.line("canvas.raise_strong", turn=index)
        case "reduce" if is_carried(case, factor):
            return voice.line("canvas.match" if level == "high" else "canvas.keep", turn=index)
        case "reduce" if level == "high" and not is_waiting(case.industry.alternatives[0].name):
            return voice.line("canvas.reduce_strong", turn=index)
        case "reduce" | "eliminate":
            return voice.line(f"canvas.{move}", turn=index)
