"""Examples of tracking for the OpenAPI document, as they go over the wire."""

from typing import Final

from pydantic import JsonValue

TASK_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "brief",
    "title": "Write the brief",
    "description": "Who reads the page, what they should do and why they believe it.",
    "startDate": "2026-11-30",
    "dueDate": "2026-12-02",
    "estimatedHours": 4.0,
    "assignee": "Ada",
    "dependsOn": [],
    "slackDays": 0,
    "critical": True,
    "status": "in_progress",
    "priority": "high",
    "successCriteria": ["The owner of the offer has read it"],
    "baselineStartDate": "2026-11-30",
    "baselineDueDate": "2026-12-01",
    "baselineHours": 4.0,
    "actualHours": 2.5,
    "remainingHours": 2.0,
    "startedOn": "2026-11-30",
    "completedOn": None,
    "assignedByHand": False,
    "datedByHand": True,
    "slipDays": 1,
    "milestoneId": "foundation",
    "milestoneCompletionPercentage": 55,
    "overallProgress": 8,
    "openPredecessors": [],
}

TASK_CHANGE_EXAMPLES: Final[dict[str, object]] = {
    "minimal": {"status": "completed"},
    "underWay": {"status": "in_progress", "actualHours": 2.5, "remainingHours": 2},
    "moved": {"assignee": "Grace", "startDate": "2026-12-03", "dueDate": "2026-12-04"},
}

REPLAN_EXAMPLES: Final[dict[str, object]] = {
    "minimal": {},
    "otherHours": {
        "asOf": "2026-12-07",
        "team": [{"name": "Ana", "role": "Writer", "hoursPerWeek": 24, "skills": ["writing"]}],
        "deadline": "2027-02-26",
    },
}
