"""The answer's JSON while it arrives: texts and sections are told as soon as they are complete.

Every character is looked at once however the answer is cut into deltas, so the work is linear; the grammar is that of
`json.loads` without its leniencies: no NaN, no infinity, no key twice, and an object at the top.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import JsonValue

from strategy_worker.llm.model import CallFailedError

_Expected = Literal["object", "key", "key or }", "colon", "value", "value or ]", "comma or end", "nothing"]
_WHITESPACE: Final = re.compile(r"[ \t\n\r]*")
# Up to a quote that ends the string, or to a backslash whose other half is in the next delta.
_INSIDE_STRING: Final = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_SCALAR: Final = re.compile(r"[-+.0-9A-Za-z]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", re.ASCII)
_WORDS: Final[dict[str, JsonValue]] = {"true": True, "false": False, "null": None}
_UNWRITABLE: Final = re.compile("[\x00\ud800-\udfff]")
# What reads a section goes down by recursion; no schema of ours is near this deep.
_DEEPEST: Final = 64


@dataclass(frozen=True, slots=True)
class Text:
    """A complete string; `path` is inside the section (`refusals[0].what`), empty where the section is a string."""

    section: str
    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A complete property of the object at the top; its texts were told before."""

    section: str
    value: JsonValue


class Assembler:
    """Reads one answer; a fault in a delta is raised by the next call, after what was complete before the fault."""

    def __init__(self) -> None:
        self._expected: _Expected = "object"
        self._open: list[_Container] = []
        self._inside: Literal["string", "scalar"] | None = None
        self._pieces: list[str] = []
        self._is_escaped = False
        self._read = 0
        self._told: list[Text | Closed] = []
        self._fault: str | None = None

    def feed(self, delta: str) -> list[Text | Closed]:
        """Read on; return what has become complete, in the order of the answer.

        Raises:
            CallFailedError: `bad_output`, when an earlier delta had a fault.
        """
        self._raise_fault()
        self._told = []
        position = 0
        try:
            while position < len(delta):
                position = self._step(delta, position)
        except _MalformedError as error:
            self._fault = f"{error} near character {self._read + position}"
        self._read += len(delta)
        return self._told

    def finish(self) -> None:
        """Check that the object was complete and nothing but whitespace came after it.

        Raises:
            CallFailedError: `bad_output`, when it was not.
        """
        self._raise_fault()
        if self._expected != "nothing":
            raise CallFailedError("bad_output", f"the JSON ends at character {self._read} before it is complete")

    def _raise_fault(self) -> None:
        if self._fault is not None:
            raise CallFailedError("bad_output", self._fault)

    def _step(self, delta: str, position: int) -> int:
        match self._inside:
            case "string":
                return self._read_string(delta, position)
            case "scalar":
                return self._read_scalar(delta, position)
            case None:
                after = _end(_WHITESPACE, delta, position)
                return after if after == len(delta) else self._begin(delta[after], after)

    def _begin(self, character: str, position: int) -> int:
        match character:
            case '"':
                self._require("key", "key or }", "value", "value or ]")
                self._inside = "string"
            case "{" | "[":
                self._enter({} if character == "{" else [])
            case "}" | "]":
                self._leave(dict if character == "}" else list)
            case ":":
                self._require("colon")
                self._expected = "value"
            case ",":
                self._require("comma or end")
                self._expected = "key" if isinstance(self._open[-1].items, dict) else "value"
            case _:
                self._require("value", "value or ]")
                self._inside = "scalar"
                return position
        return position + 1

    def _require(self, *allowed: _Expected) -> None:
        if self._expected not in allowed:
            raise _MalformedError(f"{self._expected} expected")

    def _enter(self, items: "dict[str, JsonValue] | list[JsonValue]") -> None:
        is_object = isinstance(items, dict)
        if not (is_object and self._expected == "object"):
            self._require("value", "value or ]")
        if len(self._open) == _DEEPEST:
            raise _MalformedError("too deep")
        self._open.append(_Container(items))
        self._expected = "key or }" if is_object else "value or ]"

    def _leave(self, kind: type[dict[str, JsonValue]] | type[list[JsonValue]]) -> None:
        self._require("comma or end", "key or }" if kind is dict else "value or ]")
        if not isinstance(self._open[-1].items, kind):
            raise _MalformedError("wrong bracket")
        items = self._open.pop().items
        if self._open:
            self._place(items)
        else:
            self._expected = "nothing"

    def _read_string(self, delta: str, position: int) -> int:
        end = _end(_INSIDE_STRING, delta, position + 1 if self._is_escaped else position)
        self._is_escaped = delta[end : end + 1] == "\\"
        if end == len(delta) or self._is_escaped:
            self._pieces.append(delta[position:])
            return len(delta)
        value = _unquoted(self._whole(delta[position:end]))
        if self._expected in ("key", "key or }"):
            self._name(value)
        else:
            self._told.append(Text(self._open[0].key, self._path(), value))
            self._place(value)
        return end + 1

    def _read_scalar(self, delta: str, position: int) -> int:
        end = _end(_SCALAR, delta, position)
        if end == len(delta):
            self._pieces.append(delta[position:])
        else:
            self._place(_scalar(self._whole(delta[position:end])))
        return end

    def _whole(self, last_piece: str) -> str:
        token = "".join([*self._pieces, last_piece])
        self._pieces, self._inside = [], None
        return token

    def _name(self, key: str) -> None:
        container = self._open[-1]
        if key in container.items:
            raise _MalformedError("a key twice")
        container.key = key
        self._expected = "colon"

    def _place(self, value: JsonValue) -> None:
        container = self._open[-1]
        if isinstance(container.items, dict):
            container.items[container.key] = value
        else:
            container.items.append(value)
        if len(self._open) == 1:
            self._told.append(Closed(container.key, value))
        self._expected = "comma or end"

    def _path(self) -> str:
        return "".join(container.step for container in self._open[1:]).removeprefix(".")


@dataclass(slots=True)
class _Container:
    """An object or list that is still open; `key` is the property being read."""

    items: dict[str, JsonValue] | list[JsonValue]
    key: str = ""

    @property
    def step(self) -> str:
        return f".{self.key}" if isinstance(self.items, dict) else f"[{len(self.items)}]"


class _MalformedError(Exception):
    """The answer is no JSON object; says what was expected, never what was found."""


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    assert found is not None  # Every pattern here also matches nothing.
    return found.end()


def _unquoted(inside: str) -> str:
    try:
        value: str = json.loads(f'"{inside}"')
    except json.JSONDecodeError:
        raise _MalformedError("a character or an escape that no string can have") from None
    return _writable(value) if _UNWRITABLE.search(value) else value


def _writable(value: str) -> str:
    """Join the halves of surrogate pairs; UTF-8 can't hold a half alone, nor Postgres a NUL: U+FFFD stands for them."""
    joined = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.replace("\x00", "\ufffd")


def _scalar(token: str) -> JsonValue:
    if token in _WORDS:
        return _WORDS[token]
    if not _NUMBER.fullmatch(token):
        raise _MalformedError("a value that is none")
    return _number(token)


def _number(token: str) -> int | float:
    try:
        number: int | float = json.loads(token)
    except ValueError:  # Python refuses whole numbers of thousands of digits.
        raise _MalformedError("a number too long") from None
    if not math.isfinite(number):
        raise _MalformedError("a number too large")
    return number
