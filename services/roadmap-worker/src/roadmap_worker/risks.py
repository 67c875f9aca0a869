"""What could go wrong with this very plan; each risk names the figures it was seen in and the sign that shows first."""

from collections.abc import Iterator
from typing import Final

from roadmap_worker.expand import holds, worded
from roadmap_worker.plan import Plan
from roadmap_worker.risk import Risk, Severity
from roadmap_worker.risks_linked import of_assumptions, of_links
from roadmap_worker.risks_people import of_hours, of_people
from roadmap_worker.risks_time import of_calendar, of_time

_ORDER: Final[tuple[Severity, ...]] = ("high", "medium", "low")


def risks(plan: Plan) -> tuple[Risk, ...]:
    """Return the risks found, the severe ones first."""
    found = (
        *of_people(plan),
        *of_hours(plan),
        *of_time(plan),
        *of_calendar(plan),
        *of_links(plan),
        *of_assumptions(plan),
        *_by_facts(plan),
    )
    return tuple(sorted(found, key=lambda risk: _ORDER.index(risk.severity)))


def _by_facts(plan: Plan) -> Iterator[Risk]:
    for spec in plan.network.risks:
        if holds(spec.when, plan.facts):
            texts = (worded(text, plan.facts) for text in (spec.risk, spec.evidence, spec.early_sign, spec.response))
            yield Risk(spec.id, spec.severity, *texts)
