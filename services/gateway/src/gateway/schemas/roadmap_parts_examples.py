"""Examples of what stands around a roadmap's tasks, as they go over the wire."""

from typing import Final

from pydantic import JsonValue

ROADMAP_PARTS_EXAMPLE: Final[dict[str, JsonValue]] = {
    "slippage": {"days": 0, "baselineEndDate": "2026-12-23", "asOf": None, "replans": 0},
    "capacity": {
        "hoursPerWeek": 20.0,
        "totalHours": 64.5,
        "people": [{"name": "Ada", "hoursPerWeek": 20.0, "hoursPlanned": 64.5, "skills": ["copywriting", "strategy"]}],
    },
    "deadline": {
        "date": "2026-12-18",
        "met": False,
        "lateByDays": 5,
        "spareDays": 0,
        "hoursPerWeekNeeded": 26.0,
        "options": [
            {
                "kind": "hours",
                "says": "Plan 26 h a week instead of 20.",
                "endDate": "2026-12-18",
                "meetsDeadline": True,
            }
        ],
    },
    "finish": {
        "planned": "2026-12-23",
        "p50": "2026-12-28",
        "p90": "2027-01-05",
        "chanceOfDeadline": 0.04,
        "samples": 2000,
        "basis": "Drawn from the optimistic, likely and pessimistic hours of each task (PERT).",
    },
    "budget": {
        "amount": 4000.0,
        "currency": "EUR",
        "lines": [
            {
                "id": "visitors",
                "title": "Visitors for the first weeks",
                "amount": 4000.0,
                "share": 1.0,
                "why": "Without visitors there is nothing to decide from; spend none before the goal is counted.",
                "released": "the page is live and its goal is counted",
            }
        ],
        "basis": "Shares are an assumption, a starting point and no measurement.",
    },
    "schedule": {"method": "list", "optimal": True, "boundDate": "2026-12-23", "gapDays": 0, "gapPercent": 0.0},
    "riskFactors": [
        {
            "id": "hours-are-estimates",
            "severity": "low",
            "risk": "The hours are estimates",
            "evidence": "If every task took 30 % longer (assumption), the plan would end on 2027-01-04, 12 days later.",
            "earlySign": "The first 7 tasks, due by 2026-12-04, took more than 23 h instead of 18 h.",
            "response": "Write down the actual hours from the first task on and plan the rest anew.",
        }
    ],
    "assumptions": ["Hours are planning estimates for one experienced person, not measurements."],
}
