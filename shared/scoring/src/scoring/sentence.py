"""One sentence: is it copied from the brief, tied to it, or true of anybody?"""

import re
from dataclasses import dataclass

from documents.fields import TextField
from scoring import words
from scoring.lexicon import ABSTRACT, CONCRETE, FUNCTION, NUMBER_WORDS, PLACEHOLDERS, TIME
from scoring.model import Evidence
from scoring.terms import Terms, has_meaning

_PLACEHOLDER = re.compile("|".join(f"(?:{pattern})" for pattern in PLACEHOLDERS), re.IGNORECASE)
_GAP_WORDS = words.listed(
    """
    tbd tbc tba todo fixme lorem dolor placeholder insert your dummy filler later n confirmed announced completed filled
    advised supplied inserted specified added comes goes text x y dd mm hh follows follow come soon pending missing
    pick choose delete here construction name 1 00 000
    """
)
_GAP_SIGNS = frozenset("[{<%?_#@")
_DIGITS = re.compile(r"\d+")
_COPIED = 0.6
_ABSTRACT_DESPITE_TIES = 0.6
_ABSTRACT_DESPITE_THINGS = 0.45
_TRUE_OF_ANYBODY = 0.45
_PLAIN_WORTH = 0.6
_SAYS_SOMETHING = 4
_PILE = 7


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place and what it may earn.

    `stems` are those of all words with meaning; `own` are the ones outside copied runs; `quoted` are copied ones in a
    sentence that goes on to say something about them; `worth` runs from 0 (empty, copied, true of anybody) to 1 (tied
    to this case).
    """

    path: str
    role: str
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    key: str
    own: frozenset[str]
    quoted: frozenset[str]
    is_copied: bool
    is_anchored: bool
    abstract: float
    worth: float
    gap: Evidence | None

    @property
    def evidence(self) -> Evidence:
        """The sentence as a quotation."""
        return Evidence(self.path, self.text, self.start, self.end)


def sentence(field: TextField, span: tuple[int, int], known: Terms) -> Sentence:
    """Read one sentence of a field."""
    start, end = span
    text = field.text[start:end]
    tokens = words.words(text)
    copied = known.copied(tokens)
    meaning = [(words.stem(t), c) for t, c in zip(tokens, copied, strict=True) if has_meaning(t)]
    stems = tuple(part for part, _ in meaning)
    own = frozenset(part for part, is_copied in meaning if not is_copied)
    quoted = frozenset(stems) - own if len(own) >= _SAYS_SOMETHING else frozenset[str]()
    abstract = sum(part in ABSTRACT for part in stems) / len(stems) if stems else 0.0
    is_copied = bool(tokens) and sum(copied) / len(tokens) >= _COPIED
    is_anchored = not is_copied and _is_anchored(tokens, own, abstract, known)
    found = gap(text, tokens)
    is_empty = is_copied or found is not None or _is_pile(text, tokens)
    worth = _worth(is_empty=is_empty, is_anchored=is_anchored, abstract=abstract)
    key = _DIGITS.sub("#", " ".join(tokens))
    return Sentence(
        path=field.path,
        role=field.role,
        start=start,
        end=end,
        text=text,
        words=tokens,
        stems=stems,
        key=key,
        own=own,
        quoted=quoted,
        is_copied=is_copied,
        is_anchored=is_anchored,
        abstract=abstract,
        worth=worth,
        gap=Evidence(field.path, found[0], start + found.start(), start + found.end()) if found else None,
    )


def gap(text: str, tokens: tuple[str, ...]) -> re.Match[str] | None:
    """Find a gap that somebody forgot to fill; most sentences show by their signs and words that they have none."""
    has_sign = (
        not _GAP_SIGNS.isdisjoint(text)
        or "..." in text
        or "…" in text
        or any(token in _GAP_WORDS or "xx" in token or "yy" in token or token.startswith("00") for token in tokens)
    )
    return _PLACEHOLDER.search(text) if has_sign else None


def _is_anchored(tokens: tuple[str, ...], own: frozenset[str], abstract: float, known: Terms) -> bool:
    ties = own & known.anchors or any(token[0].isdigit() or token in TIME or token in NUMBER_WORDS for token in tokens)
    things = (own & CONCRETE) - known.name
    return bool(ties and abstract < _ABSTRACT_DESPITE_TIES) or bool(things and abstract < _ABSTRACT_DESPITE_THINGS)


def _is_pile(text: str, tokens: tuple[str, ...]) -> bool:
    """Tell a pile of terms: words in a row without anything that joins or lists them."""
    return len(tokens) >= _PILE and not any(t in FUNCTION for t in tokens) and re.search(r"[,;:/]", text) is None


def _worth(*, is_empty: bool, is_anchored: bool, abstract: float) -> float:
    if is_empty:
        return 0.0
    if is_anchored:
        return 1.0
    return 0.0 if abstract >= _TRUE_OF_ANYBODY else _PLAIN_WORTH
