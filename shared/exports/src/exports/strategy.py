"""What an export is made from: one version of a strategy as it is stored, on the names of the wire."""

from dataclasses import dataclass
from typing import Literal

from pydantic import AwareDatetime

Format = Literal["md", "html", "pdf", "docx", "json"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `body` is Markdown."""

    id: str
    title: str
    body: str
    source: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """One version of a strategy with its score; `engine_note` says how it was made."""

    title: str
    business_name: str
    framework: str
    version: int
    made_at: AwareDatetime
    score: int
    compliance: str
    engine_note: str
    sections: tuple[Section, ...]
