"""Which sentences assert something, and what surrounds a hit."""

import re
from collections.abc import Iterator

from scoring.material import Material
from scoring.model import Evidence
from scoring.sentence import Sentence
from scoring.words import listed

# Fields that name what is avoided, asked or searched for; the words in them are not claims of the document.
_NO_CLAIMS = listed(
    """
    forbidden rules tests what question deciding_question query queries changes other_reading engine_note
    """
)
_NEGATION = re.compile(
    r"(?i)\b(?:no|not|never|nor|neither|without|avoid|avoids|cannot|can't|don't|doesn't|won't|isn't|aren't|refuse|refuses|"
    r"instead of|rather than|stop|drop|fake|nobody|none|forbid|forbids|ban|leave out)\b[^.;:!?]*$"
)
_REACH = 48


def assertions(material: Material) -> Iterator[Sentence]:
    """Yield the sentences that claim something."""
    return (sentence for sentence in material.sentences if sentence.role not in _NO_CLAIMS)


def is_negated(text: str, start: int) -> bool:
    """Tell whether the words shortly before a hit turn it round."""
    return _NEGATION.search(text[max(0, start - _REACH) : start]) is not None


def span(sentence: Sentence, found: re.Match[str]) -> Evidence:
    """Quote a hit."""
    return Evidence(sentence.path, found.group(), sentence.start + found.start(), sentence.start + found.end())
