"""Says for which languages words and their forms are known, and what is not known for the others."""

from typing import Final

from seo_worker.text.languages import STEMMERS

# Those whose matching is held by examples of uses and non-uses, with stop words, plurals and spellings.
FULLY_SUPPORTED: Final = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})

_LESS_SURE: Final = "what is said about the keyword and about terms is less sure than for other languages."


def shortfall(language: str | None, *, spaceless: bool) -> str | None:
    """Return what readers must know about the analysis of this language, or None when nothing is missing."""
    if spaceless:
        return (
            "The text puts no spaces between words, which is only partly supported: the keyword was looked for by its"
            " characters, checks that need words told apart were not measured, there are neither clusters nor content"
            " gaps, and the number of words is an estimate."
        )
    if language is None:
        return (
            "The language of the page is not known: words were compared as they are written, without other forms, so"
            f" {_LESS_SURE}"
        )
    if language in FULLY_SUPPORTED:
        return None
    known = (
        "word forms are brought together by a general rule"
        if language in STEMMERS
        else "no word forms are known, so only the form that was asked for was found"
    )
    return f"The language of the page ({language}) is only partly supported: {known}; {_LESS_SURE}"
