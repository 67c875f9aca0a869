"""The public result of a strategy job, and the same parts as the tables hold them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from documents.model import StrategyDocument
from documents.rendered import rendered
from scoring import boilerplate
from scoring.material import Material
from scoring.model import Assessment
from strategy_worker.llm.model import Notice
from strategy_worker.planner import ENGINE

# The offline engine asks no model.
_NO_USAGE: Final[Mapping[str, JsonValue]] = {"model": None, "inputTokens": 0, "outputTokens": 0, "costUsd": 0}


@dataclass(frozen=True, slots=True)
class Account:
    """How a strategy was made: engine label, what a model was paid, on the wire and for the roll-ups, and notices.

    `usage` is {model, inputTokens, outputTokens, costUsd, calls}, the last only when a model was asked.
    """

    engine: str = ENGINE
    usage: Mapping[str, JsonValue] = field(default_factory=lambda: _NO_USAGE)
    notices: tuple[Notice, ...] = ()
    tokens: int = 0
    cost_nanousd: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A finished strategy: document, assessment, what is derived from them, and how it was made."""

    strategy_id: UUID
    document: StrategyDocument
    document_json: Mapping[str, JsonValue]
    document_sha256: bytes
    sentence_marks: tuple[int, ...]
    assessment: Assessment
    markdown: str
    sections: tuple[Mapping[str, JsonValue], ...]
    summary: Mapping[str, JsonValue]
    account: Account


def make(strategy_id: UUID, material: Material, assessment: Assessment, account: Account | None = None) -> Made:
    """Render a document that has been read for scoring, and derive its lists; the offline engine's needs no account."""
    account = account or Account()
    found = rendered(material.document)
    return Made(
        strategy_id=strategy_id,
        document=found.document,
        document_json=found.data,
        document_sha256=found.sha256,
        sentence_marks=boilerplate.of_document(material),
        assessment=assessment,
        markdown=found.markdown,
        sections=found.sections,
        summary={**found.lists, "notices": [asdict(notice) for notice in account.notices]},
        account=account,
    )


def public(made: Made) -> dict[str, JsonValue]:
    """Return the result as the HTTP contract words it."""
    return {
        "strategyId": str(made.strategy_id),
        "version": 1,
        "title": made.document.title,
        "framework": made.document.framework,
        "engine": made.account.engine,
        "strategy": made.markdown,
        "document": dict(made.document_json),
        "sections": [dict(part) for part in made.sections],
        **made.assessment.to_wire(),
        **made.summary,
        "usage": dict(made.account.usage),
    }
