"""Which sentences assert something, with what belongs to others blanked out, and what surrounds a hit."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from scoring import words
from scoring.compliance.folding import fold, folded
from scoring.material import Material
from scoring.model import Evidence
from scoring.numerals import brief_text
from scoring.sentence import Sentence
from shared.contracts.requests import Brief

# Fields that name what is avoided, asked or searched for; the words in them are not claims of the document.
_NO_CLAIMS = words.listed(
    """
    forbidden rules tests what question deciding_question query queries changes other_reading engine_note
    """
)
_NEGATION = folded(
    r"(?i)\b(?:no|not|never|nor|neither|without|avoid|avoids|cannot|can't|don't|doesn't|won't|isn't|aren't|refuse|"
    r"refuses|"
    r"instead of|rather than|stop|drop|fake|nobody|none|forbid|forbids|ban|leave out)\b[^.;:!?]*$"
)
_FORBIDS = folded(
    r"(?i)\W*(?:(?:we|you|they|i) )?(?:do not|don't|never|avoid|stop|must not|should not|shouldn't|will not|won't|"
    r"would not|cannot|can't|refuse|"
    r"no(?! one| other| competitor| rival| firm))\b"
)
_QUOTATION = re.compile(r"[“\"«][^“”\"«»\n]{1,600}[”\"»]")
_REACH = 48


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that asserts something, in the role its field gives it.

    In `text`, in lower case, names and quotations of the brief are blanked out, lengths kept; `said` is the sentence,
    `context` the field or paragraph around it, and `place` quotes a span of it in the characters of the original.
    """

    path: str
    role: str
    words: tuple[str, ...]
    said: str
    text: str
    context: str
    place: Callable[[int, int], Evidence]

    def search(self, pattern: re.Pattern[str], triggers: frozenset[str]) -> re.Match[str] | None:
        """Find a pattern that can't match without one of the trigger words; asking for the words is cheaper."""
        return None if triggers.isdisjoint(self.words) else pattern.search(self.text)

    def span(self, found: re.Match[str]) -> Evidence:
        """Quote a hit in the original's own characters."""
        return self.place(found.start(), found.end())

    def is_refused(self, start: int) -> bool:
        """Tell whether the sentence tells not to say what begins there, or denies it."""
        before = self.text[:start]
        return _FORBIDS.match(before) is not None or _NEGATION.search(before[-_REACH:]) is not None

    def is_negated(self, found: re.Match[str]) -> bool:
        """Tell whether the words shortly before a hit turn it round."""
        return _NEGATION.search(self.text[max(0, found.start() - _REACH) : found.start()]) is not None


def claims(material: Material) -> Iterator[Claim]:
    """Yield what the document itself says."""
    blank = Blank(material.brief)
    for sentence in material.sentences:
        if sentence.role in _NO_CLAIMS or (sentence.role == "challenge" and blank.is_said(sentence.text)):
            continue
        yield Claim(
            path=sentence.path,
            role=sentence.role,
            words=sentence.words,
            said=sentence.text,
            text=fold(blank(sentence.text)),
            context=material.texts.get(sentence.path, ""),
            place=partial(_place, sentence),
        )


class Blank:
    """Blanks out what belongs to others in a sentence.

    A firm may be called "The Best Shop", and a challenge may be quoted that holds a forbidden word: neither is a claim.
    """

    def __init__(self, brief: Brief) -> None:
        names = sorted({brief.business_name, *brief.existing_competitors}, key=len, reverse=True)
        self._called = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
        self._said = "\n".join(" ".join(words.words(line)) for line in brief_text(brief).split("\n"))

    def __call__(self, said: str) -> str:
        """Return the sentence with names and quotations of the brief blanked out, lengths kept."""
        text = self._called.sub(_blank, said)
        for found in _QUOTATION.finditer(said):
            if self.is_said(found[0]):
                text = text[: found.start()] + _blank(found) + text[found.end() :]
        return text

    def is_said(self, text: str) -> bool:
        """Tell whether the brief says this."""
        spoken = " ".join(words.words(text)).removeprefix("you wrote ")
        return bool(spoken) and spoken in self._said


def _place(sentence: Sentence, start: int, end: int) -> Evidence:
    return Evidence(sentence.path, sentence.text[start:end], sentence.start + start, sentence.start + end)


def _blank(found: re.Match[str]) -> str:
    return "n" * len(found[0])
