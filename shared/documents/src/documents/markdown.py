"""A strategy as one Markdown text."""

from collections.abc import Iterable

from documents import markup
from documents.model import StrategyDocument
from documents.sections import Section, sections


def render(document: StrategyDocument) -> str:
    """Return the whole strategy, summary first; texts of the document stay text."""
    return joined(document.title, sections(document))


def joined(title: str, parts: Iterable[Section]) -> str:
    """Put sections that are laid out already under a title."""
    laid_out = (markup.join(markup.heading(2, part.title), part.body) for part in parts)
    return markup.join(markup.heading(1, title), *laid_out) + "\n"
