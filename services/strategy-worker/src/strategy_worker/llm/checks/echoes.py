"""Text that was told to the model and comes back: the system text with its delimiters, and the brief copied."""

import re
from typing import Final

from scoring import words
from strategy_worker.llm.checks.grounds import COPY_SIZE, SHINGLE_SIZE, Grounds
from strategy_worker.llm.checks.passages import Passage
from strategy_worker.llm.checks.quoting import QUOTATION

_DELIMITER: Final = re.compile(r"(?i)<\s*/?\s*brief\b|\bbrief[\s_-]+nonce\b|\bnonce\s*=")
# A nonce is long; a short one in a test would stand in any word.
_LEAST_NONCE: Final = 6


def repeats_system(passage: Passage, grounds: Grounds) -> str:
    """Return the words of the system text or of a delimiter that a sentence repeats."""
    found = _DELIMITER.search(passage.text)
    if found:
        return found[0]
    if len(grounds.nonce) >= _LEAST_NONCE and grounds.nonce in passage.text.casefold():
        return passage.text
    return " ".join(next((run for run in words.ngrams(passage.words, SHINGLE_SIZE) if run in grounds.shingles), ()))


def copies_brief(passage: Passage, grounds: Grounds) -> str:
    """Return a run of more than eight words copied from the brief outside quotation marks."""
    if len(passage.words) < COPY_SIZE:
        return ""
    bare = QUOTATION.sub(" | ", passage.text) if "“" in passage.text or '"' in passage.text else passage.text
    for piece in bare.split("|"):
        for run in words.ngrams(words.words(piece), COPY_SIZE):
            if run in grounds.copies:
                return " ".join(run)
    return ""
