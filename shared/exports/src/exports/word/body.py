"""The pages of a Word document after the first: contents and sections."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, assert_never

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from exports.model import Block, Code, Facts, Heading, Listing, Paragraph, Part, Quote, Rule, Run, Runs, Table, plain
from exports.word import tables
from exports.word.elements import Element, field_begin, field_end, made, mark, paragraph, styled, words

_DEEPEST_LIST: Final = 2
_DEEPEST_ENTRY: Final = 2
_NUMBERED: Final = 2


@dataclass(slots=True)
class Writer:
    """Writes blocks, and keeps what the rest of the file has to know of them: bookmarks, links and numberings."""

    part: DocumentPart
    entries: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])
    numberings: int = 10

    def section(self, part: Part) -> Iterator[Element]:
        """Write a section."""
        yield self._heading(1, (Run(part.title),))
        if part.source is not None:
            yield paragraph("Source", words(part.source))
        yield from self._blocks(part.blocks)

    def _blocks(self, blocks: Iterable[Block], depth: int = 0, style: str = "Normal") -> Iterator[Element]:
        for block in blocks:
            yield from self._block(block, depth, style)

    def _block(self, block: Block, depth: int, style: str) -> Iterator[Element]:
        match block:
            case Heading():
                yield self._heading(block.level, block.runs)
            case Paragraph():
                yield paragraph(style, *self._runs(block.runs))
            case Facts() | Table():
                yield tables.facts(block) if isinstance(block, Facts) else tables.figures(block)
                # Two tables without anything between them would be taken for one.
                yield paragraph("Spacer")
            case Listing():
                yield from self._listing(block, depth)
            case Quote():
                yield from self._blocks(block.blocks, depth, "Callout")
            case Code() | Rule():
                yield paragraph("Code", words(block.text)) if isinstance(block, Code) else paragraph("Rule")
            case _:
                assert_never(block)

    def _listing(self, listing: Listing, depth: int) -> Iterator[Element]:
        style = "ListBullet" if listing.start is None else "ListNumber"
        number = 1 if listing.start is None else self._numbering(listing.start, depth)
        for item in listing.items:
            first, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph(()), item)
            yield paragraph(style, *self._runs(first.runs), properties=(_level(depth, number),))
            yield from self._blocks(rest, depth + 1)

    def _heading(self, level: int, runs: Runs) -> Element:
        content = tuple(self._runs(runs, mark))
        style = f"Heading{level}"
        if level > _DEEPEST_ENTRY:
            return paragraph(style, *content)
        opening = () if self.entries else (made("pageBreakBefore"), made("spacing", before=0))
        name = f"_Toc{len(self.entries) + 1:06}"
        self.entries.append((level, plain(runs), name))
        number = len(self.entries)
        start, end = made("bookmarkStart", id=number, name=name), made("bookmarkEnd", id=number)
        return paragraph(style, start, *content, end, properties=opening)

    def _runs(self, runs: Runs, unlinked: Callable[[Run], Element] = styled) -> Iterator[Element]:
        for run in runs:
            yield self._link(run) if run.href is not None else unlinked(run)

    def _link(self, run: Run) -> Element:
        assert run.href is not None
        link = made("hyperlink", words(run.text, made("rStyle", val="Hyperlink")))
        link.set(qn("r:id"), self.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _numbering(self, start: int, depth: int) -> int:
        """Return a numbering that starts anew; lists of one numbering would count on."""
        self.numberings += 1
        level = min(depth, _DEEPEST_LIST)
        begins = made("lvlOverride", made("startOverride", val=start), ilvl=level)
        found = made("num", made("abstractNumId", val=_NUMBERED), begins, numId=self.numberings)
        self.part.numbering_part.element.append(found)
        return self.numberings


def _level(depth: int, number: int) -> Element:
    return made("numPr", made("ilvl", val=min(depth, _DEEPEST_LIST)), made("numId", val=number))


def contents(entries: Iterable[tuple[int, str, str]], depth: int) -> Iterator[Element]:
    """Write the table of contents as a field whose entries lead to their headings.

    Which page they are on is only known to the program that sets them, so the numbers come when the field is updated.
    """
    shown = [entry for entry in entries if entry[0] <= depth]
    yield paragraph("ContentsHeading", words("Contents"))
    for number, (level, title, name) in enumerate(shown):
        link = made("hyperlink", words(title), anchor=name, history=1)
        begin = field_begin(f'TOC \\o "1-{depth}" \\h \\z \\u') if number == 0 else ()
        end = (field_end(),) if number == len(shown) - 1 else ()
        yield paragraph(f"TOC{level}", *begin, link, *end)
