"""A document as DOCX; the same version gives the same bytes, whenever and wherever it is made."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from exports.fitting import contents_depth, title_size
from exports.model import Export, Fact, Facts, Run
from exports.word import tables
from exports.word.body import Writer, contents
from exports.word.elements import Element, field, made, paragraph, tab, words

_MARGINS: Final = {"left": Mm(23), "right": Mm(23), "top": Mm(30), "bottom": Mm(26)}
# Parts of the library's template that show another document's first page, or repeat its styles for Word 2010.
_UNWANTED: Final = ("thumbnail", "stylesWithEffects")
_AUTHOR: Final = "CONVEX Marketing Intelligence"
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def render(export: Export, version: int, made_at: datetime) -> bytes:
    """Return the file."""
    document = Document()
    _dress(document)
    writer = Writer(document.part)
    sections = [element for part in export.parts for element in writer.section(part)]
    body = document.element.find(qn("w:body"))
    assert body is not None
    # The last element says how the pages are.
    page = body[-1]
    for element in (*_cover(export), *contents(writer.entries, contents_depth(export)), *sections):
        page.addprevious(element)
    _frame(document, export)
    _describe(document, export, version, made_at.astimezone(UTC))
    saved = io.BytesIO()
    document.save(saved)
    return _packed(saved)


def _dress(document: WordDocument) -> None:
    """Put our styles and numberings in the place of the template's."""
    for target, name in (
        (document.styles.element, "styles.xml"),
        (document.part.numbering_part.element, "numbering.xml"),
    ):
        _refill(target, list(parse_xml((files("exports.word") / name).read_bytes())))
    package = document.part.package
    assert package is not None
    for rels in (document.part.rels, package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in _UNWANTED]:
            del rels[key]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _refill(element: Element, children: Iterable[Element]) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(children)


def _cover(export: Export) -> Iterator[Element]:
    yield tables.cover(export.kicker, "\n".join(export.title_lines), title_size(export.title))
    yield paragraph("Spacer")
    yield tables.facts(Facts(tuple(Fact((Run(label),), (Run(value),)) for label, value in export.facts)))
    yield paragraph("Spacer")
    if export.note:
        title = words("How this document was made", made("b"), made("bCs"), made("color", val="0D566A"))
        yield paragraph("Callout", title, made("r", made("br")), words(export.note))


def _frame(document: WordDocument, export: Export) -> None:
    """Set the paper, and what runs along with every page but the first."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = _MARGINS["left"], _MARGINS["right"]
    page.top_margin, page.bottom_margin = _MARGINS["top"], _MARGINS["bottom"]
    page.header_distance, page.footer_distance = Mm(14), Mm(12)
    page.different_first_page_header_footer = True
    for band, style, left, right in (
        (page.header, "Header", export.running, (words(export.edition),)),
        (page.footer, "Footer", export.date, _page_number()),
    ):
        band.is_linked_to_previous = False
        _refill(band.part.element, [paragraph(style, words(left), tab(), *right)])


def _page_number() -> tuple[Element, ...]:
    return (words("Page "), *field("PAGE", "2"), words(" of "), *field("NUMPAGES", "2"))


def _describe(document: WordDocument, export: Export, version: int, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title = export.title[:255]
    properties.subject = export.kicker
    properties.author = properties.last_modified_by = _AUTHOR
    properties.comments = export.note[:255]
    properties.language = export.language
    properties.revision = version
    # Word reads these as UTC and refuses an offset.
    properties.created = properties.modified = made_at.replace(tzinfo=None)


def _packed(saved: io.BytesIO) -> bytes:
    """Pack the parts again without the time of packing."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
