"""References that lead nowhere, rates that do not narrow, and challenges that nothing answers."""

from collections.abc import Iterable, Iterator

from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.lint.texts import entries
from strategy_worker.knowledge.load import KnowledgeBase


def problems(base: KnowledgeBase) -> Iterator[str]:
    """Yield every reference without an end, and what an entry owes to others."""
    yield from _dangling(base)
    yield from _unanswered(base)
    for industry in base.industries.values():
        yield from _rates(industry)


def _dangling(base: KnowledgeBase) -> Iterator[str]:
    targets: dict[str, Iterable[str]] = {
        "axes": base.axes,
        "avoid": base.axes,
        "covers": base.challenges,
        "conflicts": base.tactics,
        "industries": base.industries,
        "metric": base.metrics,
        "metrics": base.metrics,
        "audience": base.audiences,
    }
    for kind, group in entries(base).items():
        for key, entry in group.items():
            for field, known in targets.items():
                # The metric of a loop is a phrase and not a reference.
                if field in type(entry).model_fields and (kind, field) != ("loops", "metric"):
                    yield from _missing(f"{kind} {key}, {field}", _ids(getattr(entry, field)), known)
    for industry in base.industries.values():
        read_as = (*industry.audience_as, *industry.audience_as.values())
        yield from _missing(f"industries {industry.id}, audience_as", read_as, base.audiences)
        kinds = (modifier.kind for modifier in industry.modifiers)
        yield from _missing(f"industries {industry.id}, modifiers", kinds, base.page_kinds)


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _missing(where: str, ids: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    found = set(known)
    yield from (f"{where}: there is no {name}" for name in ids if name not in found)


def _unanswered(base: KnowledgeBase) -> Iterator[str]:
    tactics = {challenge for tactic in base.tactics.values() for challenge in tactic.covers}
    objections = {challenge for objection in base.objections.values() for challenge in objection.covers}
    for challenge in base.challenges:
        if challenge not in tactics:
            yield f"challenges {challenge}: no tactic covers it"
        if challenge not in objections:
            yield f"challenges {challenge}: no objection covers it"


def _rates(industry: Industry) -> Iterator[str]:
    first, *steps = industry.path
    if first.low is not None:
        yield f"industries {industry.id}, path: the first step has a rate"
    for step in steps:
        if step.low is None or step.mid is None or step.high is None or not step.low < step.mid < step.high:
            yield f"industries {industry.id}, path: the rates of {step.name} do not rise from low to high"
