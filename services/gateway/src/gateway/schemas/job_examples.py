"""Examples of jobs for the OpenAPI document, as they go over the wire."""

from typing import Final

from pydantic import JsonValue

from gateway.routing import BASE_PATH
from gateway.schemas.examples import CREATED_AT, STRATEGY_ID

JOB_ID: Final = "019abf2e-5b7a-7c31-8f02-6d1f4a9be210"
_AUDIT_ID: Final = "019abf2e-7f10-7d55-a2c8-91e0b6a4f377"

ACCEPTED_EXAMPLE: Final[dict[str, JsonValue]] = {
    "jobId": JOB_ID,
    "kind": "strategy",
    "status": "queued",
    "statusUrl": f"{BASE_PATH}/jobs/{JOB_ID}",
    "eventsUrl": f"{BASE_PATH}/jobs/{JOB_ID}/events",
    "createdAt": CREATED_AT,
}

STRATEGY_REQUEST_EXAMPLES: Final[dict[str, object]] = {
    "minimal": {
        "businessName": "Test Corp",
        "industry": "SaaS",
        "targetAudience": "Enterprise",
        "desiredOutcome": "Market leadership",
        "framework": "brand_positioning",
    },
    "full": {
        "businessName": "Northwind Ledger",
        "industry": "B2B SaaS for accounting firms",
        "targetAudience": "Partners of accounting firms with 10 to 50 employees",
        "desiredOutcome": "Double demo requests from firms with more than 20 employees within two quarters",
        "framework": "funnel_design",
        "currentChallenges": ["Visitors do not understand what the product does", "Long sales cycle"],
        "existingCompetitors": ["Xero", "QuickBooks"],
        "domain": "northwindledger.example",
        "primaryKeyword": "accounting automation",
        "baselines": {"demo requests per month": {"value": 18, "unit": "requests"}},
        "budget": {"amount": 12000, "currency": "EUR"},
        "horizonWeeks": 26,
        "locale": "en",
        "engine": "auto",
    },
}

SEO_REQUEST_EXAMPLES: Final[dict[str, object]] = {
    "minimal": {"domain": "example.com", "primaryKeyword": "accounting automation"},
    "full": {
        "domain": "https://example.com/product",
        "primaryKeyword": "accounting automation",
        "competitors": ["competitor.example"],
        "maxPages": 5,
        "strategyId": STRATEGY_ID,
    },
}

_SEO_VARIABLES: Final[dict[str, str | int]] = {
    "primaryKeyword": "month-end close checklist",
    "contentTeamSize": "1-3",
    "currentMonthlyTraffic": 800,
    "pillarTopics": "Month-end close\nBank reconciliation",
}

ROADMAP_REQUEST_EXAMPLES: Final[dict[str, object]] = {
    "minimal": {"templateType": "seo_plan", "variables": _SEO_VARIABLES},
    "full": {
        "templateType": "seo_plan",
        "templateId": "seo-1",
        "strategyId": STRATEGY_ID,
        "auditId": _AUDIT_ID,
        "variables": {**_SEO_VARIABLES, "targetLocation": "Leeds", "publishingAccess": "our team"},
        "startDate": "2026-12-01",
        "hoursPerWeek": 20,
        "team": [
            {"name": "Ana", "role": "Writer", "hoursPerWeek": 16, "skills": ["writing"], "timeOff": ["2026-12-24"]},
            {
                "name": "Ola",
                "role": "Web developer",
                "hoursPerWeek": 10,
                "skills": ["web", "analytics"],
                "country": "IE",
            },
        ],
        "country": "GB",
        "region": "ENG",
        "deadline": "2027-03-31",
        "holidays": ["2027-01-04"],
        "budget": {"amount": 6000, "currency": "GBP"},
    },
}

JOB_EXAMPLE: Final[dict[str, JsonValue]] = {
    "jobId": JOB_ID,
    "kind": "seo",
    "status": "failed",
    "stage": "fetching",
    "progress": 20,
    "attempts": 1,
    "createdAt": CREATED_AT,
    "startedAt": "2026-11-25T09:30:00.497820Z",
    "finishedAt": "2026-11-25T09:30:01.120034Z",
    "error": {
        "code": "site_unreachable",
        "title": "The site can't be reached",
        "detail": "example.invalid has no address.",
        "retryable": False,
    },
    "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
    "request": {"domain": "example.invalid", "primaryKeyword": "accounting automation"},
    "result": None,
}

JOB_ITEM_EXAMPLE: Final[dict[str, JsonValue]] = {
    name: value for name, value in JOB_EXAMPLE.items() if name not in {"request", "result"}
}

JOB_PAGE_EXAMPLE: Final[dict[str, JsonValue]] = {"items": [JOB_ITEM_EXAMPLE], "nextCursor": None}

EVENTS_EXAMPLE: Final = (
    "retry: 1000\n\n"
    'id: 1\nevent: progress\ndata: {"jobId":"' + JOB_ID + '","stage":"planning","progress":20}\n\n'
    'id: 2\nevent: section.delta\ndata: {"id":"choice","title":"Choice","text":"Only firms that","begins":true}\n\n'
    'id: 3\nevent: section.delta\ndata: {"id":"choice","title":"Choice","text":" close daily.","begins":false}\n\n'
    'id: 4\nevent: section.completed\ndata: {"id":"choice","title":"Choice","body":"Only firms that close daily.",'
    '"source":"anthropic"}\n\n'
    'id: 5\nevent: succeeded\ndata: {"jobId":"' + JOB_ID + '","status":"succeeded"}\n\n'
)
