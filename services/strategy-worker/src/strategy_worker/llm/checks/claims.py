"""The scorer's safety rules on single sentences: what it would fail, nobody needs to see first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from scoring.compliance.folding import any_of, fold
from scoring.compliance.passages import Claim
from scoring.compliance.verdict import common
from scoring.model import Evidence
from scoring.provenance import unexplained
from scoring.sentence import Sentence, gap
from scoring.words import listed
from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.passages import Passage

_RULES: Final = {"compliance.attributed-quotation": "foreign-quotation"}
_BEST: Final = any_of(
    r"\b(?:we are|we're|is|are|as|remains?|becomes?|become) (?:\w+ly |by far )?(?:the|your|your town's|"
    r"a) (?:\w+ly )?(?:"
    r"(?:very )?best|leading|number[- ]one|no\.? ?1|#1|market leader|most (?:trusted|reliable|experienced|popular|"
    r"loved|"
    r"respected|advanced|affordable)|only (?:firm|company|agency|clinic|provider|plumber|one) (?:that|who|which|"
    r"in)|undisputed|unrivalled|unbeatable|fastest|cheapest|finest|top[- ]rated|world['’]s)",
    r"\b(?:world|best)-(?:class|in-class|leading)\b|\bmarket[- ]leading\b|\bindustry[- ]leading\b|\baward[- ]winning\b|"
    r"\bsecond to none\b|\bunrivalled\b|\bunbeatable\b|\bunmatched\b|\bunparalleled\b|\b(?:better|cheaper|faster) than "
    r"(?:anyone|everyone|any other|all other|all the other|every other|the rest)\b|\b(?:nobody|no one) (?:else )?"
    r"(?:comes close|does it better|can match)\b",
    r"\bguarante\w+ (?:[\w-]+ ){0,3}(?:results?|success|growth|returns?|rankings?|sales|revenue|more|increase|"
    r"bookings?|payback|roi|profits?)\b|"
    r"\b(?:results?|success|growth|returns?|rankings?) (?:is|are) guaranteed\b|\b(?:risk-free|100 ?% (?:safe|satisf\w+|"
    r"guarantee\w*|certain|secure))\b|\bnever fails?\b|\balways works\b|\bcannot fail\b|\bcan't go wrong\b",
)
_DIGIT: Final = re.compile(r"\d")
# Words without which nothing above can match; asking for them first is cheaper.
_BOASTING: Final = listed(
    """
    best leading number number-one no 1 market trusted reliable experienced popular loved respected advanced
    affordable only undisputed unrivalled unbeatable fastest cheapest finest top top-rated world's world-class
    world-leading best-in-class market-leading industry-leading award-winning award best-class second unmatched
    unparalleled anyone anybody everyone any all every rest nobody one guarantee guarantees guaranteed guaranteeing
    risk-free 100 fails works fail can't
    """
)
_DENIED: Final = re.compile(
    r"\b(?:no|not|never|nor|without|avoid|avoids|stop|refuse|don't|do not|won't|cannot|instead of|rather than|claims?|"
    r"whether|if|such as|word|words|who|which|what)\b[^.;:]{0,50}$"
)
# Fields that name what is avoided, asked or searched for; the words in them are not claims of the document.
_NAMED: Final = listed("forbidden rules tests what question deciding_question query queries changes other_reading")
_SPOKEN: Final = frozenset({"voice", "worry"})


def loose_numerals(found: tuple[Passage, ...], role: str, grounds: Grounds) -> Iterator[Evidence]:
    """Yield the numerals that neither brief nor planned document account for, as the scorer counts them."""
    dated = [passage for passage in found if _DIGIT.search(passage.text)]
    if dated:
        plain = tuple(_plain(passage, role) for passage in dated)
        yield from unexplained(replace(grounds.material, sentences=plain, numbers=grounds.numbers))


def banned(text: str, found: tuple[Passage, ...], role: str, grounds: Grounds) -> Iterator[tuple[str, Evidence, str]]:
    """Yield rule, place and remedy of what may not be claimed."""
    if grounds.is_english and role not in _NAMED:
        said = tuple(_claim(text, passage, role, grounds) for passage in found)
        for breach in common(grounds.ground, said):
            yield _RULES.get(breach.rule, "banned-claim"), breach.evidence, breach.fix
    if role not in _NAMED | _SPOKEN:
        for passage in found:
            yield from _boast(passage, role)


def placeholder(passage: Passage) -> str:
    """Return a gap that was left to be filled, empty when there is none."""
    found = gap(passage.text, passage.words)
    return found[0] if found else ""


def _boast(passage: Passage, role: str) -> Iterator[tuple[str, Evidence, str]]:
    text = fold(passage.text)
    found = None if _BOASTING.isdisjoint(passage.words) else _BEST.search(text)
    if found and not _DENIED.search(text[: found.start()]):
        place = Evidence(
            _path(role), passage.text[found.start() : found.end()], passage.start + found.start(), passage.end
        )
        yield "banned-claim", place, "Say what anybody can check instead of who is best or what is certain."


def _claim(text: str, passage: Passage, role: str, grounds: Grounds) -> Claim:
    return Claim(
        path=_path(role),
        role=role,
        words=passage.words,
        said=passage.text,
        text=fold(grounds.blank(passage.text)),
        context=text,
        place=partial(_place, _path(role), passage),
    )


def _place(path: str, passage: Passage, start: int, end: int) -> Evidence:
    return Evidence(path, passage.text[start:end], passage.start + start, passage.start + end)


def _plain(passage: Passage, role: str) -> Sentence:
    return Sentence(
        path=_path(role),
        role=role,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        words=passage.words,
        stems=(),
        key="",
        own=frozenset(),
        quoted=frozenset(),
        is_copied=False,
        is_anchored=False,
        abstract=0.0,
        worth=0.0,
        gap=None,
    )


def _path(role: str) -> str:
    # The scorer lets one field of the offer say what is scarce.
    return "capacity.scarcity" if role == "scarcity" else role
