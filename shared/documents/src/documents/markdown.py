"""A strategy as one Markdown text."""

from documents import markup
from documents.model import StrategyDocument
from documents.sections import sections


def render(document: StrategyDocument) -> str:
    """Return the whole strategy, summary first; texts of the document stay text."""
    parts = (markup.join(markup.heading(2, part.title), part.body) for part in sections(document))
    return markup.join(markup.heading(1, document.title), *parts) + "\n"
