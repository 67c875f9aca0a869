"""Rules for a single text, whether of an entry or of a phrasing: each yields what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from strategy_worker.knowledge.phrasing import SlotKind
from strategy_worker.knowledge.slots import BARE_NOUNS, GLOBAL

SLOT: Final = re.compile(r"\{([^{}]*)\}")
CHOICE: Final = re.compile(r"\[([^\[\]|]+(?:\|[^\[\]|]+)+)\]")
_HYPE: Final = re.compile(
    r"\b(?:revolutionary|game-?chang\w+|cutting-edge|world-class|best-in-class|unlock\w*|leverag\w+|synerg\w+|"
    r"seamless\w*|empower\w*|skyrocket\w*|guaranteed results|unparallel\w+|next-level|supercharg\w+|holistic\w*|"
    r"robust\w*|state-of-the-art|turnkey|one-stop|disruptive|thought leader\w*|laser-focus\w*|hyper-\w+|"
    r"mission-critical|low-hanging|move the needle|deep dive)\b",
    re.IGNORECASE,
)
_DOUBLED: Final = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BEFORE_SLOT: Final = re.compile(r"(?:(\w+) |([“]))?\{([a-z_]+)\}(?: (\w+))?")
# "To" may stand before these: they begin with their verb and with nothing else.
INFINITIVES: Final = frozenset({"choice", "answer", "reply"})
_ARTICLES: Final = frozenset({"a", "an", "the", "this", "that", "each", "every", "one"})
_FOR_ONE: Final = frozenset({"a", "an", "each", "every"})
# After these a slot is the subject of what follows; after "the step to" it is not.
_SUBJECT_AFTER: Final = frozenset({"", "that", "because", "and", "but", "if", "when", "as", "since", "whether", "so"})
_SINGULAR: Final = frozenset({"is", "has", "was", "does", "needs", "wants", "asks", "decides", "gets"})
_NO_CLAUSE_AFTER: Final = frozenset({"a", "an", "the", "of", "to", "for", "with", "from", "by", "about", "between"})
_NO_IMPERATIVE_AFTER: Final = frozenset({"a", "an", "the", "to", "that", "of", "for", "with", "because"})


def style(text: str) -> Iterator[str]:
    """Yield what no text may have: hype, doubled words, stray spaces, numbers without a basis."""
    for found in (*_HYPE.finditer(text), *_DOUBLED.finditer(text)):
        yield f"it says “{found[0]}”"
    if text != text.strip() or "  " in text or re.search(r"\s[,.;:?!]", text):
        yield "a space is out of place"
    if re.search(r"\d", text):
        yield "a digit stands in it; small numbers are words and others need a basis"


def brackets(text: str) -> Iterator[str]:
    """Yield what is wrong with slots and alternatives as marks."""
    bare = SLOT.sub("", CHOICE.sub("", text))
    if set("[]|{}") & set(bare):
        yield "brackets are not well formed"


def slots(text: str, known: Mapping[str, SlotKind]) -> Iterator[str]:
    """Yield the slots that nobody fills."""
    yield from (f"nobody fills {{{name}}}" for name in SLOT.findall(text) if name not in known)


def agreement(text: str, known: Mapping[str, SlotKind]) -> Iterator[str]:
    """Yield words beside a slot that can't stand beside what fills it."""
    for found in _BEFORE_SLOT.finditer(text):
        before, slot, after = (found[1] or found[2] or "").lower(), found[3], found[4] or ""
        kind = known.get(slot)
        disagrees = kind == "plural" and after in _SINGULAR and before in _SUBJECT_AFTER
        if kind and (disagrees or before in _forbidden_before(slot, kind)):
            yield f"“{found[0]}” breaks, because {{{slot}}} is a {kind}"


def _forbidden_before(slot: str, kind: SlotKind) -> frozenset[str]:
    match kind:
        case "plural":
            return _FOR_ONE
        case "name":
            return frozenset({"a", "an", "the"})
        case "clause" | "sentence":
            return _NO_CLAUSE_AFTER
        case "imperative":
            return _NO_IMPERATIVE_AFTER - ({"to"} if slot in INFINITIVES else set())
        case "quotation":
            return frozenset({"a", "an", "the", "“"})
        case "noun" | "list" if slot in GLOBAL and slot not in BARE_NOUNS:
            return _ARTICLES - {"that"}
        case _:
            return frozenset()
