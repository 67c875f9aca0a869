"""The deletion of a workspace, for the API, the pages and the operator: closed at once, purged after a grace time.

From the commit on nobody is its member and no key is good there. Its rows stay until the dispatch side purges them.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from gateway.auth.caller import Access
from gateway.deps import Services, authorize
from gateway.errors import invalid_field
from gateway.repository.audit_log import Change, insert_audit_entry
from gateway.repository.closing import CancelledJob, Closed, cancel_open_jobs, close_workspace, lock_closing
from gateway.repository.workspaces import read_workspace
from gateway.schemas.workspaces import WorkspaceDeletion
from shared.contracts.messages import Ending, JobCancelled
from shared.db.pool import Connection, transaction
from shared.ids import new_id
from shared.outbox.write import insert_event

_log = structlog.get_logger(__name__)


async def delete_workspace(services: Services, access: Access, name: str) -> WorkspaceDeletion:
    """Close a workspace whose name the caller has repeated, and say when it will be gone.

    Raises:
        ProblemError: 400 for another name, 404 when somebody was faster, 403 when the caller is no owner any more.
    """
    async with transaction(services.pool, access.context) as connection:
        await lock_closing(connection, access.workspace_id)
        workspace = await read_workspace(connection, access.workspace_id)
        authorize(access, workspace and workspace.role, "owner")
        assert workspace is not None
        if name != workspace.name:
            raise invalid_field("name", "must be the workspace's name, as it is written")

        async def write_down(change: Change) -> None:
            await insert_audit_entry(connection, access, change)

        closed, jobs = await close_within(
            connection, access.workspace_id, write_down, grace_hours=services.settings.convex_workspace_grace_hours
        )
    _log.info("workspace_closed", workspace_id=str(closed.id), cancelled_jobs=len(jobs))
    for job in jobs:
        services.hub.wake(job.id)
    return WorkspaceDeletion(workspace_id=closed.id, closed_at=closed.deleted_at, purge_after=closed.purge_after)


async def close_within(
    connection: Connection,
    workspace_id: UUID,
    write_down: Callable[[Change], Awaitable[None]],
    *,
    grace_hours: int,
) -> tuple[Closed, list[CancelledJob]]:
    """Close a workspace in the caller's transaction and return its jobs that were open.

    The caller holds the lock of closing and has seen that it is open; `write_down` is called before the caller loses
    the right to write there.
    """
    jobs = await cancel_open_jobs(connection, workspace_id)
    for job in jobs:
        ending = Ending(workspace_id, job.id, job.kind, job.finished_at)
        await insert_event(connection, JobCancelled(**ending.fields(new_id())))
    told = {"cancelledJobs": len(jobs), "graceHours": grace_hours}
    await write_down(Change("workspace.deleted", "workspace", workspace_id, new=told))
    closed = await close_workspace(connection, workspace_id, grace_hours=grace_hours)
    assert closed is not None, "under the lock nobody else can have closed it"
    return closed, jobs
