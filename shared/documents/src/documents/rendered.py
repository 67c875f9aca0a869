"""A document with everything that is stored beside it because it follows from it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from documents import summary
from documents.markdown import joined
from documents.model import StrategyDocument
from documents.sections import sections
from shared.json import dumps


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as the tables hold it: JSON on the wire's names, its digest, Markdown, sections and lists."""

    document: StrategyDocument
    data: Mapping[str, JsonValue]
    sha256: bytes
    markdown: str
    sections: tuple[Mapping[str, JsonValue], ...]
    lists: Mapping[str, JsonValue]


def rendered(document: StrategyDocument) -> Rendered:
    """Lay a document out; the same document gives the same bytes."""
    found = sections(document)
    data: dict[str, JsonValue] = document.model_dump(mode="json", by_alias=True)
    return Rendered(
        document=document,
        data=data,
        sha256=hashlib.sha256(dumps(data).encode()).digest(),
        markdown=joined(document.title, found),
        sections=tuple(
            {"id": part.id, "title": part.title, "body": part.body, "source": part.source} for part in found
        ),
        lists=summary.lists(document),
    )
