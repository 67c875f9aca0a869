"""What the strategy rests on, the most influential assumption first."""

from collections.abc import Iterator

from documents import blocks
from strategy_worker.case import Case
from strategy_worker.wording import number, raise_first, share


def build(case: Case) -> blocks.Ledger:
    """List the assumptions."""
    items = [*_rates(case), *_readings(case), *_figures(case), *_moves(case)]
    return blocks.Ledger(
        items=tuple(item.model_copy(update={"id": f"A{index}"}) for index, item in enumerate(items, start=1))
    )


def _rates(case: Case) -> Iterator[blocks.Assumption]:
    path = case.path
    order = sorted(range(1, len(path.stages)), key=lambda index: index != path.least_certain)
    for index in order:
        stage, before = path.stages[index], path.stages[index - 1]
        if stage.basis != "assumption" or stage.rate_low is None or stage.rate_mid is None or stage.rate_high is None:
            continue
        yield _item(
            case,
            (
                f"from {before.name} to {stage.name}: {share(stage.rate_low)} to "
                f"{share(stage.rate_high)}, middle {share(stage.rate_mid)}"
            ),
            "assumption",
            _halved(case, stage.name),
            f"count thirty days of {before.name} by hand, and mark which of them became {stage.name}",
            "about half a day",
        )


def _halved(case: Case, step: str) -> str:
    path = case.path
    if path.mode != "target" and step == path.last.name:
        return f"with half as many, half as many {step} are left at the end"
    if path.mode != "target":
        return f"with half as many, every step after {step} is halved too"
    top = path.first.volume_mid
    return f"at half the middle value {number(2 * top)} instead of {number(top)} {path.first.name} are needed"


def _readings(case: Case) -> Iterator[blocks.Assumption]:
    reading = case.reading
    for challenge in reading.challenges[:3]:
        yield _item(
            case,
            f"{challenge.label}: {challenge.kind.persists}"
            if challenge.numbers
            else "what troubles every buyer here is also the obstacle of {business}: {trust_gap}",
            "assumption",
            f"if instead {challenge.kind.other}, the moves chosen for it lose their reason",
            f"answer this: {challenge.kind.question}",
            "two hours with the last five cases",
        )
    yield _item(
        case,
        (
            f"{reading.buyers} decide as this knowledge base expects: {case.audience.decider}, "
            f"with {case.audience.risk} at stake"
        ),
        "assumption",
        (
            "[with another decider the proof, the first step and the objections change|somebody "
            "else in that seat would need other proof and another first step|a different decider "
            "asks for a different proof]"
        ),
        (
            "[ask three recent buyers who said yes and what they feared|let three recent buyers "
            "tell who decided and what worried them]"
        ),
        "three short calls",
    )


def _figures(case: Case) -> Iterator[blocks.Assumption]:
    baselines = case.reading.baselines
    given = [*baselines.volumes.values(), *baselines.rates.values(), *baselines.metrics.values(), *baselines.unplaced]
    given += [figure for figure in (baselines.ticket, baselines.hours_per_unit) if figure]
    for figure in given[:6]:
        yield _item(
            case,
            f"{figure.label}: {number(figure.value)} {figure.unit}",
            "given",
            "[half of it would change every figure computed from it|whatever is computed from it would halve as well]",
            "[compare it with the records of another month|check it against one more month]",
            "an hour",
        )
    budget = case.reading.brief.budget
    if budget:
        yield _item(
            case,
            f"{number(float(budget.amount))} {budget.currency} can be spent",
            "given",
            "with half of it only the first two moves run, one after the other",
            "confirm it with whoever signs",
            "one talk",
        )


def _moves(case: Case) -> Iterator[blocks.Assumption]:
    for chosen in case.moves[:2]:
        yield _item(
            case,
            f"{chosen.tactic.name}: {chosen.tactic.works_because}",
            "assumption",
            f"if this does not hold here, this follows: {chosen.tactic.fails}",
            f"watch for this sign: {chosen.tactic.sign}",
            {"S": "up to a day", "M": "up to three days", "L": "up to eight days"}[chosen.tactic.effort],
        )


def _item(case: Case, statement: str, basis: str, sensitivity: str, test: str, cost: str) -> blocks.Assumption:  # noqa: PLR0913, PLR0917
    return blocks.Assumption.model_validate(
        {
            "id": "A0",
            "statement": case.voice.sentence(statement),
            "basis": basis,
            "sensitivity": case.voice.sentence(sensitivity),
            "test": case.voice.sentence(test),
            "test_cost": raise_first(cost),
        }
    )
