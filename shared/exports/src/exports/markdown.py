"""A strategy as Markdown: the stored sections below what the other renderings have on their first page."""

from documents import markup
from documents.markup import Markdown
from exports import building
from exports.cleaning import clean, line
from exports.strategy import Section, Strategy


def render(strategy: Strategy) -> bytes:
    """Return the document as UTF-8."""
    facts = markup.facts(*building.facts(strategy), ("How it was made", strategy.engine_note))
    parts = (_section(strategy, section) for section in building.sections(strategy))
    title = markup.heading(1, building.heading(strategy))
    return f"{markup.join(title, facts, *parts)}\n".encode()


def _section(strategy: Strategy, section: Section) -> Markdown:
    origin = building.source(strategy, section)
    label = Markdown(f"*{markup.plain(origin)}*" if origin else "")
    return markup.join(markup.heading(2, line(section.title)), label, Markdown(clean(section.body).strip("\n")))
