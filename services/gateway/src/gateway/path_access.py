"""Access to the workspace that a path names, by the same rules as for one in the query."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request

from gateway.auth.caller import Access, Claim, Role
from gateway.deps import AuthenticatedCaller, ServicesOf, allow, unknown_workspace
from gateway.limits import refuse_excess

WorkspaceId = Annotated[UUID, Path(alias="workspaceId", description="The workspace.")]


def _in_path(need: Role) -> Callable[..., Awaitable[Access]]:
    async def access(
        request: Request, services: ServicesOf, caller: AuthenticatedCaller, workspace_id: WorkspaceId
    ) -> Access:
        if caller.key_workspace_id not in {None, workspace_id}:
            raise unknown_workspace()
        refuse_excess(services.workspace_rate.take(workspace_id))
        return await allow(request, services, Claim(caller, workspace_id), need)

    return access


PathReadAccess = Annotated[Access, Depends(_in_path("viewer"))]
PathOwnerAccess = Annotated[Access, Depends(_in_path("owner"))]
PathAdminAccess = Annotated[Access, Depends(_in_path("admin"))]
