"""Three jobs through the public API, printed readably; runs in the virtual environment, with stack.env's values."""

import asyncio
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import httpx
from argon2 import PasswordHasher
from deploy.local import accounts, demo_report, demo_roadmap
from deploy.local.accounts import Account
from deploy.local.demo_client import DemoError, Finished, run_job
from deploy.local.demo_site import serving
from deploy.local.token import DEFAULT_WORKSPACE, sign

_STRATEGY: Final = {
    "businessName": "Tidewater",
    "industry": "Bookkeeping software",
    "targetAudience": "Owners of two to ten restaurants who still do the books themselves",
    "desiredOutcome": "Win 60 paying restaurant groups within two quarters",
    "framework": "brand_positioning",
    "currentChallenges": [
        "Visitors compare us with general accounting tools and see only the price",
        "Trials end before the first week is closed",
    ],
    "existingCompetitors": ["QuickBooks", "Xero"],
    "baselines": {"trial to paid": {"value": 8, "unit": "%"}, "monthly visitors": {"value": 5200, "unit": "visits"}},
    "budget": {"amount": 18000, "currency": "EUR"},
    "horizonWeeks": 26,
}
_KEYWORD: Final = "restaurant bookkeeping software"
_ROADMAP: Final = {
    "templateType": "landing_page",
    "variables": {
        "headline": "Restaurant bookkeeping software that closes the week by Monday",
        "subheadline": "See last week's food cost on Monday at eight, by location",
        "uniqueValueProposition": "Till, bank and supplier invoices are booked overnight, without typing",
        "primaryCtaText": "Connect my till",
        "targetAudience": "Owners of two to ten restaurants who still do the books themselves",
        "objections": "Will my accountant accept it?\nHow long until the first closed week?",
        "monthlyVisitors": 5200,
    },
    "team": [
        {"name": "Ines", "role": "Marketing", "hoursPerWeek": 20, "skills": ["strategy", "copywriting", "research"]},
        {"name": "Tom", "role": "Web", "hoursPerWeek": 16, "skills": ["design", "development", "analytics"]},
    ],
    "country": "IE",
    "budget": {"amount": 4000, "currency": "EUR"},
}
_DEADLINE: Final = timedelta(weeks=10)


def main() -> int:
    """Run the demo and return the exit code."""
    try:
        _run(os.environ)
    except (DemoError, httpx.HTTPError, OSError) as error:
        print(f"\nThe demo failed. {error}", file=sys.stderr)
        return 1
    return 0


def _run(settings: Mapping[str, str]) -> None:
    token = sign(asyncio.run(_account(settings)), settings, now=datetime.now(UTC))
    url, page = settings["CONVEX_URL"], settings["CONVEX_DEMO_PAGE"]
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
        strategy = run_job(client, "generate-strategy", _STRATEGY)
        _print(demo_report.strategy(strategy))
        audit = _audited(client, page)
        _print(demo_report.audit(audit))
        # What the audit found wrong and what the strategy says become tasks of the roadmap.
        found = {"strategyId": strategy.result["strategyId"], "auditId": audit.result["auditId"]}
        _print(demo_roadmap.roadmap(run_job(client, "generate-roadmap", _ROADMAP | found | _wanted())))
    _print(demo_report.what_now(url))


def _wanted() -> dict[str, str]:
    return {"deadline": (datetime.now(UTC).date() + _DEADLINE).isoformat()}


def _audited(client: httpx.Client, page: str) -> Finished:
    request = {"domain": page, "primaryKeyword": _KEYWORD}
    address = urlsplit(page)
    if address.hostname != "127.0.0.1":
        # In Docker the page has a container of its own.
        return run_job(client, "score-seo", request)
    with serving("127.0.0.1", address.port or 80):
        return run_job(client, "score-seo", request)


async def _account(settings: Mapping[str, str]) -> Account:
    password = settings.get("CONVEX_DEMO_PASSWORD")
    return await accounts.ensure(
        settings["DATABASE_MIGRATION_URL"],
        workspace=DEFAULT_WORKSPACE,
        email=settings["CONVEX_DEMO_EMAIL"],
        role="owner",
        password_hash=PasswordHasher().hash(password) if password else None,
    )


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
