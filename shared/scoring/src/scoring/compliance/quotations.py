"""Words put into somebody's mouth."""

import re
from collections.abc import Iterator, Sequence

from scoring import words
from scoring.compliance.passages import Claim
from scoring.material import Material
from scoring.model import Breach
from scoring.sentence import Sentence
from scoring.terms import COPY_SIZE

_QUOTATION = re.compile(r"[“\"«][^“”\"«»\n]{12,600}[”\"»]")
_SPEAKER_AFTER = re.compile(
    r"\s*[,.]?\s*(?:(?:—|–|--|-)\s*[A-Z][\w.'’-]+|\((?:[A-Z][\w.'’-]+ ?){1,4},"
    r"|,?\s*(?:says|said|told us|writes|wrote|reports|explains)\s+(?:[A-Z][\w'’-]+|(?:a|one|our|another) "
    r"(?:happy |long-time )?(?:customer|client|user|buyer|patient|owner))\b)"
)
_SPEAKER_BEFORE = re.compile(
    r"(?:\b[A-Z][\w'’-]*[a-rt-z]\b|\b(?:[Aa]|[Oo]ne|[Oo]ur|[Aa]nother) (?:happy |long-time )?"
    r"(?:customer|client|user|buyer|patient|owner))(?:,[^,“\"]{2,40},)?\s+"
    r"(?:says|said|told us|writes|wrote|reports|reported|explains|puts it)\s*[,:]?\s*(?:that\s+)?$"
)
_PRONOUN = re.compile(r"\b(?:You|We|They|I|He|She|It|Nobody|Everyone|Somebody|Who|Which|That|This)\b[^A-Z]{0,24}$")
_FEW_WORDS = 4
_FROM_BRIEF = 0.6


def breaches(material: Material, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield quotations that name a speaker although the brief holds no such words."""
    for claim in claims:
        for found in _QUOTATION.finditer(claim.sentence.text):
            if _has_speaker(claim.sentence, found) and not _is_from_brief(material, found.group()):
                yield Breach(
                    "compliance.attributed-quotation",
                    "fail",
                    claim.span(found),
                    "These words are attributed to somebody, and nothing in the brief shows that they were said.",
                    "Delete the quotation, or collect it with the speaker's written release and add it to the brief.",
                )


def _has_speaker(sentence: Sentence, found: re.Match[str]) -> bool:
    if len(words.words(found.group())) < _FEW_WORDS:
        return False
    if _SPEAKER_AFTER.match(sentence.text, found.end()):
        return True
    before = sentence.text[max(0, found.start() - 80) : found.start()]
    return _SPEAKER_BEFORE.search(before) is not None and _PRONOUN.search(before) is None


def _is_from_brief(material: Material, quotation: str) -> bool:
    tokens = words.words(quotation)
    runs = list(words.ngrams(tokens, COPY_SIZE))
    return bool(runs) and sum(run in material.terms.runs for run in runs) / len(runs) >= _FROM_BRIEF
