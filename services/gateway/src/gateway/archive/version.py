"""A version of a strategy as it is archived: every column of its row, JSON as the text that is stored."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Content:
    """What leaves the table."""

    brief: str
    document: str
    markdown: str
    sections: str
    summary: str
    sentence_marks: tuple[int, ...] | None

    @property
    def size_bytes(self) -> int:
        """How much text it is."""
        return sum(len(part.encode()) for part in self._parts() if part is not None)

    def sha256(self) -> bytes:
        """Return the digest that app.version_sha256 has for it."""
        told = hashlib.sha256()
        for part in self._parts():
            text = None if part is None else part.encode()
            told.update(b"-:" if text is None else b"%d:%b" % (len(text), text))
        return told.digest()

    def _parts(self) -> tuple[str | None, ...]:
        marks = None if self.sentence_marks is None else ",".join(map(str, self.sentence_marks))
        return self.brief, self.document, self.markdown, self.sections, self.summary, marks


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """A row: what stays in the table too, and what leaves it."""

    strategy_id: UUID
    version: int
    title: str
    usage: str | None
    document_sha256: bytes
    change_summary: str
    created_by: UUID
    created_at: datetime
    content: Content
