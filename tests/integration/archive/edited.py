"""Strategies with a history, and all that the API says of their versions."""

from typing import Any
from uuid import UUID

from integration.gateway_results.calls import Caller
from integration.gateway_results.strategies import BENEFIT, change, written
from support.backends import Backends
from support.convex import Owner, Ran, convex
from support.object_storage import ObjectStorage
from support.tenants import Tenant

AGE = 30
ROWS = (
    "SELECT strategy_id, version, title, brief::text, document::text, markdown, sections::text, summary::text,"
    " usage::text, document_sha256, change_summary, created_by, created_at, sentence_marks"
    " FROM app.strategy_versions WHERE workspace_id = $1 ORDER BY strategy_id, version"
)
ARCHIVED = (
    "SELECT strategy_id, version FROM app.strategy_versions WHERE workspace_id = $1 AND archive_id IS NOT NULL"
    " ORDER BY strategy_id, version"
)


async def edited(owner: Owner, tenant: Tenant, api: Caller, versions: int = 3) -> UUID:
    """Store a strategy, change it until it has so many versions, and let all of them be old."""
    strategy_id, _ = await written(owner, tenant)
    for number in range(2, versions + 1):
        answer = await change(api, strategy_id, title=f"Title {number}", texts={BENEFIT: f"is number {number} – «ü»"})
        assert answer.status_code == 200, answer.text
    await age(owner, tenant)
    return strategy_id


async def age(owner: Owner, tenant: Tenant) -> None:
    """Let all versions of a workspace be old."""
    await owner.execute(
        "UPDATE app.strategy_versions SET created_at = created_at - interval '90 days' WHERE workspace_id = $1",
        tenant.workspace_id,
    )


async def told(api: Caller, strategy_id: UUID, versions: int) -> dict[str, tuple[int, bytes]]:
    """Return everything that the API says of a strategy's versions, byte for byte."""
    paths = [f"/strategies/{strategy_id}", f"/strategies/{strategy_id}/versions"]
    paths += [f"/strategies/{strategy_id}/versions/{number}" for number in range(1, versions + 1)]
    answers = {path: await api.get(path) for path in paths}
    for number in range(1, versions + 1):
        for kind in ("json", "md"):
            export = await api.get(f"/strategies/{strategy_id}/export", version=number, format=kind)
            answers[f"{number} as {kind}"] = export
    return {path: (answer.status_code, answer.content) for path, answer in answers.items()}


async def archive(backends: Backends, storage: ObjectStorage, *arguments: str, **extra: Any) -> Ran:
    """Run a command on the archive."""
    variables = storage.variables | {"CONVEX_ARCHIVE_AFTER_DAYS": str(AGE)} | extra
    return await convex(backends, "archive", *arguments, extra=variables)


async def rows(owner: Owner, tenant: Tenant) -> list[tuple[Any, ...]]:
    """Return a workspace's versions as the table has them."""
    return [tuple(row) for row in await owner.fetch(ROWS, tenant.workspace_id)]
