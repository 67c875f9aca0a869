"""Answers for any JSON Schema: plain English without digits, quotation marks, names or addresses, never twice the same.

The three lists of a sentence have lengths without a common divisor, so counting through them in step gives some
twenty thousand sentences, and two neighbours have no part in common.
"""

import json
import re
from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

Schema = Mapping[str, JsonValue]

_SUBJECTS: Final = (
    "The owner", "A regular customer", "The front desk", "The newest colleague", "The person on call",
    "A cautious buyer", "The small team", "A neighbour of the shop", "The planner", "A returning guest",
    "The bookkeeper", "The workshop", "A new enquiry", "The person who quotes", "The evening shift",
    "A careful reader", "The supplier", "The trainee", "The weekly review", "A hurried visitor",
    "The van crew", "The person at the till", "A sceptical partner",
)  # fmt: skip
_ACTIONS: Final = (
    "writes down why an enquiry was lost", "asks what would make the offer easier to refuse",
    "keeps a clichéd promise out of the opening line", "compares the quote with what the job really took",
    "shows the finished work before talking about price", "leaves out whatever nobody asked for",
    "answers the awkward question before it is put", "stops a service that brings only trouble",
    "names the trade that fits the offer badly", "turns a complaint into a change of routine",
    "checks the calendar before giving a date", "explains the choice in ordinary words",
    "drops the naïve hope that everybody will notice", "puts the hardest customer on the list on purpose",
    "reads the reply aloud before sending it", "sets aside time for calls that went nowhere",
    "records which message brought the visit", "keeps the narrow offer narrow",
    "refuses work outside the chosen area", "tells the buyer what is not included",
    "asks for proof before repeating a claim", "measures the wait from request to reply",
    "hands the routine part to a checklist", "tries the change on a quiet day",
    "listens for the words that buyers use", "moves the deposit to the start of the booking",
    "looks at the slowest step of the job", "gives the regulars a reason to come back",
    "shares the notes with whoever does the work",
)  # fmt: skip
_TAILS: Final = (
    "before the week ends", "so that the rest of the plan stays honest", "while the season is still quiet",
    "and says plainly when it did not help", "because guessing has been expensive so far",
    "even when the day is full", "as long as the numbers are written down", "without adding another tool",
    "until the team agrees on what it means", "so that a stranger could repeat it",
    "although it feels slower at the start", "and tells the others what changed",
    "whenever the answer is unclear", "instead of lowering the price again", "so that nobody has to remember it",
    "after the busiest part of the month", "and keeps the old way ready in case it fails",
    "when the promise and the work drift apart", "before any money goes into advertising",
    "so that the next decision is easier to take", "and writes the reason beside the result",
    "because trust grows out of small things kept", "with the people who will do the work",
    "unless the early results speak against it", "and drops the step when it changes nothing",
    "in words that fit on a till receipt", "so that the offer stays easy to explain",
    "where the buyer can see it happen", "and asks again later in the season",
    "rather than waiting for a perfect moment", "à la carte rather than as a bundle",
)  # fmt: skip
_QUALITIES: Final = (
    "steady", "narrow", "early", "honest", "quiet", "visible", "careful", "ordinary", "patient", "written", "local",
    "plain", "shared", "frugal", "tested", "calm", "recent",
)  # fmt: skip
_THINGS: Final = (
    "handover", "booking", "promise", "follow-up", "checklist", "estimate", "welcome", "review", "calendar", "sample",
    "refusal", "visit", "referral", "routine", "trial", "reminder", "record", "proof", "response",
)  # fmt: skip
_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNT: Final = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_COUNTS)})\b(?!\s+(?:words?|characters?))", re.IGNORECASE)
_WORDS: Final = re.compile(r"\b(\d+)\s+words?\b", re.IGNORECASE)
_CHARACTERS: Final = re.compile(r"\b(\d+)\s+(?:characters?|letters?)\b", re.IGNORECASE)
_USUAL_WORDS: Final = 22
_USUAL_ITEMS: Final = 3
_LABELS: Final = frozenset({"title", "name", "label", "heading"})
_LONG, _SHORT = 18, 11


def answer_to(schema: Schema, *, start: int = 0) -> tuple[JsonValue, int]:
    """Return a value the schema allows and how many texts it took, counted from the `start`th text."""
    writer = _Writer(schema, start)
    value = writer.value(schema, name="", cap=None)
    return value, writer.next - start


def sentence(index: int, *, with_tail: bool = True) -> str:
    """Return the text of that number."""
    words = [_SUBJECTS[index % len(_SUBJECTS)], _ACTIONS[index % len(_ACTIONS)]]
    if with_tail:
        words.append(_TAILS[index % len(_TAILS)])
    return " ".join(words) + "."


def awkward_json(value: object) -> str:
    r"""Return compact JSON in which every second character beyond ASCII is a `\u` escape, and slashes are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    parts: list[str] = []
    seen = 0
    for character in text.replace("/", "\\/"):
        seen += not character.isascii()
        is_escaped = not character.isascii() and seen % 2
        parts.append(json.dumps(character)[1:-1] if is_escaped else character)
    return "".join(parts)


class _Writer:
    def __init__(self, root: Schema, start: int) -> None:
        self._root = root
        self.next = start

    def value(self, schema: Schema, *, name: str, cap: int | None) -> JsonValue:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        match schema.get("enum") or schema.get("anyOf") or schema.get("oneOf"):
            case [dict() as first, *_]:
                return self.value(first, name=name, cap=cap)
            case [first, *_]:
                return first
            case _:
                return self._by_type(schema, name, _capped(schema, cap))

    def _by_type(self, schema: Schema, name: str, cap: int | None) -> JsonValue:
        match schema.get("type"):
            case "object":
                return self._object(schema)
            case "array":
                items = _mapping(schema.get("items"))
                # A list's cap of words is meant for each of its texts.
                return [self.value(items, name=name, cap=cap) for _ in range(_count(schema))]
            case "string":
                return self._text(name, cap, _limit(_CHARACTERS, schema))
            case "integer" | "number":
                least = schema.get("minimum")
                return least if isinstance(least, int | float) else 1
            case "boolean":
                return True
            case _:
                return None

    def _object(self, schema: Schema) -> JsonValue:
        properties = _mapping(schema.get("properties"))
        return {name: self.value(_mapping(part), name=name, cap=None) for name, part in properties.items()}

    def _text(self, name: str, cap: int | None, characters: int | None) -> str:
        if cap is None:
            cap = 4 if name.lower() in _LABELS else _USUAL_WORDS
        if characters is not None:
            cap = min(cap, characters // 7)
        # Well under the cap, as a person who was told "at most" would be.
        budget = cap * 4 // 5
        if budget < _SHORT:
            return self._phrase(budget)
        count = max(1, min(3, budget // _LONG))
        return " ".join(sentence(self._taken(), with_tail=budget >= _LONG) for _ in range(count))

    def _phrase(self, words: int) -> str:
        index = self._taken()
        quality, thing = _QUALITIES[index % len(_QUALITIES)], _THINGS[index % len(_THINGS)]
        if words < 2:
            return thing.capitalize()
        second = _QUALITIES[(index // len(_QUALITIES) + index + 5) % len(_QUALITIES)]
        return f"{quality} {thing}".capitalize() if words < 4 else f"{quality} and {second} {thing}".capitalize()

    def _taken(self) -> int:
        self.next += 1
        return self.next - 1

    def _resolved(self, schema: Schema) -> Schema:
        while isinstance(reference := schema.get("$ref"), str):
            found: JsonValue = dict(self._root)
            for key in reference.removeprefix("#/").split("/"):
                found = _mapping(found).get(key)
            schema = _mapping(found)
        return schema


def _mapping(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _capped(schema: Schema, inherited: int | None) -> int | None:
    return _limit(_WORDS, schema) or inherited


def _limit(pattern: re.Pattern[str], schema: Schema) -> int | None:
    """Return the last such number of the description, which in a range is the upper one."""
    found = pattern.findall(str(schema.get("description", "")))
    return int(found[-1]) if found else None


def _count(schema: Schema) -> int:
    least = schema.get("minItems")
    found = _COUNT.search(str(schema.get("description", "")))
    stated = 0
    if found is not None:
        word = found[1].lower()
        stated = _COUNTS.get(word) or int(word)
    if stated:
        return max(stated, least if isinstance(least, int) else 0)
    return least if isinstance(least, int) and least > 1 else _USUAL_ITEMS
