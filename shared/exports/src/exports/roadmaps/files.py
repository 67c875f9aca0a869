"""The files of a roadmap that are text put together, made in milliseconds where they are asked for."""

from datetime import date
from typing import Final, Literal, get_args

from exports import blocks_as_markdown
from exports.model import Export
from exports.roadmap import Roadmap
from exports.roadmaps import calendar, document, gantt, table
from library.roadmaps.model import StoredRoadmap

TextFormat = Literal["csv", "ics", "svg", "md"]
TEXT_FORMATS: Final[frozenset[str]] = frozenset(get_args(TextFormat))


def built(roadmap: Roadmap) -> Export:
    """Return the document that Markdown, HTML, PDF and Word are made from."""
    return document.build(_stored(roadmap), revision=roadmap.revision, changed_at=roadmap.changed_at)


def render(roadmap: Roadmap, kind: TextFormat, *, today: date) -> bytes:
    """Return a file as UTF-8; only the picture knows which day is today."""
    match kind:
        case "csv":
            return table.render(_stored(roadmap))
        case "ics":
            return calendar.render(_stored(roadmap), revision=roadmap.revision, changed_at=roadmap.changed_at)
        case "svg":
            return gantt.render(_stored(roadmap), today=today)
        case "md":
            return blocks_as_markdown.render(built(roadmap))


def _stored(roadmap: Roadmap) -> StoredRoadmap:
    return StoredRoadmap.model_validate_json(roadmap.result)
