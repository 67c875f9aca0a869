"""A workspace that is deleted takes its objects with it, and stays while they can't be removed."""

from uuid import UUID

import pytest

from gateway.archive.removal import ArchiveRemoval
from gateway.archive.settings import StorageSettings
from gateway.dispatch.purging import Purge
from integration.archive.edited import archive, edited
from integration.gateway_results.calls import Caller
from shared.db.pool import close_pool, create_pool
from support.backends import Backends
from support.convex import Owner
from support.object_storage import ObjectStorage
from support.tenants import Tenant

pytestmark = pytest.mark.integration


async def test_the_objects_go_before_the_rows(
    backends: Backends, storage: ObjectStorage, owner: Owner, tenant: Tenant, api: Caller
) -> None:
    await edited(owner, tenant, api)
    await archive(backends, storage, "run")
    (pack,) = await storage.keys()
    other = f"{UUID(int=1)}/{UUID(int=2)}.parquet"
    await storage.put(f"{tenant.workspace_id}/{UUID(int=2)}.parquet", b"an orphan")
    await storage.put(other, b"of another installation")
    await owner.execute(
        "UPDATE app.workspaces SET deleted_at = now(), purge_after = now() WHERE id = $1", tenant.workspace_id
    )
    assert await _purged(backends, owner, tenant, StorageSettings()) is False
    storage.fault = "denied"
    assert await _purged(backends, owner, tenant, StorageSettings(**storage.settings)) is False
    storage.fault = None
    assert pack in await storage.keys()
    assert await _purged(backends, owner, tenant, StorageSettings(**storage.settings)) is True
    assert await storage.keys() == [other]


async def _purged(backends: Backends, owner: Owner, tenant: Tenant, settings: StorageSettings) -> bool:
    relay = await create_pool(backends.relay_url, service="test-relay")
    try:
        await Purge(relay, (ArchiveRemoval(settings, relay).remove,)).run()
    finally:
        await close_pool(relay)
    return not await owner.fetchval("SELECT count(*) FROM app.workspaces WHERE id = $1", tenant.workspace_id)
