"""The safety rules on free text: the same as for documents, with spans in the original text."""

import re
from collections.abc import Iterator
from functools import partial

from scoring.compliance import gaps, verdict
from scoring.compliance.folding import fold
from scoring.compliance.ground import Ground
from scoring.compliance.passages import Blank, Claim
from scoring.model import Breach
from scoring.prose.basis import loose_numbers
from scoring.prose.manuscript import PATH, Manuscript
from scoring.prose.reading import Reading

_NOT_SAID = re.compile(
    r"(?i)\b(?:never say|do not say|don't say|words? (?:to avoid|we avoid|we never)|forbidden|banned words?)\b"
)
_CAPACITY = re.compile(
    r"(?i)\b(?:capacity|can (?:only )?(?:take|install|serve|handle|bake|make|see)|at most|(?:per|a) (?:week|month|day)|"
    r"seats?|places?|slots?|rooms?|crews?|vans?|hours?)\b"
)
_BECAUSE = re.compile(r"\b(?:because|since|as (?:the|we|our|one|each)|which is what|is all)\b")
_IN_TEXT = (
    "Nothing says what this number rests on: it isn't in the brief and follows from no other number.",
    "Say where it comes from (a record, a sum, a target, an assumption) or take it out.",
)


def breaches(reading: Reading) -> tuple[Breach, ...]:
    """Return the broken safety rules of a text, those that fail it first."""
    said = tuple(_claims(reading.manuscript))
    return verdict.ordered((*verdict.common(_ground(reading), said), *_gaps(reading, said)))


def _ground(reading: Reading) -> Ground:
    terms = reading.manuscript.terms
    # What follows from a figure of the brief rests on it too.
    computed = {
        value for relation in reading.relations for value in relation.values if reading.given & {*relation.values}
    }
    return Ground(
        brief=reading.manuscript.brief,
        runs=terms.runs,
        rivals=terms.rivals,
        numbers=terms.numbers | computed,
        limits=frozenset(_limits(reading)),
    )


def _limits(reading: Reading) -> Iterator[float]:
    """Yield the numbers of sentences that say how much can be done, so that a real limit isn't taken for a trick."""
    for item in reading.items:
        if _CAPACITY.search(item.said.lower) and _BECAUSE.search(item.said.lower):
            yield from (number.value for number in item.said.amounts)


def _claims(manuscript: Manuscript) -> Iterator[Claim]:
    blank = Blank(manuscript.brief)
    for said in manuscript.statements:
        if _NOT_SAID.search(said.block.label) or _NOT_SAID.search(said.text):
            continue
        yield Claim(
            path=PATH,
            role="",
            words=said.words,
            said=said.text,
            text=fold(blank(said.text)),
            context=manuscript.source.text[said.block.start : said.block.end],
            place=partial(manuscript.part, said),
        )


def _gaps(reading: Reading, said: tuple[Claim, ...]) -> Iterator[Breach]:
    manuscript = reading.manuscript
    texts = [manuscript.source.text]
    yield from gaps.placeholders(manuscript.gaps)
    yield from gaps.loose_numbers([manuscript.quote(*place) for place in loose_numbers(reading)], _IN_TEXT)
    if not reading.played("limit"):
        yield gaps.no_limitations(manuscript.evidence(reading.weakest("limit")))
    yield from gaps.review(manuscript.brief, texts, manuscript.evidence(None))
    yield from gaps.consent(texts, said)
