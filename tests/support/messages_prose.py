"""Answers for any JSON Schema: plain English without digits, quotation marks, names or addresses, never twice the same.

The lists of a sentence's parts have lengths without a common divisor, so counting through them in step gives some
twenty thousand long sentences and four thousand brief ones, and two neighbours have no part in common.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import JsonValue

Schema = Mapping[str, JsonValue]
Path = tuple[str, ...]
# By the names of the properties that lead to a list; None for one it knows nothing of.
Length = Callable[[Path], int | None]

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
_PEOPLE: Final = (
    "Buyers", "Regulars", "Neighbours", "Colleagues", "Suppliers", "Visitors", "Newcomers", "Partners", "Trainees",
    "Planners", "Readers", "Guests", "Callers",
)  # fmt: skip
_WISHES: Final = (
    "ask for proof", "wait for a date", "want plain answers", "notice the handover", "fear a delay",
    "keep the old way", "compare the work", "trust a record", "read the small print", "look for a name",
    "test the promise", "share the notes", "doubt the claim", "skip the brochure", "check the calendar",
    "prefer a visit", "remember the repair",
)  # fmt: skip
_WHERE: Final = (
    "at the counter", "on quiet days", "before they pay", "after the visit", "during the season",
    "near the workshop", "without a push", "in their own words", "when things go wrong", "by the phone",
    "while they wait", "over the summer", "beside the till", "until they decide", "among themselves", "for a while",
    "in good time", "at the door", "with a colleague",
)  # fmt: skip
_QUALITIES: Final = (
    "steady", "narrow", "early", "honest", "quiet", "visible", "careful", "ordinary", "patient", "written", "local",
    "plain", "shared", "simple", "tested", "calm", "recent",
)  # fmt: skip
_THINGS: Final = (
    "handover", "booking", "promise", "follow-up", "checklist", "estimate", "welcome", "review", "calendar", "sample",
    "refusal", "visit", "referral", "routine", "trial", "reminder", "record", "proof", "response",
)  # fmt: skip
_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBER: Final = rf"(\d{{1,2}}|{'|'.join(_COUNTS)})"
# At the beginning, after such a word, or before one: elsewhere a number may count something else.
_COUNT: Final = re.compile(
    rf"^{_NUMBER}\b(?!\s+(?:words|characters))|\b(?:exactly|at least)\s+{_NUMBER}\b|\b{_NUMBER}\s+(?:items|entries)\b",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"\b(\d+)\s+words?\b", re.IGNORECASE)
_CHARACTERS: Final = re.compile(r"\b(\d+)\s+(?:characters?|letters?)\b", re.IGNORECASE)
_USUAL_WORDS: Final = 22
_USUAL_ITEMS: Final = 3
_LABELS: Final = frozenset({"title", "name", "label", "heading"})
_LONG, _SHORT, _BRIEF, _TERSE = 18, 11, 7, 4


def answer_to(schema: Schema, *, start: int = 0, length: Length | None = None) -> tuple[JsonValue, int]:
    """Return a value the schema allows and how many texts it took, counted from the `start`th text.

    `length` says how long a list is that its schema gives no number of items for.
    """
    writer = _Writer(schema, start, length)
    value = writer.value(schema, (), cap=None)
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
    def __init__(self, root: Schema, start: int, length: Length | None) -> None:
        self._root = root
        self._length = length
        self.next = start

    def value(self, schema: Schema, path: Path, *, cap: int | None, item: int = 0) -> JsonValue:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        match schema.get("enum") or schema.get("anyOf") or schema.get("oneOf"):
            case [dict() as first, *_]:
                return self.value(first, path, cap=cap)
            case [*options] if options:
                # The first, unless the items of a list have to differ.
                return options[item % len(options) if "twice" in str(schema.get("description")) else 0]
            case _:
                return self._by_type(schema, path, _limit(_WORDS, schema) or cap, item)

    def _by_type(self, schema: Schema, path: Path, cap: int | None, item: int) -> JsonValue:
        match schema.get("type"):
            case "object":
                properties = _mapping(schema.get("properties"))
                return {
                    name: self.value(_mapping(part), (*path, name), cap=None, item=item)
                    for name, part in properties.items()
                }
            case "array":
                items = _mapping(schema.get("items"))
                # A list's cap of words is meant for each of its texts.
                return [self.value(items, path, cap=cap, item=number) for number in range(self._items(schema, path))]
            case "string":
                return self._text(path[-1] if path else "", cap, _limit(_CHARACTERS, schema))
            case "integer" | "number":
                least = schema.get("minimum")
                return least if isinstance(least, int | float) else 1
            case "boolean":
                return True
            case _:
                return None

    def _items(self, schema: Schema, path: Path) -> int:
        count = _count(schema)
        if count is None and self._length is not None:
            count = self._length(path)
        return _USUAL_ITEMS if count is None else count

    def _text(self, name: str, cap: int | None, characters: int | None) -> str:
        if cap is None:
            cap = 4 if name.lower() in _LABELS else _USUAL_WORDS
        if characters is not None:
            cap = min(cap, characters // 7)
        # Well under the cap, as a person who was told "at most" would be.
        budget = cap * 4 // 5
        if budget < _SHORT:
            return self._clause(budget)
        count = max(1, min(3, budget // _LONG))
        return " ".join(sentence(self._taken(), with_tail=budget >= _LONG) for _ in range(count))

    def _clause(self, words: int) -> str:
        index = self._taken()
        who, what = _PEOPLE[index % len(_PEOPLE)], _WISHES[index % len(_WISHES)]
        if words >= _BRIEF:
            return f"{who} {what} {_WHERE[index % len(_WHERE)]}."
        if words > _TERSE:
            return f"{who} {what}."
        thing = _THINGS[index % len(_THINGS)]
        return thing.capitalize() if words < 2 else f"{_QUALITIES[index % len(_QUALITIES)]} {thing}".capitalize()

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


def _limit(pattern: re.Pattern[str], schema: Schema) -> int | None:
    """Return the last such number of the description, which in a range is the upper one."""
    found = pattern.findall(str(schema.get("description", "")))
    return int(found[-1]) if found else None


def _count(schema: Schema) -> int | None:
    """Return how many items a list's description or its schema asks for, if either does."""
    least = schema.get("minItems")
    least = least if isinstance(least, int) else 0
    if found := _COUNT.search(str(schema.get("description", ""))):
        word = next(group for group in found.groups() if group).lower()
        return max(least, _COUNTS.get(word) or int(word))
    return least if least > 1 else None
