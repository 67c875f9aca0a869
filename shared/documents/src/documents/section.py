"""One section of a rendered strategy."""

from dataclasses import dataclass
from typing import Literal

from documents.blocks import Block
from documents.markup import Markdown

SectionSource = Literal["deterministic", "offline", "anthropic", "edited", "mixed"]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled piece of Markdown; `id` is the block's name on the wire and stays the same across versions."""

    id: str
    title: str
    body: Markdown
    source: SectionSource


def of(block: Block, section_id: str, title: str, body: Markdown) -> Section:
    """Make the section of a block."""
    return Section(section_id, title, body, block.source)
