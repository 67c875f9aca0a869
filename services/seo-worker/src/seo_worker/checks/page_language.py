"""In which language a page is judged: detected by its letters where that is sure, else as the page declares it.

Letters mislead where a page is a list of names and goods: a shop in English looks French. There the function words
decide, of which each language has its own.
"""

from typing import Final

from seo_worker.evidence import Page
from seo_worker.text.languages import primary
from seo_worker.text.words import fold, stopwords, word_spans

_LEAST_WORDS: Final = 50
# resiliparse gives the distance to the language's profile: the larger, the less sure; beyond its cutoff it names none.
_FARTHEST: Final = 1000
# Texts of fifty words and more that were detected rightly lay nearer than 450, those taken for another from 510 on.
_FAR: Final = 500
# Prose has 40 to 50 % function words, lists of goods 15 to 25, and other languages' words look like them in 5 to 15.
_LEAST_SHARE: Final = 0.15
_TIMES: Final = 2
# As much as the language is detected by.
_READ_CHARS: Final = 5000


def language_of(page: Page) -> str | None:
    """Return the language the text is judged in: the detected one when that is sure, else the declared one."""
    return detected_language(page) or primary(page.html_lang)


def detected_language(page: Page) -> str | None:
    """Return the language the text is in, when there is enough of it to tell and its words don't speak against it."""
    rank, detected = page.detected_lang_rank, primary(page.detected_lang)
    if page.main.word_count < _LEAST_WORDS or rank is None or rank > _FARTHEST or detected is None:
        return None
    return None if _speaks_against(page, detected, rank) else detected


def _speaks_against(page: Page, detected: str, rank: int) -> bool:
    """Tell whether the function words are those of the declared language and not of the detected one."""
    declared = primary(page.html_lang)
    ours, theirs = stopwords(declared), stopwords(detected)
    # Without words of its own the detected language can only be doubted.
    if declared == detected or not ours or (not theirs and rank < _FAR):
        return False
    text = fold(page.main.text[:_READ_CHARS])
    words = [text[start:end] for start, end in word_spans(text)]
    found, others = (sum(word in listed for word in words) for listed in (ours, theirs))
    return found >= _LEAST_SHARE * len(words) and found > _TIMES * others
