"""What a route may ask for: the parts of this process, the caller, and their access to one workspace.

`authorize` is the only place that lets anybody into a workspace; reads, writes and streams all pass through it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import Depends, Header, Query, Request
from structlog.contextvars import bind_contextvars

from exports.maker import DocumentMaker
from gateway.archive.reading import ArchiveReader
from gateway.auth.caller import Access, Caller, Claim, Role, reaches
from gateway.auth.credentials import SAFE_METHODS, caller_of
from gateway.auth.sessions import SessionIssuer
from gateway.auth.tokens import TokenVerifier
from gateway.errors import ProblemError, invalid_field
from gateway.limits import ExportLimit, QueueDepth, RateLimiter, StreamLimit, refuse_excess
from gateway.maintenance import Maintenance
from gateway.replica.replica import Replica
from gateway.repository.access import list_own_workspace_ids, read_role, read_role_and_position
from gateway.responses import add_header
from gateway.settings import GatewaySettings
from gateway.watching.hub import Hub
from shared.contracts.problems import ProblemCode
from shared.db.pool import Pool

WORKSPACE_HEADER: Final = "X-Workspace-Id"


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of this process that routes share; made once, when the application starts."""

    settings: GatewaySettings
    pool: Pool
    replica: Replica | None
    verifier: TokenVerifier
    sessions: SessionIssuer | None
    hub: Hub
    caller_rate: RateLimiter
    workspace_rate: RateLimiter
    login_rate: RateLimiter
    login_address_rate: RateLimiter
    queue: QueueDepth
    maintenance: Maintenance
    streams: StreamLimit
    documents: DocumentMaker
    workspace_exports: ExportLimit
    archive: ArchiveReader


async def services_of(request: Request) -> Services:
    """Return the parts of the application that serves this request."""
    return cast("Services", request.app.state.services)


ServicesOf = Annotated[Services, Depends(services_of)]


async def authenticate(request: Request, services: ServicesOf) -> Caller:
    """Say who is calling, and count the request.

    Raises:
        ProblemError: 401 without valid credentials, 403 without the CSRF token, 429 when there are too many requests.
    """
    caller = await caller_of(request, services.pool, services.verifier, services.sessions)
    count_request(request, services, caller)
    return caller


def count_request(request: Request, services: Services, caller: Caller) -> None:
    """Count a request of this caller and say in the answer what is left.

    Raises:
        ProblemError: 429 when there are too many.
    """
    allowance = services.caller_rate.take(caller.actor_id)
    for name, value in allowance.headers().items():
        add_header(request, name, value)
    refuse_excess(allowance)


AuthenticatedCaller = Annotated[Caller, Depends(authenticate)]


async def claim_workspace(
    services: ServicesOf,
    caller: AuthenticatedCaller,
    in_query: Annotated[
        UUID | None, Query(alias="workspaceId", description="The workspace; optional for members of exactly one.")
    ] = None,
    in_header: Annotated[UUID | None, Header(alias=WORKSPACE_HEADER, description="The same as `workspaceId`.")] = None,
) -> Claim:
    """Say which workspace the caller means.

    Raises:
        ProblemError: 400 when that is not clear, 404 when an API key names another workspace than its own.
    """
    if in_query is not None and in_header is not None and in_query != in_header:
        raise invalid_field("workspaceId", f"must be the same as {WORKSPACE_HEADER}")
    return claimed(services, caller, in_query or in_header or await _only_workspace(services, caller))


def claimed(services: Services, caller: Caller, workspace_id: UUID) -> Claim:
    """Note that a caller means this workspace, and count the request there.

    Raises:
        ProblemError: 404 when an API key names another workspace than its own, 429 when there are too many requests.
    """
    claim = Claim(caller, workspace_id)
    if caller.key_workspace_id not in {None, claim.workspace_id}:
        raise unknown_workspace()
    bind_contextvars(workspace_id=str(claim.workspace_id))
    refuse_excess(services.workspace_rate.take(claim.workspace_id))
    return claim


ClaimedWorkspace = Annotated[Claim, Depends(claim_workspace)]


def authorize(claim: Claim, role: Role | None, need: Role) -> Access:
    """Turn a claim into access, given the role the database has just found for it.

    Raises:
        ProblemError: 404 for whoever does not belong there, 403 for a role that does not reach.
    """
    if role is None:
        raise unknown_workspace()
    if not reaches(role, need):
        raise ProblemError(ProblemCode.FORBIDDEN, f"This needs the role {need}; yours is {role}.")
    return Access(claim.caller, claim.workspace_id, role)


async def allow(request: Request, services: Services, claim: Claim, need: Role) -> Access:
    """Ask the primary what the caller may do, and how far it is where a replica may answer what they ask.

    Raises:
        ProblemError: 404 for whoever does not belong there, 403 for a role that does not reach.
    """
    if services.replica is None or request.method not in SAFE_METHODS:
        return authorize(claim, await read_role(services.pool, claim), need)
    role, position = await read_role_and_position(services.pool, claim)
    return replace(authorize(claim, role, need), position=position)


def unknown_workspace() -> ProblemError:
    """This makes the one answer for a workspace that does not exist and for one that is not the caller's."""
    return ProblemError(ProblemCode.NOT_FOUND, "There is no such workspace.")


def _needs(need: Role) -> Callable[..., Awaitable[Access]]:
    async def access(request: Request, services: ServicesOf, claim: ClaimedWorkspace) -> Access:
        return await allow(request, services, claim, need)

    return access


async def _only_workspace(services: Services, caller: Caller) -> UUID:
    if caller.key_workspace_id is not None:
        return caller.key_workspace_id
    assert caller.user_id is not None
    found = await list_own_workspace_ids(services.pool, caller.user_id)
    if len(found) == 1:
        return found[0]
    belongs = "several workspaces" if found else "no workspace"
    detail = f"You belong to {belongs}; name one by the query parameter workspaceId or the header {WORKSPACE_HEADER}."
    raise ProblemError(ProblemCode.WORKSPACE_REQUIRED, detail)


ReadAccess = Annotated[Access, Depends(_needs("viewer"))]
EditAccess = Annotated[Access, Depends(_needs("editor"))]
AdminAccess = Annotated[Access, Depends(_needs("admin"))]
OwnerAccess = Annotated[Access, Depends(_needs("owner"))]
