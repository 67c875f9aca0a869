"""The block model every rendering is made from: texts are plain and clean, nothing in them is markup any more.

Blocks carry their `kind`, so that a renderer outside Python can tell them apart.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; "\\n" is a line break that was meant."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; the section's own title is level 1, and no level is skipped."""

    level: int
    runs: Runs
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label without its colon, and its value."""

    label: Runs
    value: Runs


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values."""

    items: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; a numbered one says where it starts."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its share of the width, and whether it holds figures."""

    header: Runs
    share: float
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table that fits the width of a page; each row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Quote:
    """Something set apart: a callout."""

    blocks: tuple["Block", ...]
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text."""

    text: str
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between thoughts."""

    kind: Literal["rule"] = "rule"


Block: TypeAlias = Heading | Paragraph | Facts | Listing | Table | Quote | Code | Rule


@dataclass(frozen=True, slots=True)
class Part:
    """A section; `source` says who wrote it, where that differs from section to section."""

    id: str
    title: str
    source: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A whole document: what stands on its first page, its sections, and its title in other shapes."""

    title: str
    title_lines: tuple[str, ...]
    running: str
    about: str
    kicker: str
    edition: str
    date: str
    language: str
    facts: tuple[tuple[str, str], ...]
    note: str
    parts: tuple[Part, ...]


def plain(runs: Runs) -> str:
    """Return the text of runs without their looks."""
    return "".join(run.text for run in runs)
