"""The five steps of a buyer in the order in which they are taken, and who of the firm stands behind each."""

from dataclasses import dataclass
from typing import Final

from strategy_worker.case import Case
from strategy_worker.frameworks.manner import is_worked_for, manner, suited
from strategy_worker.knowledge.schema import Role
from strategy_worker.wording import raise_first


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its phrasings are `stages.<key>.…`."""

    key: str
    owner: Role


STEPS: Final = (
    Step("seen", "owner"),
    Step("asked", "seller"),
    Step("tried", "maker"),
    Step("taken", "seller"),
    Step("returned", "seller"),
)
# Here a private person decides at home, and nobody stands behind.
_PRIVATE: Final = frozenset({"working", "appointment", "building"})
# The first steps are seen in a channel; from there on a person and the work itself carry the buyer further.
_BY_HAND: Final = ("funnel.by_call", "funnel.by_talk", "funnel.by_goodbye")


def line(case: Case, step: Step, part: str) -> str:
    """Say a part of a step as a sentence."""
    return case.voice.line(suited(case, f"stages.{step.key}.{part}"))


def noun(case: Case, step: Step, part: str) -> str:
    """Name a part of a step."""
    return raise_first(case.voice.phrase(suited(case, f"stages.{step.key}.{part}")))


def tension(case: Case, step: Step) -> str:
    """Say what stands in the way; where offers are compared a named rival may be one of them."""
    rivals = case.reading.competitors
    if step.key == "tried" and rivals and is_worked_for(case):
        return case.voice.line("stages.tried.tension.named", rival=rivals[0])
    if step.key == "taken" and manner(case) in _PRIVATE and "consumer" in case.reading.axes:
        return case.voice.line(suited(case, "stages.taken.tension.private"))
    return line(case, step, "tension")


def channel(case: Case, index: int) -> str:
    """Name where a step takes place."""
    seen = case.industry.channels[:2]
    if index < len(seen):
        return raise_first(case.voice.say(seen[index]))
    return raise_first(case.voice.phrase(suited(case, _BY_HAND[min(index - len(seen), len(_BY_HAND) - 1)])))


def owner(case: Case, step: Step) -> str:
    """Name who of the firm answers for a step."""
    return raise_first(
        {"owner": case.industry.owner, "maker": case.industry.maker, "seller": case.industry.seller}[step.owner]
    )
