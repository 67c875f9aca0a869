"""The written document as a whole: the scorer's safety rules, and what only its sections read together show."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from documents.blocks import Block
from documents.model import StrategyDocument
from documents.quantities import Quantity
from scoring import words
from scoring.compliance.verdict import breaches
from scoring.lexicon import ABSTRACT
from scoring.material import Material, read
from scoring.model import Breach
from scoring.numerals import brief_text, is_known, numerals
from scoring.sentence import Sentence
from scoring.terms import content_stems
from shared.contracts.requests import Brief
from strategy_worker.llm.checks.grounds import COUNTED, values_of
from strategy_worker.llm.model import Fault

_RULES: Final = {
    "compliance.attributed-quotation": "foreign-quotation",
    "compliance.placeholder": "placeholder",
    "compliance.number-without-basis": "number-without-basis",
}
_SUMMARY: Final = "executiveSummary"
_POLICY_WORDS: Final = 40
_LEAST_REFUSALS: Final = 3
_LEAST_REPEATED: Final = 8
_LEAST_PROSE: Final = 6
_LEAST_JUDGED: Final = 5
_MOST_EMPTY: Final = 0.6
_DURATION: Final = re.compile(r"(?i)\b(?:within|in|over|by the end of)\s+(\d{1,3})\s+(weeks?|months?|years?)\b")
_WEEKS: Final = {"week": 1.0, "month": 52 / 12, "year": 52.0}
_MONEY: Final = re.compile(
    r"(?P<sign>[$€£])\s?\d|\b\d[\d.,]*\s?(?P<code>EUR|USD|GBP|CHF|euros?|dollars?|pounds?)\b|(?P<first>EUR|USD|GBP|"
    r"CHF)\s?\d"
)
_CURRENCY: Final = {
    "$": "USD", "dollar": "USD", "usd": "USD", "€": "EUR", "euro": "EUR", "eur": "EUR", "£": "GBP", "pound": "GBP",
    "gbp": "GBP", "chf": "CHF",
}  # fmt: skip


def whole_document_faults(document: StrategyDocument, brief: Brief) -> Mapping[str, tuple[Fault, ...]]:
    """Return what can't stay by the id of the section, on the wire's names; paths are inside the section."""
    material = read(document, brief)
    found: dict[str, list[Fault]] = {}
    for path, rule, quote, remedy in _faults(material):
        section, inside = _split(path)
        found.setdefault(section, []).append(Fault(rule, inside, quote, remedy))
    return {section: tuple(dict.fromkeys(faults)) for section, faults in found.items()}


def _faults(material: Material) -> Iterator[tuple[str, str, str, str]]:
    yield from _unsafe(material)
    yield from _repeated(material)
    yield from _boilerplate(material)
    yield from _choice(material)
    yield from _horizon(material)
    yield from _currency(material)
    yield from _audience(material)


def _unsafe(material: Material) -> Iterator[tuple[str, str, str, str]]:
    counted = values_of(text for path, text in material.texts.items() if _split(path)[0] in COUNTED)
    for breach in breaches(material):
        place = breach.evidence
        if breach.verdict != "fail" and (breach.rule not in _RULES or _is_counted(breach, counted)):
            continue
        yield place.path, _RULES.get(breach.rule, "banned-claim"), place.quote, breach.fix


def _is_counted(breach: Breach, counted: frozenset[float]) -> bool:
    """Tell a number that the planned sections state, which the scorer looks for in quantities only."""
    if breach.rule != "compliance.number-without-basis":
        return False
    return all(is_known(number, counted) for number in numerals(breach.evidence.quote))


def _repeated(material: Material) -> Iterator[tuple[str, str, str, str]]:
    """Find sentences of the model that stand in another section too; a summary may say again what it sums up."""
    written = frozenset(_written(material.document))
    said: dict[tuple[str, ...], str] = {}
    for sentence in material.sentences:
        section = _split(sentence.path)[0]
        if len(sentence.words) < _LEAST_REPEATED or section == _SUMMARY:
            continue
        first = said.setdefault(sentence.words, section)
        if first != section and section in written:
            yield sentence.path, "duplicate", sentence.text, f"{first} says this already; say what is new here."


def _written(document: StrategyDocument) -> Iterator[str]:
    """Yield the ids of the blocks that the model wrote."""
    for name, info in type(document).model_fields.items():
        block = getattr(document, name)
        if isinstance(block, Block) and block.source == "anthropic":
            yield info.alias or name


def _boilerplate(material: Material) -> Iterator[tuple[str, str, str, str]]:
    by_section: dict[str, list[Sentence]] = {}
    for sentence in material.sentences:
        if len(sentence.words) >= _LEAST_PROSE:
            by_section.setdefault(_split(sentence.path)[0], []).append(sentence)
    for prose in by_section.values():
        empty = [sentence for sentence in prose if sentence.worth == 0 and not sentence.is_copied]
        if len(prose) >= _LEAST_JUDGED and len(empty) > _MOST_EMPTY * len(prose):
            worst = max(empty, key=lambda sentence: sum(part in ABSTRACT for part in sentence.stems))
            remedy = "Tie it to this firm, its buyers or its challenges; this would be true of anybody."
            yield worst.path, "boilerplate", worst.text, remedy


def _choice(material: Material) -> Iterator[tuple[str, str, str, str]]:
    choice = material.document.choice
    if len(words.words(choice.policy)) > _POLICY_WORDS:
        yield "choice.policy", "structure", choice.policy, f"Say the policy in at most {_POLICY_WORDS} words."
    distinct = {content_stems(words.words(refusal.what)) for refusal in choice.refusals}
    if len(distinct) < _LEAST_REFUSALS:
        what = choice.refusals[-1].what
        yield "choice.refusals", "structure", what, f"Refuse {_LEAST_REFUSALS} different things, each with its reason."


def _horizon(material: Material) -> Iterator[tuple[str, str, str, str]]:
    """Find the outcome with another time limit than the brief's."""
    limits = [_weeks(found) for found in _DURATION.finditer(material.brief.desired_outcome)]
    if material.brief.horizon_weeks is not None:
        limits.append(float(material.brief.horizon_weeks))
    goals = _values(material.document.path.outcome)
    if not limits or not goals:
        return
    for sentence in material.sentences:
        found = _DURATION.search(sentence.text)
        if found is None or not any(is_known(number, goals) for number in numerals(sentence.text[: found.start()])):
            continue
        if not any(abs(_weeks(found) - limit) <= limit / 10 + 1 for limit in limits):
            yield sentence.path, "contradiction", found[0], "Keep to the time limit of the brief."


def _currency(material: Material) -> Iterator[tuple[str, str, str, str]]:
    known = _currencies(material)
    for sentence in material.sentences if known else ():
        for found in _MONEY.finditer(sentence.text):
            if _called(found) not in known:
                yield (
                    sentence.path,
                    "contradiction",
                    found[0],
                    f"Amounts of this brief are in {', '.join(sorted(known))}.",
                )


def _audience(material: Material) -> Iterator[tuple[str, str, str, str]]:
    """Find an audience that has no word in common with the brief or the planned sections."""
    planned = (text for path, text in material.texts.items() if _split(path)[0] in COUNTED | {"diagnosis"})
    facet = material.terms.anchors | content_stems(words.words("\n".join(planned)))
    for path in ("statement.audience", "arena.buyer"):
        text = material.texts.get(path, "")
        if text and not facet & content_stems(words.words(text)):
            yield path, "contradiction", text, f"The audience of the brief is: {material.brief.target_audience}"


def _currencies(material: Material) -> frozenset[str]:
    brief = material.brief
    told = f"{brief_text(brief)} {' '.join(f'{item.value} {item.unit}' for item in brief.baselines.values())}"
    found = {_called(money) for money in _MONEY.finditer(told)}
    if brief.budget is not None:
        found.add(brief.budget.currency)
    return frozenset(found)


def _called(money: re.Match[str]) -> str:
    said = (money["sign"] or money["code"] or money["first"]).casefold().removesuffix("s")
    return _CURRENCY.get(said, said.upper())


def _weeks(found: re.Match[str]) -> float:
    return int(found[1]) * _WEEKS[found[2].casefold().removesuffix("s")]


def _values(item: Quantity) -> frozenset[float]:
    return frozenset(value for value in (item.value, item.low, item.high) if value is not None)


def _split(path: str) -> tuple[str, str]:
    section = re.split(r"[.\[]", path, maxsplit=1)[0]
    return section, path[len(section) :].removeprefix(".")
