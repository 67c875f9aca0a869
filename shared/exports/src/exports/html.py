"""A document as one HTML file that loads nothing: its style is inside, its policy allows that style and no more."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from typing import assert_never

from exports import columns, seams
from exports.model import (
    Block,
    Code,
    Export,
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
    plain,
)
from exports.retexting import Changes, retexted


@cache
def policy() -> str:
    """Return the Content-Security-Policy under which the file works, also as a header."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def render(export: Export) -> bytes:
    """Return the file as UTF-8."""
    export = retexted(export, Changes(running=str, table=seams.in_table))
    described = f"{export.kicker} for {export.about}. {export.note}"
    lines = (
        "<!doctype html>",
        f'<html lang="{_text(export.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_text(policy())}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="description" content="{_text(described)}">',
        f"<title>{_text(export.title)}</title>",
        f"<style>{_style()}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#text">To the text</a>',
        *_opening(export),
        *_contents(export.parts),
        '<main id="text">',
        *(line for part in export.parts for line in _part(part)),
        "</main>",
        f"<footer><p>{_text(export.title)} · {_text(export.edition)} · {_text(export.date)}</p></footer>",
        "</body>",
        "</html>",
    )
    return ("\n".join(lines) + "\n").encode()


@cache
def _style() -> str:
    return (files("exports") / "document.css").read_text(encoding="utf-8").strip()


def _opening(export: Export) -> Iterable[str]:
    yield '<header class="cover">'
    yield f'<p class="kicker">{_text(export.kicker)}</p>'
    yield f"<h1>{_text(export.title)}</h1>"
    yield "</header>"
    yield '<div class="about">'
    yield '<dl class="facts">'
    for label, value in export.facts:
        yield f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>"
    yield "</dl>"
    if export.note:
        yield '<aside class="callout">'
        yield f"<p><strong>How this document was made</strong><br>{_text(export.note)}</p>"
        yield "</aside>"
    yield "</div>"


def _contents(parts: Iterable[Part]) -> Iterable[str]:
    yield '<nav aria-labelledby="contents">'
    yield '<h2 id="contents">Contents</h2>'
    yield "<ol>"
    for part in parts:
        yield f'<li><a href="#{_anchor(part)}">{_text(part.title)}</a></li>'
    yield "</ol>"
    yield "</nav>"


def _part(part: Part) -> Iterable[str]:
    anchor = _anchor(part)
    yield f'<section aria-labelledby="{anchor}">'
    yield f'<h2 id="{anchor}">{_text(part.title)}</h2>'
    if part.source:
        yield f'<p class="source">{_text(part.source)}</p>'
    yield from _blocks(part.blocks)
    yield "</section>"


def _blocks(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    match block:
        case Heading() | Paragraph():
            tag = f"h{block.level + 1}" if isinstance(block, Heading) else "p"
            yield f"<{tag}>{_runs(block.runs)}</{tag}>"
        case Facts():
            yield from _facts(block)
        case Table():
            yield from _table(block)
        case Listing():
            yield from _listing(block)
        case Quote():
            yield from ('<blockquote class="callout">', *_blocks(block.blocks), "</blockquote>")
        case Code():
            yield f"<pre><code>{_text(block.text)}</code></pre>"
        case Rule():
            yield "<hr>"
        case _:
            assert_never(block)


def _facts(facts: Facts) -> Iterable[str]:
    yield '<dl class="facts">'
    for fact in facts.items:
        yield f"<div><dt>{_runs(fact.label)}</dt><dd>{_runs(fact.value)}</dd></div>"
    yield "</dl>"


def _listing(listing: Listing) -> Iterable[str]:
    tag = "ul" if listing.start is None else "ol"
    first = f' start="{listing.start}"' if listing.start not in {None, 1} else ""
    yield f"<{tag}{first}>"
    for item in listing.items:
        yield from ("<li>", *_blocks(item), "</li>")
    yield f"</{tag}>"


def _table(table: Table) -> Iterable[str]:
    """Write a table with its roles, which browsers forget when a phone's style sets rows as blocks."""
    kinds = [_kind(table, index) for index in range(len(table.columns))]
    yield f'<table role="table" class="columns-{len(table.columns)}">'
    yield '<thead role="rowgroup"><tr role="row">'
    for column, kind in zip(table.columns, kinds, strict=True):
        yield f'<th role="columnheader" scope="col"{kind}>{_runs(column.header)}</th>'
    yield "</tr></thead>"
    yield '<tbody role="rowgroup">'
    labels = [_text(plain(column.header).replace(seams.SEAM, "")) for column in table.columns]
    for row in table.rows:
        cells = (
            f'<td role="cell"{kind} data-label="{label}">{_runs(cell)}</td>'
            for label, kind, cell in zip(labels, kinds, row, strict=True)
        )
        yield f'<tr role="row">{"".join(cells)}</tr>'
    yield "</tbody></table>"


def _kind(table: Table, index: int) -> str:
    is_short = all(len(plain(row[index])) <= columns.SHORT for row in table.rows)
    names = ["figure"] * table.columns[index].is_numeric + ["short"] * is_short
    return f' class="{" ".join(names)}"' if names else ""


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    shown = _text(run.text).replace("\n", "<br>").replace(seams.SEAM, "<wbr>")
    for is_wanted, tag in ((run.code, "code"), (run.emphasis, "em"), (run.strong, "strong")):
        if is_wanted:
            shown = f"<{tag}>{shown}</{tag}>"
    if run.href is None:
        return shown
    return f'<a href="{_text(run.href)}" rel="noopener noreferrer nofollow">{shown}</a>'


def _anchor(part: Part) -> str:
    # Ids are ours; anything else a stored section might hold can't leave the attribute, and a space would end the name.
    return _text("-".join(part.id.split()) or "section")


def _text(text: str) -> str:
    return escape(text, quote=True)
