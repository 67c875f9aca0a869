"""Twenty requests as real firms would send them, and the plans made from them.

Strategies are written by the offline engine from the briefs of docs/examples, audits in the words of their rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import yaml

from roadmap_worker.plan import Plan, make_plan
from seo_worker.checks.rules import load_ruleset
from shared.contracts.requests import Brief, RoadmapRequest
from strategy_worker.planner import plan as strategy_for

MADE_ON: Final = date(2026, 11, 25)
_FILE: Final = Path(__file__).with_name("briefs.yaml")
_EXAMPLES: Final = Path(__file__).resolve().parents[2] / "docs" / "examples"


@dataclass(frozen=True)
class RoadmapBrief:
    """A request with what is linked to it."""

    name: str
    request: RoadmapRequest
    strategy: Mapping[str, object] | None
    audit: Mapping[str, object] | None

    def plan(self) -> Plan:
        """Make the plan."""
        return make_plan(self.request, MADE_ON, strategy=self.strategy, audit=self.audit)


@cache
def roadmap_briefs() -> tuple[RoadmapBrief, ...]:
    """Return all briefs in the order of the file: five for each template."""
    return tuple(_brief(raw) for raw in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def _brief(raw: dict[str, Any]) -> RoadmapBrief:
    request = {name: value for name, value in raw.items() if name not in {"name", "strategy", "audit"}}
    audit = raw.get("audit")
    return RoadmapBrief(
        name=raw["name"],
        request=RoadmapRequest.model_validate(request),
        strategy=_strategy(raw["strategy"]) if "strategy" in raw else None,
        audit=_audit(**audit) if audit else None,
    )


@cache
def _strategy(name: str) -> Mapping[str, object]:
    brief = Brief.model_validate_json((_EXAMPLES / f"{name}.json").read_bytes())
    return cast("Mapping[str, object]", strategy_for(brief, None).model_dump(mode="json", by_alias=True))


def _audit(checks: list[str], gates: list[str] | None = None, gaps: list[str] | None = None) -> Mapping[str, object]:
    return {
        "cappedBy": [{"checkId": check_id} for check_id in gates or []],
        "contentGaps": [{"kind": "term", "term": gap} for gap in gaps or []],
        "recommendations": [_recommendation(check_id, len(checks) - place) for place, check_id in enumerate(checks)],
    }


def _recommendation(check_id: str, points: int) -> dict[str, object]:
    ruleset = load_ruleset()
    rule = ruleset.rules[check_id]
    least, most = ruleset.efforts[rule.effort].hours
    return {
        "id": check_id,
        "title": rule.advice,
        "action": rule.fix.replace("{keyword}", "the keyword"),
        "why": rule.why,
        "effort": rule.effort,
        "effortHours": {"least": least, "most": most, "basis": "assumption"},
        "points": points,
    }
