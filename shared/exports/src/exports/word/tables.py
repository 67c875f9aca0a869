"""Tables of a Word document: fixed widths, headers repeated on every page, rows that stay whole."""

from collections.abc import Iterable, Sequence
from typing import Final

from exports.model import Column, Facts, Runs, Table, plain
from exports.word.elements import Element, made, paragraph, styled, words

# In twentieths of a point: A4 less two margins of 23 mm.
TEXT_WIDTH: Final = 9298
_LABEL_SHARE: Final = 0.3
_LINE: Final = "C9D4D8"
_ACCENT: Final = "0D566A"
_TINT: Final = "EDF4F5"
_COVER_HEIGHT: Final = 5400
# Fewer columns have room for the larger type.
_MOST_IN_LARGE_TYPE: Final = 5
# Tables with fewer characters and rows stay on one page.
_SHORT: Final = 1200
_FEW: Final = 8


def figures(table: Table) -> Element:
    """Make a table with a header."""
    style = "Table" if len(table.columns) <= _MOST_IN_LARGE_TYPE else "TableSmall"
    widths = _widths([column.share for column in table.columns])
    is_short = len(table.rows) <= _FEW and sum(len(plain(cell)) for row in table.rows for cell in row) < _SHORT
    header = _row(
        [
            _cell(
                width, _text(f"{style}Head", column.header, is_right=column.is_numeric), _look(column, is_header=True)
            )
            for width, column in zip(widths, table.columns, strict=True)
        ],
        is_header=True,
    )
    rows = (
        _row(
            [
                _cell(
                    width,
                    _text(style, cell, is_right=column.is_numeric, is_kept=is_short and number < len(table.rows)),
                    _look(column),
                )
                for width, cell, column in zip(widths, row, table.columns, strict=True)
            ]
        )
        for number, row in enumerate(table.rows, start=1)
    )
    return _table(widths, [header, *rows], look="04A0")


def facts(found: Facts) -> Element:
    """Make labels and values, side by side."""
    widths = _widths([_LABEL_SHARE, 1 - _LABEL_SHARE])
    is_short = len(found.items) <= _FEW and sum(len(plain(fact.value)) for fact in found.items) < _SHORT
    rows = [
        _row(
            [
                _cell(width, _text(style, runs, is_kept=is_short and number < len(found.items)))
                for width, style, runs in zip(widths, ("FactLabel", "FactValue"), (fact.label, fact.value), strict=True)
            ]
        )
        for number, fact in enumerate(found.items, start=1)
    ]
    return _table(widths, rows, look="0480")


def cover(kicker: str, title: str, size: int) -> Element:
    """Make the field of colour that carries the title."""
    texts = (
        paragraph("Kicker", words(kicker)),
        paragraph("Title", words(title, made("sz", val=2 * size), made("szCs", val=2 * size))),
    )
    look = (
        made("shd", val="clear", color="auto", fill=_ACCENT),
        made("tcMar", made("left", w=400, type="dxa"), made("right", w=400, type="dxa")),
        made("vAlign", val="bottom"),
    )
    cell = made("tc", made("tcPr", made("tcW", w=TEXT_WIDTH, type="dxa"), *look), *texts)
    height = made("trPr", made("cantSplit"), made("trHeight", val=_COVER_HEIGHT, hRule="atLeast"))
    return _table([TEXT_WIDTH], [made("tr", height, cell)], look="0400", borders=())


def _widths(shares: Sequence[float]) -> list[int]:
    widths = [round(share * TEXT_WIDTH) for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _table(
    widths: Sequence[int], rows: Iterable[Element], *, look: str, borders: Iterable[str] = ("bottom", "insideH")
) -> Element:
    lines = [made(side, val="single", sz=4, space=0, color=_LINE) for side in borders]
    margins = [made(side, w=width, type="dxa") for side, width in (("left", 85), ("right", 85))]
    properties = made(
        "tblPr",
        made("tblW", w=sum(widths), type="dxa"),
        *([made("tblBorders", *lines)] if lines else []),
        made("tblLayout", type="fixed"),
        made("tblCellMar", *margins),
        made("tblLook", val=look),
    )
    return made("tbl", properties, made("tblGrid", *(made("gridCol", w=width) for width in widths)), *rows)


def _row(cells: Iterable[Element], *, is_header: bool = False) -> Element:
    return made("tr", made("trPr", made("cantSplit"), *([made("tblHeader")] if is_header else [])), *cells)


def _cell(width: int, content: Element, look: Iterable[Element] = ()) -> Element:
    return made("tc", made("tcPr", made("tcW", w=width, type="dxa"), *look), content)


def _look(column: Column, *, is_header: bool = False) -> Iterable[Element]:
    """Make the properties of a cell in the order of the schema."""
    if is_header:
        yield made("tcBorders", made("bottom", val="single", sz=8, space=0, color=_ACCENT))
        yield made("shd", val="clear", color="auto", fill=_TINT)
    if column.is_numeric:
        yield made("tcMar", made("right", w=220, type="dxa"))
    if is_header:
        yield made("vAlign", val="bottom")


def _text(style: str, runs: Runs, *, is_right: bool = False, is_kept: bool = False) -> Element:
    properties = [made("keepNext")] if is_kept else []
    if is_right:
        properties.append(made("jc", val="right"))
    return paragraph(style, *map(styled, runs), properties=properties)
