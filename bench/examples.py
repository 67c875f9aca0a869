"""Writes the examples of docs/examples, strategies from their briefs and an audit from its pages, as we would now.

A brief is the JSON of `POST /generate-strategy`; beside it an audit may lie, as the engine gets it from the database.
"""

from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bench import audit_example
from documents.markdown import render
from shared.contracts.requests import Brief
from strategy_worker.planner import plan
from strategy_worker.site import AuditedSite

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "examples"


def briefs() -> list[Path]:
    """Return the briefs in the order of their names."""
    return sorted(path for path in FOLDER.glob("*.json") if not path.name.endswith(".audit.json"))


def written(path: Path) -> str:
    """Return the strategy for a brief as Markdown."""
    brief = Brief.model_validate_json(path.read_text(encoding="utf-8"))
    return render(plan(brief, _audit(path))) + "\n"


def _audit(path: Path) -> AuditedSite | None:
    beside = path.with_name(f"{path.stem}.audit.json")
    if not beside.exists():
        return None
    return TypeAdapter(AuditedSite).validate_json(beside.read_bytes())


def main() -> None:
    """Write every example."""
    for path in briefs():
        _write(path.with_suffix(".md"), written(path))
    result = audit_example.audited()
    audit_example.RESULT.write_text(result, encoding="utf-8")
    _write(audit_example.TARGET, audit_example.written(result))


def _write(target: Path, text: str) -> None:
    target.write_text(text, encoding="utf-8")
    print(f"{target.relative_to(FOLDER.parent.parent)}: {len(text.split())} words")


if __name__ == "__main__":
    main()
