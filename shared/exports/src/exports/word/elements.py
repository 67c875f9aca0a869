"""Makes the elements of a Word document.

A caller's text only ever becomes the text of a run, so none of it can be a field or a command.
"""

from collections.abc import Iterable, Iterator
from typing import Final, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from exports.model import Run

_MUTED: Final = "566370"
# In half points.
_SMALL: Final = 16
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def made(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """Make an element of Word's namespace; its attributes have the same namespace."""
    # An element that the library has no class for is a plain one, which takes and gives the same.
    element = cast("Element", OxmlElement(f"w:{tag}"))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Make a paragraph; its properties stand in the order of the schema, after the style."""
    return made("p", made("pPr", made("pStyle", val=style), *properties), *content)


def words(text: str, *looks: Element) -> Element:
    """Make a run of plain text."""
    return made("r", *([made("rPr", *looks)] if looks else []), *_lines(text))


def styled(run: Run) -> Element:
    """Make a run with its look; links are the writer's."""
    return words(run.text, *_looks(run))


def mark(run: Run) -> Element:
    """Make a run of a heading; what is set as code is a small mark to find it by."""
    if not run.code:
        return styled(run)
    return words(run.text, made("b", val=0), made("bCs", val=0), made("color", val=_MUTED), made("sz", val=_SMALL))


def tab() -> Element:
    """Make a run that goes on at the next tab stop."""
    return made("r", made("tab"))


def field(code: str, shown: str) -> tuple[Element, ...]:
    """Make a field that shows a text until it is computed; the code is ours."""
    return (*field_begin(code), words(shown), field_end())


def field_begin(code: str) -> tuple[Element, ...]:
    """Open a field whose result goes on over several paragraphs."""
    instruction = made("instrText")
    instruction.set(_SPACE, "preserve")
    instruction.text = f" {code} "
    return (
        made("r", made("fldChar", fldCharType="begin")),
        made("r", instruction),
        made("r", made("fldChar", fldCharType="separate")),
    )


def field_end() -> Element:
    """Close a field."""
    return made("r", made("fldChar", fldCharType="end"))


def _lines(text: str) -> Iterator[Element]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield made("br")
        element = made("t")
        element.set(_SPACE, "preserve")
        element.text = line
        yield element


def _looks(run: Run) -> Iterator[Element]:
    if run.code:
        yield made("rFonts", ascii="Consolas", hAnsi="Consolas", cs="Consolas")
    if run.strong:
        yield from (made("b"), made("bCs"))
    if run.emphasis:
        yield from (made("i"), made("iCs"))
