"""What can be scored: a document read by its fields, or a text that has to be interpreted first."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

from documents.model import StrategyDocument
from scoring.assess import assess
from scoring.model import Assessment
from scoring.prose.assess import assess_text
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


def score(subject: Subject, without: Set[str] = frozenset()) -> Assessment:
    """Score a subject, as if the findings named in `without` had been repaired.

    Raises:
        UnknownFindingError: naming the ids in `without` that are none of this assessment's findings.
    """
    match subject:
        case DocumentSubject():
            return assess(subject.document, subject.brief, without)
        case TextSubject():
            return assess_text(
                subject.text, subject.brief.framework, subject.brief, without, elsewhere=subject.elsewhere
            )
