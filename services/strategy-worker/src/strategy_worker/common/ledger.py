"""What the strategy rests on, the most influential assumption first."""

from collections.abc import Iterator
from typing import Final

from documents import blocks
from documents.blocks import Effort
from documents.quantities import PathStage
from strategy_worker.case import Case
from strategy_worker.choosing import Chosen
from strategy_worker.reading.classify import ReadChallenge
from strategy_worker.wording import number, raise_first, share

_EFFORTS: Final[dict[Effort, str]] = {"S": "ledger.small", "M": "ledger.medium", "L": "ledger.large"}
_MOST_CHALLENGES: Final = 3
_MOST_FIGURES: Final = 6
_MOST_MOVES: Final = 2
_UNNUMBERED: Final = "A0"


def build(case: Case) -> blocks.Ledger:
    """List the assumptions."""
    items = (*_rates(case), *_challenges(case), _decider(case), *_figures(case), *_budget(case), *_moves(case))
    return blocks.Ledger(
        items=tuple(item.model_copy(update={"id": f"A{index}"}) for index, item in enumerate(items, start=1))
    )


def _rates(case: Case) -> Iterator[blocks.Assumption]:
    path = case.path
    order = sorted(range(1, len(path.stages)), key=lambda index: index != path.least_certain)
    for turn, index in enumerate(order):
        rate = _rate(case, path.stages[index - 1], path.stages[index], turn)
        if rate is not None:
            yield rate


def _rate(case: Case, before: PathStage, stage: PathStage, turn: int) -> blocks.Assumption | None:
    voice = case.voice
    if stage.basis != "assumption" or stage.rate_low is None or stage.rate_mid is None or stage.rate_high is None:
        return None
    return blocks.Assumption(
        id=_UNNUMBERED,
        statement=voice.line(
            "ledger.rate",
            turn=turn,
            before=before.name,
            stage=stage.name,
            low=share(stage.rate_low),
            high=share(stage.rate_high),
            mid=share(stage.rate_mid),
        ),
        basis="assumption",
        sensitivity=_halved(case, stage.name, turn),
        test=voice.line("ledger.rate_test", turn=turn, before=before.name, stage=stage.name),
        test_cost=raise_first(voice.phrase("ledger.rate_cost")),
    )


def _halved(case: Case, stage: str, turn: int) -> str:
    path, voice = case.path, case.voice
    if path.mode == "target":
        if turn:
            return voice.line("ledger.half_top_too", turn=turn)
        top = path.first.volume_mid
        return voice.line("ledger.half_top", turn=turn, double=number(2 * top), top=number(top), first=path.first.name)
    if stage == path.last.name:
        return voice.line("ledger.half_last", stage=stage)
    return voice.line("ledger.half_later", turn=turn, stage=stage)


def _challenges(case: Case) -> Iterator[blocks.Assumption]:
    voice = case.voice
    for turn, challenge in enumerate(case.reading.challenges[:_MOST_CHALLENGES]):
        kind, other = challenge.kind, challenge.other
        yield blocks.Assumption(
            id=_UNNUMBERED,
            statement=_explained(case, challenge, turn),
            basis="assumption",
            sensitivity=voice.line("ledger.challenge_else", turn=turn, other=other.name if other else kind.other),
            test=voice.line("ledger.challenge_test", turn=turn, question=kind.question),
            test_cost=raise_first(voice.phrase("ledger.challenge_cost")),
        )


def _explained(case: Case, challenge: ReadChallenge, turn: int) -> str:
    if not challenge.numbers:
        return case.voice.line("ledger.unstated")
    if challenge.kind.id == "unread":
        return case.voice.line("ledger.unread", turn=turn, challenge=case.named(challenge))
    persists = challenge.kind.persists
    return case.voice.line("ledger.challenge", turn=turn, challenge=case.named(challenge), persists=persists)


def _decider(case: Case) -> blocks.Assumption:
    voice = case.voice
    return blocks.Assumption(
        id=_UNNUMBERED,
        statement=voice.line("ledger.decider"),
        basis="assumption",
        sensitivity=voice.line("ledger.decider_else"),
        test=voice.line("ledger.decider_test"),
        test_cost=raise_first(voice.phrase("ledger.decider_cost")),
    )


def _figures(case: Case) -> Iterator[blocks.Assumption]:
    voice, baselines = case.voice, case.reading.baselines
    given = [*baselines.volumes.values(), *baselines.rates.values(), *baselines.metrics.values(), *baselines.unplaced]
    given += [figure for figure in (baselines.ticket, baselines.hours_per_unit) if figure]
    for turn, figure in enumerate(given[:_MOST_FIGURES]):
        unit = "" if figure.unit == figure.label else figure.unit
        amount = f"{number(figure.value)} {unit}".strip()
        yield blocks.Assumption(
            id=_UNNUMBERED,
            statement=voice.line("ledger.figure", turn=turn, label=figure.label, amount=amount),
            basis="given",
            sensitivity=voice.line("ledger.figure_half", turn=turn),
            test=voice.line("ledger.figure_test", turn=turn),
            test_cost=raise_first(voice.phrase("ledger.figure_cost")),
        )


def _budget(case: Case) -> Iterator[blocks.Assumption]:
    voice, budget = case.voice, case.reading.brief.budget
    if budget is None:
        return
    yield blocks.Assumption(
        id=_UNNUMBERED,
        statement=voice.line("ledger.budget", amount=f"{number(float(budget.amount))} {budget.currency}"),
        basis="given",
        sensitivity=voice.line("ledger.budget_half"),
        test=voice.line("ledger.budget_test"),
        test_cost=raise_first(voice.phrase("ledger.budget_cost")),
    )


def _moves(case: Case) -> Iterator[blocks.Assumption]:
    for turn, chosen in enumerate(case.moves[:_MOST_MOVES]):
        yield _move(case, chosen, turn)


def _move(case: Case, chosen: Chosen, turn: int) -> blocks.Assumption:
    tactic, voice = chosen.tactic, case.voice
    name, reason = voice.say(tactic.name), voice.say(tactic.works_because)
    return blocks.Assumption(
        id=_UNNUMBERED,
        statement=voice.line("ledger.move", turn=turn, name=name, reason=reason),
        basis="assumption",
        sensitivity=voice.line("ledger.move_else", turn=turn, fails=voice.say(tactic.fails)),
        test=voice.line("ledger.move_test", turn=turn, sign=voice.say(tactic.sign)),
        test_cost=raise_first(voice.phrase(_EFFORTS[tactic.effort])),
    )
