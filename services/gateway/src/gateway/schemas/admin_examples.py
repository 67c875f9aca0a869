"""Examples of accounts, workspaces and figures for the OpenAPI document, as they go over the wire."""

from typing import Final

from pydantic import JsonValue

from gateway.schemas.examples import CREATED_AT, USER_ID, WORKSPACE_ID

Example = dict[str, JsonValue]

USER_EXAMPLE: Final[Example] = {"id": USER_ID, "email": "ada@northwind.example", "displayName": "Ada"}
LOGIN_REQUEST_EXAMPLE: Final[Example] = {"email": "ada@northwind.example", "password": "correct horse battery"}
LOGIN_EXAMPLE: Final[Example] = {
    "token": None,
    "csrfToken": "5f0cbd7f6c0a4a4f8f8f2f6f4b1f0c9d5f0cbd7f6c0a4a4f8f8f2f6f4b1f0c9d",
    "expiresAt": "2026-11-25T21:30:00Z",
    "user": USER_EXAMPLE,
}
ME_EXAMPLE: Final[Example] = {
    "user": USER_EXAMPLE,
    "apiKey": None,
    "memberships": [{"workspaceId": WORKSPACE_ID, "name": "Northwind", "role": "owner"}],
}

WORKSPACE_EXAMPLE: Final[Example] = {
    "id": WORKSPACE_ID,
    "name": "Northwind",
    "role": "owner",
    "createdAt": CREATED_AT,
}
DELETION_EXAMPLE: Final[Example] = {
    "workspaceId": WORKSPACE_ID,
    "closedAt": "2026-11-27T09:30:00Z",
    "purgeAfter": "2026-11-30T09:30:00Z",
}
MEMBER_EXAMPLE: Final[Example] = {
    "userId": USER_ID,
    "email": "ada@northwind.example",
    "displayName": "Ada",
    "role": "editor",
    "createdAt": CREATED_AT,
}
AUDIT_ENTRY_EXAMPLE: Final[Example] = {
    "id": "019abf33-0101-7d00-8000-0a1b2c3d4e5f",
    "actorId": USER_ID,
    "action": "member.role_changed",
    "subjectType": "user",
    "subjectId": "019abf2d-ff10-7b21-a1c4-52b1d8e0c9f4",
    "oldValues": {"role": "viewer"},
    "newValues": {"role": "editor"},
    "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
    "createdAt": CREATED_AT,
}

KEY_REQUEST_EXAMPLE: Final[Example] = {
    "name": "Nightly report",
    "role": "viewer",
    "expiresAt": "2027-11-25T00:00:00Z",
}
KEY_EXAMPLE: Final[Example] = {
    "id": "019abf34-0202-7e00-8000-1b2c3d4e5f60",
    "name": "Nightly report",
    "role": "viewer",
    "prefix": "cvx_Zk3xQ1",
    "createdBy": USER_ID,
    "createdAt": CREATED_AT,
    "lastUsedAt": None,
    "expiresAt": "2027-11-25T00:00:00Z",
    "revokedAt": None,
}
NEW_KEY_EXAMPLE: Final[Example] = {**KEY_EXAMPLE, "key": "cvx_Zk3xQ1T0Yb5mVh2dGf8sLw7rNc4pJa6eKu9iXo1tEy"}

STATS_EXAMPLE: Final[Example] = {
    "totalStrategies": 3,
    "avgScore": 71.67,
    "medianScore": 78,
    "passCount": 2,
    "needsRevisionCount": 1,
    "failCount": 0,
    "byFramework": {
        "brand_positioning": 2,
        "funnel_design": 0,
        "seo_patterns": 1,
        "competitor_model": 0,
        "offer_architecture": 0,
    },
    "scoreHistogram": [{"score": 57, "count": 1}, {"score": 78, "count": 1}, {"score": 80, "count": 1}],
    "daily": [{"date": "2026-11-25", "strategies": 3, "audits": 1, "roadmaps": 0, "avgScore": 71.67}],
    "jobs": {"queued": 0, "running": 1, "succeeded": 4, "failed": 0},
    "latency": {
        "strategy": {"p50Ms": 180, "p95Ms": 240},
        "seo": {"p50Ms": 1300, "p95Ms": 1300},
        "roadmap": {"p50Ms": None, "p95Ms": None},
    },
    "cost": {"usd": 0.0, "tokens": 0},
    "asOf": "2026-11-25T09:31:02.118000Z",
}

BUDGET_REQUEST_EXAMPLE: Final[Example] = {"perStrategyUsd": 0.1, "perDayUsd": 2.5, "perMonthUsd": None}
BUDGET_EXAMPLE: Final[Example] = {
    "limits": {"perStrategyUsd": 0.1, "perDayUsd": 2.5, "perMonthUsd": 50.0},
    "isDefault": {"perStrategyUsd": False, "perDayUsd": False, "perMonthUsd": True},
    "spent": {"todayUsd": 2.012345, "monthUsd": 9.870001},
    "reservedUsd": 0.004,
    "warning": "day",
    "llmEnabled": True,
    "left": {"todayUsd": 0.483655, "monthUsd": 40.125999},
    "expected": {
        "model": "claude-haiku-5-5",
        "perStrategyUsd": 0.003416,
        "basis": "ledger",
        "strategies": 12,
        "seconds": 14.2,
    },
    "asOf": "2026-11-25T09:31:02.118000Z",
}


def page_of(item: JsonValue) -> Example:
    """Return a page with one item."""
    return {"items": [item], "nextCursor": None}
