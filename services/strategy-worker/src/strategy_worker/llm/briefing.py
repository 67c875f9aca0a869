"""The brief as the model gets it: JSON data between delimiters that nobody who wrote the brief can know or close.

What can't be seen is removed, what looks like a delimiter loses its bracket, and every text has a length. Pieces that
seem to speak to a model are named for the user; they stay in the brief, which the prompt calls material.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from pydantic import JsonValue

from shared.contracts.requests import Brief
from strategy_worker.llm.cleaning import cleaned
from strategy_worker.llm.suspicion import hides, suspicious

# Characters per text, items per list; the contract allows no more than the general ones.
_CAPS: Final = {
    "businessName": 120, "industry": 200, "targetAudience": 1000, "desiredOutcome": 1000, "currentChallenges": 400,
    "existingCompetitors": 120, "domain": 300, "primaryKeyword": 120, "baselines": 80,
}  # fmt: skip
_MOST_ITEMS: Final = 12
_MOST_BASELINES: Final = 30
_UNIT: Final = 40
# The task names these, and a default is nothing the user told.
_NOT_TOLD: Final = frozenset({"framework", "locale"})
# Joiners shape letters of some scripts and emoji; between ASCII letters they only split words.
_JOINERS: Final = re.compile("(?<=[\x20-\x7e])[\u200c\u200d]+|[\u200c\u200d]{2,}|[\ufe00-\ufe0d]|[\ufe0e\ufe0f]{2,}")
# A bracket before the name of a delimiter, in whatever letters; after one that also quotes, a slash has to follow.
_DELIMITER: Final = re.compile(
    r"(?:[<＜〈⟨﹤˂ᐸ❮]\s*[/／⁄∕\\]?|[‹《«\[{(]\s*[/／⁄∕\\])\s*[bвƄｂ]\s*[rгｒ]\s*[iіıｉ1l]\s*[eеｅ3]\s*[fｆ]\b[^>＞›〉》⟩﹥˃ᐳ❯»\]})\n]{0,80}"
    r"[>＞›〉》⟩﹥˃ᐳ❯»\]})]?",
    re.IGNORECASE,
)
# JSON may write these as escapes, and then no text of the brief holds a tag of any kind.
_ESCAPES: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e"})


@dataclass(frozen=True, slots=True)
class Briefing:
    """The brief for the model, the nonce of its delimiters, and its sentences that seem to speak to a model."""

    text: str
    nonce: str
    suspicious: tuple[str, ...]


def briefing_of(brief: Brief, *, nonce: str) -> Briefing:
    """Wrap a brief; `nonce` is random and new for each request. Nothing is refused."""
    told = cast("dict[str, JsonValue]", brief.model_dump(mode="json", by_alias=True, exclude_none=True))
    facts = {
        name: _capped(value, _CAPS.get(name, _UNIT), nonce)
        for name, value in told.items()
        if name not in _NOT_TOLD and value not in ("", [], {})
    }
    if brief.budget is not None:
        facts["budget"] = {"amount": _number(brief.budget.amount), "currency": brief.budget.currency}
    return Briefing(enclosed("brief", facts, nonce), nonce, _flagged(told))


def enclosed(tag: str, data: Mapping[str, JsonValue], nonce: str) -> str:
    """Return data as JSON between delimiters of this name, a property a line; no text in it can be taken for a tag."""
    lines = (f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in data.items())
    inside = ",\n".join(lines).replace(nonce, "").translate(_ESCAPES)
    return f"<{tag} nonce={nonce}>\n{{\n{inside}\n}}\n</{tag} nonce={nonce}>"


def _flagged(told: dict[str, JsonValue]) -> tuple[str, ...]:
    texts = list(_texts([value for name, value in told.items() if name not in _NOT_TOLD]))
    hidden = tuple(_visible(text) for text in texts if hides(text))
    forged = tuple(_visible(text) for text in texts if _DELIMITER.search(_visible(text)))
    found = tuple(dict.fromkeys((*hidden, *forged, *suspicious([_visible(text) for text in texts]))))
    # What stands in another piece would be counted twice.
    return tuple(piece for piece in found if not any(piece != other and piece in other for other in found))


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _texts(item)


def _capped(value: JsonValue, cap: int, nonce: str) -> JsonValue:
    match value:
        case str():
            return _safe(value, cap, nonce)
        case list():
            return [_capped(item, cap, nonce) for item in value[:_MOST_ITEMS]]
        case dict():
            named = list(value.items())[:_MOST_BASELINES]
            return {_safe(name, cap, nonce): _capped(item, _UNIT, nonce) for name, item in named}
        case _:
            return value


def _safe(text: str, cap: int, nonce: str) -> str:
    plain = _DELIMITER.sub("(brief)", _visible(text)).replace(nonce, "")
    return plain if len(plain) <= cap else plain[: cap - 1].rstrip() + "…"


def _visible(text: str) -> str:
    return _JOINERS.sub("", cleaned(text))


def _number(amount: Decimal) -> float | int:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
