"""The file of a workspace has archived versions like any other, or is not made."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from integration.archive.edited import archive, edited
from integration.gateway_results.calls import Caller
from support.backends import Backends
from support.convex import Owner, convex
from support.object_storage import ObjectStorage
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def test_an_archived_version_is_exported_as_it_was(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller, tmp_path: Path
) -> None:
    await edited(owner, tenant, api)
    before = await api.get(f"/workspaces/{tenant.workspace_id}/export")
    assert before.status_code == 200, before.text
    await archive(backends, storage, "run")
    after = await api.get(f"/workspaces/{tenant.workspace_id}/export")
    assert len(_versions(before.content)) == 3
    assert _versions(after.content) == _versions(before.content)
    arguments = ("workspaces", "export", str(tenant.workspace_id), "--to", str(tmp_path / "all.zip"))
    extra = {"DATABASE_MIGRATION_URL": backends.owner_url} | storage.variables
    storage.fault = "denied"
    assert (await convex(backends, *arguments, extra=extra)).code == 3
    assert list(tmp_path.iterdir()) == []
    storage.fault = None
    assert (await convex(backends, *arguments, extra=extra)).code == 0
    assert _versions((tmp_path / "all.zip").read_bytes()) == _versions(before.content)


def _versions(content: bytes) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return [json.loads(line) for line in file.read("tables/strategy_versions.jsonl").splitlines()]
