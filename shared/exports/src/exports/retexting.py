"""Changes the texts of a document and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from exports.model import Block, Code, Export, Facts, Heading, Listing, Paragraph, Part, Quote, Rule, Runs, Table

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happens to running text, and to the text of tables."""

    running: Change
    table: Change


def retexted(export: Export, changes: Changes) -> Export:
    """Return the document with every text changed, addresses of links excepted."""
    change = changes.running
    return replace(
        export,
        title=change(export.title),
        title_lines=tuple(map(change, export.title_lines)),
        running=change(export.running),
        about=change(export.about),
        kicker=change(export.kicker),
        facts=tuple((label, change(value)) for label, value in export.facts),
        note=change(export.note),
        parts=tuple(_part(part, changes) for part in export.parts),
    )


def _part(part: Part, changes: Changes) -> Part:
    source = changes.running(part.source) if part.source is not None else None
    return replace(part, title=changes.running(part.title), source=source, blocks=_blocks(part.blocks, changes))


def _blocks(blocks: tuple[Block, ...], changes: Changes) -> tuple[Block, ...]:
    return tuple(_block(block, changes) for block in blocks)


def _block(block: Block, changes: Changes) -> Block:
    change = changes.running
    match block:
        case Heading() | Paragraph():
            return replace(block, runs=_runs(block.runs, change))
        case Facts():
            facts = (replace(f, label=_runs(f.label, change), value=_runs(f.value, change)) for f in block.items)
            return replace(block, items=tuple(facts))
        case Table():
            return _table(block, changes.table)
        case Listing():
            return replace(block, items=tuple(_blocks(item, changes) for item in block.items))
        case Quote():
            return replace(block, blocks=_blocks(block.blocks, changes))
        case Code():
            return replace(block, text=change(block.text))
        case Rule():
            return block
        case _:
            assert_never(block)


def _table(table: Table, change: Change) -> Table:
    columns = tuple(replace(column, header=_runs(column.header, change)) for column in table.columns)
    rows = tuple(tuple(_runs(cell, change) for cell in row) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _runs(runs: Runs, change: Change) -> Runs:
    return tuple(replace(run, text=change(run.text)) for run in runs)
