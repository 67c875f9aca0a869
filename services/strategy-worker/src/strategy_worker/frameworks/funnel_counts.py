"""How each step of a funnel is counted: links with their rates, baselines and targets."""

from dataclasses import dataclass

from documents.quantities import Basis, Quantity
from strategy_worker.case import Case
from strategy_worker.frameworks import figures
from strategy_worker.wording import number


@dataclass(frozen=True, slots=True)
class Link:
    """A step of the path; the first has no rates. `floor` is the low end that the knowledge base expects."""

    name: str
    low: float | None
    high: float | None
    floor: float
    basis: Basis

    @property
    def is_own(self) -> bool:
        """Whether the rate comes from figures of the brief."""
        return self.basis in {"given", "computed"} and self.low is not None


def links(case: Case) -> tuple[Link, ...]:
    """Return every step of the industry's path, also those behind the one that the outcome counts."""
    path, steps = case.path.stages, case.industry.path
    drawn = [
        Link(stage.name, stage.rate_low, stage.rate_high, step.low or 0.0, stage.basis)
        for stage, step in zip(path, steps, strict=False)
    ]
    rest = [
        Link(case.voice.say(step.name), step.low, step.high, step.low or 0.0, "assumption")
        for step in steps[len(drawn) :]
    ]
    return (*drawn, *rest)


def baseline(case: Case, index: int, link: Link) -> Quantity:
    """Return today's rate of a step, or its number at the top; what is missing is to be measured."""
    voice, given = case.voice, case.reading.baselines.volumes.get(index)
    if link.is_own and link.low is not None:
        note = voice.phrase("funnel.from_brief")
        return Quantity(name=link.name, unit="%", basis=link.basis, value=round(link.low * 100, 2), note=note)
    if given:
        return figures.as_quantity(given)
    unit = "%" if index else "per month"
    return Quantity(name=link.name, unit=unit, basis="to_measure", note=voice.phrase("funnel.counted"))


def target(case: Case, index: int, link: Link) -> Quantity:
    """Return what a step should reach: the range of the path, or the needed number at the top."""
    voice = case.voice
    if index == 0:
        return needed(case, 0) or _later(case, link, "per month")
    if link.low is None or link.high is None:
        return _later(case, link, "%")
    if not link.is_own:
        return _range(link.name, link.low, link.high, voice.phrase("funnel.usual_range"))
    step = case.industry.path[index]
    if link.low < link.floor and step.low is not None and step.high is not None:
        return _range(link.name, step.low, step.high, voice.phrase("funnel.below_range"))
    return Quantity(name=link.name, unit="%", basis="to_measure", note=voice.phrase("funnel.above_own"))


def needed(case: Case, index: int) -> Quantity | None:
    """Return how many the outcome needs at a step, if it can be worked back to there."""
    path, voice = case.path, case.voice
    if path.mode != "target" or index >= len(path.stages):
        return None
    stage, unit = path.stages[index], period(case)
    if index == len(path.stages) - 1:
        return Quantity(name=stage.name, unit=unit, basis="target", value=path.needed)
    low, high = sorted((round(stage.volume_low), round(stage.volume_high)))
    note = voice.phrase("funnel.middle")
    if low != high:
        note = f"{note}, {number(low)} to {number(high)}"
    return Quantity(name=stage.name, unit=unit, basis="computed", value=round(stage.volume_mid), note=note)


def period(case: Case) -> str:
    """Return over which time the needed numbers are counted; growth of a monthly figure is counted by month as well."""
    outcome, today = case.reading.outcome, case.reading.baselines.volumes.get(len(case.path.stages) - 1)
    if outcome.counts_per:
        return f"per {outcome.counts_per}"
    return today.unit if outcome.factor is not None and today and today.unit.startswith("per ") else "in all"


def _range(name: str, low: float, high: float, note: str) -> Quantity:
    return Quantity(
        name=name, unit="%", basis="assumption", low=round(low * 100, 2), high=round(high * 100, 2), note=note
    )


def _later(case: Case, link: Link, unit: str) -> Quantity:
    return Quantity(name=link.name, unit=unit, basis="to_measure", note=case.voice.phrase("funnel.named_later"))
