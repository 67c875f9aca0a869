"""The public result of a strategy job, and the same parts as the tables hold them."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Final
from uuid import UUID

from pydantic import JsonValue

from documents import summary
from documents.markdown import joined
from documents.model import StrategyDocument
from documents.sections import sections
from scoring import boilerplate
from scoring.material import Material
from scoring.model import Assessment
from shared.json import dumps
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
    document = material.document
    found = sections(document)
    data: dict[str, JsonValue] = document.model_dump(mode="json", by_alias=True)
    parts: tuple[Mapping[str, JsonValue], ...] = tuple(
        {"id": part.id, "title": part.title, "body": part.body, "source": part.source} for part in found
    )
    return Made(
        strategy_id=strategy_id,
        document=document,
        document_json=data,
        document_sha256=hashlib.sha256(dumps(data).encode()).digest(),
        sentence_marks=boilerplate.of_document(material),
        assessment=assessment,
        markdown=joined(document.title, found),
        sections=parts,
        summary=_lists(document, account),
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


def _lists(document: StrategyDocument, account: Account) -> dict[str, JsonValue]:
    framework: dict[str, JsonValue] = {"id": document.framework, "components": list(document.component_names)}
    return {
        "frameworks": [framework],
        "executionPlan": summary.execution_plan(document),
        "successMetrics": summary.success_metrics(document),
        "assumptions": summary.assumptions(document),
        "limitations": summary.limitations(document),
        "openQuestions": summary.open_questions(document),
        "notices": [asdict(notice) for notice in account.notices],
    }
