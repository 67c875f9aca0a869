"""Examples of what the workers make, for the OpenAPI document, as they go over the wire."""

from typing import Final

from pydantic import JsonValue

from gateway.schemas.roadmap_parts_examples import ROADMAP_PARTS_EXAMPLE
from gateway.schemas.topics import CLUSTER_EXAMPLE, GAP_EXAMPLE

STRATEGY_ID: Final = "019abf2e-6c1d-7a40-9b53-0f6f0a9d7c11"
WORKSPACE_ID: Final = "019abf2e-0000-7c00-8000-3d5a1c0b2e44"
USER_ID: Final = "019abf2d-ff10-7b21-a1c4-52b1d8e0c9f3"
CREATED_AT: Final = "2026-11-25T09:30:00.482113Z"

STRATEGY_ITEM_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": STRATEGY_ID,
    "title": "Positioning for Northwind Ledger",
    "businessName": "Northwind Ledger",
    "framework": "brand_positioning",
    "score": 78,
    "compliance": "pass",
    "engine": "offline",
    "version": 1,
    "createdAt": CREATED_AT,
    "updatedAt": CREATED_AT,
}

STRATEGY_EXAMPLE: Final[dict[str, JsonValue]] = {
    "strategyId": STRATEGY_ID,
    "version": 1,
    "title": "Positioning for Northwind Ledger",
    "framework": "brand_positioning",
    "engine": "offline",
    "status": "active",
    "strategy": "# Positioning for Northwind Ledger\n\n…",
    "document": {"framework": "brand_positioning", "title": "Positioning for Northwind Ledger"},
    "sections": [{"id": "diagnosis", "title": "Diagnosis", "body": "…", "source": "offline"}],
    "score": {
        "overall": 78,
        "clarity": 82,
        "specificity": 74,
        "outcomeFocus": 80,
        "proof": 70,
        "objectionHandling": 77,
        "riskRemoval": 79,
    },
    "compliance": "pass",
    "findings": [
        {
            "id": "specificity.number_without_baseline",
            "rule": "specificity.number_without_baseline",
            "dimension": "specificity",
            "severity": "warning",
            "evidence": {"path": "choice.policy", "quote": "shorten the month-end close", "start": 412, "end": 439},
            "points": -4,
            "fix": "Say how long the close takes today.",
        }
    ],
    "contributions": {
        "earned": [{"dimension": "clarity", "points": 78.0}],
        "lost": [{"rule": "specificity.number_without_baseline", "dimension": "specificity", "points": 22.0}],
    },
    "scorerVersion": "2.0.0",
    "frameworks": ["brand_positioning"],
    "executionPlan": [],
    "successMetrics": [],
    "assumptions": [],
    "limitations": [],
    "openQuestions": [{"question": "How long does the month-end close take today?"}],
    "notices": [],
    "usage": {"model": None, "inputTokens": 0, "outputTokens": 0, "costUsd": 0.0, "calls": 0},
    "jobId": "019abf2e-69f0-7d0e-8a55-7be0a55f1d20",
    "createdBy": USER_ID,
    "createdAt": CREATED_AT,
    "updatedAt": CREATED_AT,
}

AUDIT_ITEM_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "019abf30-11aa-7e52-8f0b-9b1f6f2f60aa",
    "strategyId": STRATEGY_ID,
    "domain": "northwind.example",
    "finalUrl": "https://northwind.example/",
    "primaryKeyword": "month-end close software",
    "overallScore": 64,
    "coverage": 0.71,
    "rulesetVersion": "1",
    "createdAt": CREATED_AT,
}
_METRIC: Final[dict[str, JsonValue]] = {
    "id": "title.present",
    "title": "The page has a title",
    "score": 100,
    "weight": 4,
    "status": "good",
    "value": "Close the month in two days",
    "unit": None,
    "threshold": "A title of 15 to 60 characters",
    "evidence": ["<title>Close the month in two days</title>"],
    "fix": None,
}
_PILLAR: Final[dict[str, JsonValue]] = {"score": 64, "coverage": 0.9, "metrics": [_METRIC]}
_RANKED: Final[dict[str, JsonValue]] = {
    "match": "same_words",
    "position": 8.0,
    "impressions": 1000,
    "clicks": 20,
    "ctr": 0.02,
    "rowCount": 1,
    "rows": [{"name": "month-end close software", "position": 8.0, "impressions": 1000, "clicks": 20}],
    "domain": "northwind.example",
    "period": {"from": "2026-08-25", "to": "2026-11-24"},
    "filters": ["Search type: Web"],
    "importedAt": CREATED_AT,
}
RANKING_EXAMPLE: Final[dict[str, JsonValue]] = {
    "source": "search_console_import",
    "keyword": _RANKED,
    "page": None,
    "better": [
        {
            "positions": "1",
            "queries": 5,
            "impressions": 500,
            "ctr": 0.3,
            "clicks": 300,
            "moreClicks": 280,
            "reason": None,
        }
    ],
    "assumptions": ["The keyword would be shown as often as in the period given."],
    "reasons": ["No pages are imported, only queries."],
}
AUDIT_EXAMPLE: Final[dict[str, JsonValue]] = {
    "auditId": "019abf30-11aa-7e52-8f0b-9b1f6f2f60aa",
    "domain": "northwind.example",
    "finalUrl": "https://northwind.example/",
    "primaryKeyword": "month-end close software",
    "overallScore": 64,
    "coverage": 0.71,
    "technical": _PILLAR,
    "topical": _PILLAR,
    "authority": {"score": None, "coverage": 0.0, "metrics": []},
    "semanticClusters": [CLUSTER_EXAMPLE],
    "contentGaps": [GAP_EXAMPLE],
    "competitorBenchmarks": [],
    "recommendations": [
        {
            "id": "description.present",
            "title": "Describe the page in one sentence",
            "why": "Without it search engines choose a sentence themselves.",
            "impact": "medium",
            "effort": "low",
            "effortHours": {"least": 0, "most": 1, "basis": "assumption"},
            "points": 2.5,
            "priority": 1,
            "evidence": ["No <meta name=description>"],
        }
    ],
    "firstSteps": {"recommendations": ["description.present"], "points": 2.5, "overallScore": 66},
    "rankingPrediction": RANKING_EXAMPLE,
    "pages": [],
    "fetch": {"ttfbMs": 84},
    "scoredAt": CREATED_AT,
    "strategyId": STRATEGY_ID,
    "jobId": "019abf30-0f00-7000-8000-0c7a5d3b9e10",
    "createdBy": USER_ID,
    "createdAt": CREATED_AT,
}

ROADMAP_ITEM_EXAMPLE: Final[dict[str, JsonValue]] = {
    "id": "019abf31-22bb-7c41-9d00-4f5a6b7c8d9e",
    "strategyId": STRATEGY_ID,
    "auditId": None,
    "templateId": "lp-1",
    "templateName": "Landing page",
    "startDate": "2026-11-30",
    "endDate": "2026-12-23",
    "totalDuration": 3.6,
    "overallProgress": 0,
    "createdAt": CREATED_AT,
    "updatedAt": CREATED_AT,
}
ROADMAP_EXAMPLE: Final[dict[str, JsonValue]] = {
    "roadmapId": "019abf31-22bb-7c41-9d00-4f5a6b7c8d9e",
    "templateId": "lp-1",
    "templateName": "Landing page",
    "startDate": "2026-11-30",
    "endDate": "2026-12-23",
    "totalDuration": 3.6,
    "milestones": [
        {
            "id": "foundation",
            "week": 1,
            "title": "Foundation",
            "objectives": ["One claim that the page has to carry"],
            "tasks": [
                {
                    "id": "brief",
                    "title": "Write the brief",
                    "description": "Who reads the page, what they should do and why they believe it.",
                    "startDate": "2026-11-30",
                    "dueDate": "2026-12-01",
                    "estimatedHours": 4.0,
                    "assignee": "Ada",
                    "dependsOn": [],
                    "slackDays": 0,
                    "critical": True,
                    "status": "pending",
                    "priority": "high",
                    "successCriteria": ["The owner of the offer has read it"],
                }
            ],
            "successMetrics": ["The brief is agreed on"],
            "completionPercentage": 0,
        }
    ],
    "criticalPath": ["brief"],
    "overallProgress": 0,
    **ROADMAP_PARTS_EXAMPLE,
    "supportResources": [],
    "strategyId": STRATEGY_ID,
    "auditId": None,
    "jobId": "019abf31-20aa-7000-8000-6d5c4b3a2f1e",
    "createdBy": USER_ID,
    "createdAt": CREATED_AT,
    "updatedAt": CREATED_AT,
}
