"""Prints for people or for programs. What comes from outside is printed as text, never as markup or as an escape."""

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, cast

import orjson
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from shared.json import plain

# Wide enough that no id is cut when nobody looks at a terminal.
_PIPE_WIDTH: Final = 400
Row = Mapping[str, object]
# Key of a row -> heading of its column.
Columns = Mapping[str, str]


def printable(text: str) -> str:
    """Return the text with control characters spelled out; line breaks and tabs stay."""
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        else f"\\u{ord(character):04x}"
        for character in text
    )


def age(seconds: float) -> str:
    """Return a length of time in the unit that suits it."""
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's answer goes: one JSON document, or tables and sentences."""

    as_json: bool
    _console: Console = field(default_factory=lambda: _console(sys.stdout.isatty()))
    _errors: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))

    def rows(self, rows: Sequence[Row], columns: Columns, *, empty: str) -> None:
        """Print a list; as JSON with everything that a row has, as a table with these columns."""
        if self.as_json:
            self._write({"items": list(rows)})
        elif not rows:
            self.say(empty)
        else:
            table = Table(box=SIMPLE_HEAD, pad_edge=False)
            for heading in columns.values():
                table.add_column(heading, overflow="fold")
            for row in rows:
                table.add_row(*(Text(_cell(row.get(key))) for key in columns))
            self._console.print(table)

    def record(self, values: Row, *, rest: Sequence[str] = ()) -> None:
        """Print one thing, a line for each value; `rest` names what only programs get."""
        if self.as_json:
            self._write(values)
            return
        shown = {key: value for key, value in values.items() if key not in rest}
        width = max(map(len, shown), default=0)
        for key, value in shown.items():
            self._console.print(Text(f"{key:<{width}}  {_cell(value)}"))

    def document(self, value: object) -> None:
        """Print JSON, whoever reads it."""
        if self.as_json:
            self._write(value)
        else:
            self._console.print(Text(printable(_json(value, indent=True))))

    def say(self, sentence: str, *, style: str = "") -> None:
        """Print a sentence for people; programs get the document alone."""
        if not self.as_json:
            self._console.print(Text(printable(sentence), style=style))

    def fail(self, sentence: str, remedy: str) -> None:
        """Print why a command could not go on, and what to do, apart from any answer."""
        if self.as_json:
            self._errors.print(Text(_json({"error": sentence, "remedy": remedy or None})))
            return
        self._errors.print(Text(printable(f"convex: {sentence}"), style="red"))
        if remedy:
            self._errors.print(Text(printable(f"  {remedy}")))

    def _write(self, value: object) -> None:
        sys.stdout.write(_json(value) + "\n")


def _console(is_terminal: bool) -> Console:  # noqa: FBT001 - the answer of isatty()
    return Console(highlight=False, width=None if is_terminal else _PIPE_WIDTH)


def _json(value: object, *, indent: bool = False) -> str:
    option = orjson.OPT_UTC_Z | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(value, default=plain, option=option).decode()


def _cell(value: object) -> str:
    match value:
        case None | "":
            return "–"
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z"
        case bool():
            return "yes" if value else "no"
        case dict() | list() | tuple():
            return printable(_json(cast("object", value)))
        case _:
            return printable(str(value))
