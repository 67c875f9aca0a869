"""What is known of a language: its stemmer, its sentence limit, how its words are told apart."""

from functools import cache
from importlib.resources import files
from typing import Final

STEMMERS: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "nn": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# Written without spaces: words can't be counted by tokens, and a keyword is matched by its characters.
SPACELESS: Final = frozenset({"ja", "km", "lo", "my", "th", "zh"})

_SENTENCE_WORDS: Final = {"ca": 25, "es": 25, "fa": 25, "it": 25, "pt": 25, "he": 15, "ru": 15, "tr": 15}
_DEFAULT_SENTENCE_WORDS: Final = 20


def primary(tag: str | None) -> str | None:
    """Return the language of a tag such as `de-AT` in lower case, or None when it names no known language."""
    if not tag:
        return None
    subtag = tag.strip().replace("_", "-").partition("-")[0].lower()
    return subtag if subtag in _known() else None


def sentence_limit(language: str | None) -> int:
    """Return how many words a sentence may have before readers of this language find it long."""
    return _SENTENCE_WORDS.get(language or "", _DEFAULT_SENTENCE_WORDS)


@cache
def _known() -> frozenset[str]:
    """Read ISO 639-1 and the three-letter codes that sites really use."""
    return frozenset(files("seo_worker.text").joinpath("iso639.txt").read_text(encoding="utf-8").split())
