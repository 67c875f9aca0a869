"""Names of firms, people and products that neither the brief nor the planned document holds, and nobody has to know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scoring import words
from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.passages import Passage
from strategy_worker.llm.checks.vocabulary import CHANNELS, PROPER, is_ordinary

_TOKEN: Final = re.compile(r"[^\W_]+(?:[&'’.-][^\W_]+)*")
_LEGAL_FORM: Final = re.compile(
    r"\b[A-Z][\w&.-]*(?: [A-Z&][\w&.-]*){0,4},? (?:Ltd|Limited|GmbH|AG|Inc|LLC|LLP|PLC|plc|Corp|Corporation|SA|SAS|Srl|"
    r"S\.A|B\.V|BV|Pty|AB|Oy|A/S|KG|Co)\b\.?"
)
_CAMEL: Final = re.compile(r"(?:[a-z]{1,3}|[A-Z][a-z]+)(?:[A-Z][a-z]+)+[A-Z]?|[a-z]+[A-Z]\w*|[A-Z]+[a-z]+[A-Z]\w*")
_OPENS: Final = re.compile(r"(?:^|[.!?:;…]\s+|[“\"‘'«(\[—–\n]\s*|[-–—]\s|/|\d[.)]\s)$")
# Behind these words even an ordinary word with a capital is a name.
_BESIDE: Final = re.compile(
    r"(?i)\b(?:than|like|unlike|versus|vs\.?|against|instead of|rather than|from|over|switch to|alternative to|"
    r"competitors? "
    r"(?:such as|like)|rivals? (?:such as|like)|such as|by|use|uses|using|with|recommend|choose|buy|try|ask)\s$"
)
_DOES: Final = re.compile(
    r"(?i)^(?:['’]s\b|\s(?:is|was|has|does|will|can|offers?|sells?|charges?|says?|claims?|costs|makes|gives|lets|"
    r"beats|wins|"
    r"provides?|remains|leads|promises|delivers|already|also|and [A-Z]|customers|users)\b)"
)
_VERB: Final = re.compile(r"\s([a-z]{2,}(?<!s)s)\s(?!are|were|have|do|who|that|which|can|will|need)")
_OBJECT: Final = re.compile(r"(?:the|an?|this|that|our|your|its|their|these|those|every|each|more)\b")
# An adjective or a plural before a plural is no name before a verb.
_ADJECTIVES: Final = (
    "s",
    "ed",
    "ing",
    "y",
    "al",
    "ive",
    "ous",
    "ful",
    "ic",
    "able",
    "ible",
    "less",
    "ent",
    "ant",
    "er",
)
_SHORT: Final = 2


@dataclass(frozen=True, slots=True)
class _Capital:
    text: str
    start: int
    end: int


def unknown_name(passage: Passage, grounds: Grounds) -> str:
    """Return a name that rests on nothing, empty when there is none."""
    text = passage.text
    if text.islower():
        return ""
    form = _LEGAL_FORM.search(text)
    if form and not all(_is_known(word, grounds) for word in words.words(form[0])[:-1]):
        return form[0]
    tokens = list(_capitals(text))
    for token in tokens:
        if _is_name(token, text, grounds):
            return _whole(token, tokens, text)
    return ""


def _capitals(text: str) -> Iterator[_Capital]:
    for found in _TOKEN.finditer(text):
        if not found[0].islower() and not found[0].isdigit():
            bare = re.sub(r"['’]s$", "", found[0])
            yield _Capital(bare, found.start(), found.start() + len(bare))


def _is_name(token: _Capital, text: str, grounds: Grounds) -> bool:
    folded = token.text.casefold().replace("’", "'")
    if len(token.text) < _SHORT or _is_known(folded, grounds):
        return False
    if _CAMEL.fullmatch(token.text):
        return True
    if not grounds.is_english:
        return False
    before = text[: token.start]
    if _OPENS.search(before):
        return not is_ordinary(folded) and (_DOES.match(text[token.end :]) is not None or _is_followed(token, text))
    if is_ordinary(folded):
        return (
            _BESIDE.search(before) is not None
            and not re.match(r"\s[a-z]", text[token.end :])
            and token.text[1:].islower()
        )
    return True


def _is_known(folded: str, grounds: Grounds) -> bool:
    parts = [part for part in re.split(r"[-'.&]", folded) if part]
    return (
        folded in CHANNELS
        or folded in PROPER
        or grounds.knows(folded)
        or all(part in CHANNELS or part in PROPER or part.isdigit() or grounds.knows(part) for part in parts)
        or (folded.endswith("s") and folded[:-1] in CHANNELS)
    )


def _is_followed(token: _Capital, text: str) -> bool:
    """Tell a first name before a last name, or a singular subject before its verb."""
    verb = _VERB.match(text[token.end :])
    has_object = verb is not None and _OBJECT.match(text[token.end + verb.end() :]) is not None
    if verb and is_ordinary(verb[1]) and (has_object or not token.text.endswith(_ADJECTIVES)):
        return True
    return re.match(r"\s(?:&\s)?[A-Z][a-z]+", text[token.end :]) is not None


def _whole(token: _Capital, tokens: list[_Capital], text: str) -> str:
    end = token.end
    for following in tokens:
        if following.start > end and not text[end : following.start].strip(" &"):
            end = following.end
    return text[token.start : end]
