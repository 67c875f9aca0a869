"""Which sentences assert something, with what belongs to others blanked out, and what surrounds a hit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring import words
from scoring.material import Material
from scoring.model import Evidence
from scoring.numerals import brief_text
from scoring.sentence import Sentence

# Fields that name what is avoided, asked or searched for; the words in them are not claims of the document.
_NO_CLAIMS = words.listed(
    """
    forbidden rules tests what question deciding_question query queries changes other_reading engine_note
    """
)
_NEGATION = re.compile(
    r"(?i)\b(?:no|not|never|nor|neither|without|avoid|avoids|cannot|can't|don't|doesn't|won't|isn't|aren't|refuse|refuses|"
    r"instead of|rather than|stop|drop|fake|nobody|none|forbid|forbids|ban|leave out)\b[^.;:!?]*$"
)
_QUOTATION = re.compile(r"[“\"«][^“”\"«»\n]{1,600}[”\"»]")
_REACH = 48


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that asserts something; in `text` names and quotations of the brief are blanked, lengths kept."""

    sentence: Sentence
    text: str

    def search(self, pattern: re.Pattern[str], triggers: frozenset[str]) -> re.Match[str] | None:
        """Find a pattern that can't match without one of the trigger words; asking for the words is cheaper."""
        return None if triggers.isdisjoint(self.sentence.words) else pattern.search(self.text)

    def span(self, found: re.Match[str]) -> Evidence:
        """Quote a hit in the document's own characters."""
        start = self.sentence.start
        quote = self.sentence.text[found.start() : found.end()]
        return Evidence(self.sentence.path, quote, start + found.start(), start + found.end())

    def is_negated(self, found: re.Match[str]) -> bool:
        """Tell whether the words shortly before a hit turn it round."""
        return _NEGATION.search(self.text[max(0, found.start() - _REACH) : found.start()]) is not None


def claims(material: Material) -> Iterator[Claim]:
    """Yield what the document itself says.

    A firm may be called "The Best Shop", and a challenge may be quoted that holds a forbidden word: neither is a claim.
    """
    brief = material.brief
    names = sorted({brief.business_name, *brief.existing_competitors}, key=len, reverse=True)
    called = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.IGNORECASE)
    said = "\n".join(" ".join(words.words(line)) for line in brief_text(brief).split("\n"))
    for sentence in material.sentences:
        if sentence.role in _NO_CLAIMS or (sentence.role == "challenge" and _is_said(sentence.text, said)):
            continue
        text = called.sub(_blank, sentence.text)
        for found in _QUOTATION.finditer(sentence.text):
            if _is_said(found[0], said):
                text = text[: found.start()] + _blank(found) + text[found.end() :]
        yield Claim(sentence, text)


def _is_said(text: str, said: str) -> bool:
    spoken = " ".join(words.words(text)).removeprefix("you wrote ")
    return bool(spoken) and spoken in said


def _blank(found: re.Match[str]) -> str:
    return "n" * len(found[0])
