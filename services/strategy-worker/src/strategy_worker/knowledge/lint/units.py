"""The phrasing: every unit whole, with the slots it declares, and different from its neighbours."""

from collections.abc import Iterator
from itertools import combinations

from strategy_worker.knowledge.lint import language
from strategy_worker.knowledge.lint.likeness import are_alike
from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.knowledge.phrasing import Phrasing, SlotKind
from strategy_worker.knowledge.slots import GLOBAL


def problems(base: KnowledgeBase) -> Iterator[str]:
    """Yield what is wrong with any unit of the phrasing."""
    for phrasing in base.phrasing.values():
        yield from (f"phrasing {phrasing.id}: {fault}" for fault in _faults(phrasing))


def _faults(phrasing: Phrasing) -> Iterator[str]:
    yield from (
        f"every brief fills {name} as a {GLOBAL[name]}"
        for name, kind in phrasing.slots.items()
        if GLOBAL.get(name, kind) != kind
    )
    if len({unit.text.endswith("?") for unit in phrasing.units}) > 1:
        yield "some units are questions and others are not"
    for unit in phrasing.units:
        yield from (f"{fault} ({unit.text})" for fault in _faults_of_unit(phrasing, unit.text))
    for one, two in combinations(phrasing.units, 2):
        if are_alike(one.text, two.text):
            yield f"two units say it with the same words ({one.text} | {two.text})"


def _faults_of_unit(phrasing: Phrasing, text: str) -> Iterator[str]:
    known: dict[str, SlotKind] = {**GLOBAL, **phrasing.slots}
    yield from language.style(text)
    yield from language.brackets(text)
    yield from language.slots(text, known)
    yield from language.agreement(text, known)
    used = set(language.SLOT.findall(text))
    yield from (f"the slot {name} is not used" for name in phrasing.slots if name not in used)
    if language.CHOICE.search(text):
        yield "a unit is whole and holds no alternatives"
    if text[:1].isupper():
        yield "a unit begins in lower case"
    if text.endswith((".", ",", ";", ":", "!")):
        yield "a unit has no mark at its end but a question mark"
    words = len(text.split())
    if words > phrasing.most_words:
        yield f"it has {words} words and may have {phrasing.most_words}"
