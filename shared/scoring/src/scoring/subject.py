"""What can be scored: a document read by its fields, or a text that has to be interpreted first."""

from dataclasses import dataclass
from typing import Literal

from documents.model import StrategyDocument
from scoring import assess
from scoring.material import read
from scoring.prose import assess as prose
from scoring.report import Found
from shared.contracts.requests import Brief


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """A structured document with its brief."""

    document: StrategyDocument
    brief: Brief
    mode: Literal["document"] = "document"


@dataclass(frozen=True, slots=True)
class TextSubject:
    """A text with the brief it should answer; `elsewhere` marks sentences that stand in other strategies."""

    text: str
    brief: Brief
    elsewhere: frozenset[int] = frozenset()
    mode: Literal["text"] = "text"


Subject = DocumentSubject | TextSubject


def found_in(subject: Subject) -> Found:
    """Read a subject once, for one report or several."""
    match subject:
        case DocumentSubject():
            return assess.found_in(read(subject.document, subject.brief))
        case TextSubject():
            return prose.found_in(subject.text, subject.brief, subject.elsewhere)
