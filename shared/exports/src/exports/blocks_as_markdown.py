"""Any document as Markdown, from its blocks: every text is escaped, so what it says can't become a mark."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, assert_never

from documents import markup
from documents.markup import Markdown
from exports.model import (
    Block,
    Code,
    Export,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Part,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
)

_OUTER_BLANKS: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
# What a code span can hold without being anything else; other texts are set as text.
_PLAIN_CODE: Final = re.compile(r"[A-Za-z0-9.]+")
_ADDRESS: Final = re.compile(r"[^\s<>\\]+")
_CLOSING_MARK: Final = re.compile(r"(?<=\s)(#+)$")
_NUMBER: Final = re.compile(r"^(\d+)\\\.")
_FENCE: Final = re.compile(r"`{3,}")
_INDENT: Final = "  "


def render(export: Export) -> bytes:
    """Return the document as UTF-8."""
    note = (("How it was made", export.note),) if export.note else ()
    facts = markup.facts(*export.facts, *note)
    title = markup.heading(1, export.title)
    return f"{markup.join(title, facts, *map(_part, export.parts))}\n".encode()


def _part(part: Part) -> Markdown:
    label = Markdown(f"*{markup.plain(part.source)}*" if part.source else "")
    return markup.join(markup.heading(2, part.title), label, _blocks(part.blocks))


def _blocks(blocks: Iterable[Block]) -> Markdown:
    return markup.join(*map(_block, blocks))


def _block(block: Block) -> Markdown:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return Markdown("\\\n".join(map(_line, _lines(block.runs))))
        case Facts():
            return Markdown("\n".join(map(_fact, block.items)))
        case Listing():
            return _listing(block)
        case Table():
            return _table(block)
        case Quote():
            return Markdown("\n".join(f"> {line}".rstrip() for line in _blocks(block.blocks).split("\n")))
        case Code() | Rule():
            return _fenced(block.text) if isinstance(block, Code) else Markdown("---")
        case _:
            assert_never(block)


def _heading(block: Heading) -> Markdown:
    # Number signs at the end would be taken for a closing mark; a number begins no list inside a heading.
    text = _NUMBER.sub(r"\1.", _CLOSING_MARK.sub(r"\\\1", _line(block.runs)))
    return Markdown(f"{'#' * (block.level + 1)} {text}")


def _fact(fact: Fact) -> str:
    values = _lines(fact.value)
    label = f"- **{_line(fact.label)}:**"
    if len(values) == 1:
        return f"{label} {_line(values[0])}"
    return "\n".join((label, *(f"{_INDENT}- {_line(value)}" for value in values)))


def _listing(listing: Listing) -> Markdown:
    numbers = count(listing.start or 1)
    items = ((("-" if listing.start is None else f"{next(numbers)}."), _blocks(item)) for item in listing.items)
    return Markdown("\n".join(_item(mark, text) for mark, text in items))


def _item(mark: str, text: Markdown) -> str:
    hanging = "\n" + " " * (len(mark) + 1)
    return f"{mark} {text}".replace("\n", hanging)


def _table(table: Table) -> Markdown:
    rule = "|" + "".join(" ---: |" if column.is_numeric else " --- |" for column in table.columns)
    rows = [_row(column.header for column in table.columns), rule, *map(_row, table.rows)]
    return Markdown("\n".join(rows))


def _row(cells: Iterable[Runs]) -> str:
    return "| " + " | ".join(map(_line, cells)) + " |"


def _fenced(text: str) -> Markdown:
    longest = max((len(found[0]) for found in _FENCE.finditer(text)), default=2)
    fence = "`" * (longest + 1)
    return Markdown(f"{fence}\n{text}\n{fence}")


def _lines(runs: Runs) -> list[Runs]:
    """Divide runs where a line break was meant."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(_like(run, first))
        lines += [[_like(run, text)] for text in others]
    return [tuple(line) for line in lines]


def _like(run: Run, text: str) -> Run:
    return Run(text, run.strong, run.emphasis, run.code, run.href)


def _line(runs: Runs) -> str:
    return " ".join("".join(_marked(runs)).split())


def _marked(runs: Runs) -> Iterator[str]:
    for run in runs:
        found = _OUTER_BLANKS.match(run.text)
        assert found is not None, "the pattern fits every text"
        before, text, after = found.groups()
        yield f"{before}{_run(run, text)}{after}" if text else before


def _run(run: Run, text: str) -> str:
    shown: str = f"`{text}`" if run.code and _PLAIN_CODE.fullmatch(text) else markup.plain(text)
    for is_wanted, mark in ((run.emphasis, "*"), (run.strong, "**")):
        if is_wanted:
            shown = f"{mark}{shown}{mark}"
    return f"[{shown}](<{run.href}>)" if run.href and _ADDRESS.fullmatch(run.href) else shown
