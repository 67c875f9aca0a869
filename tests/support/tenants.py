"""Workspaces with members, and callers who speak for them."""

import os
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import jwt

from support.backends import PARTITIONED, Backends, stack_environment
from support.partitioned import apart_while_few


@dataclass(frozen=True, slots=True)
class Tenant:
    """A user in a workspace."""

    workspace_id: UUID
    user_id: UUID
    email: str

    @property
    def token(self) -> str:
        """Return a JWT of this user as the stack's secret signs it."""
        return token(self.user_id, self.email)

    def client(self, url: str) -> httpx.AsyncClient:
        """Return a client that calls as this user."""
        return httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {self.token}", "X-Workspace-Id": str(self.workspace_id)},
            timeout=40,
        )


def token(user_id: UUID, email: str, **claims: Any) -> str:
    """Return a JWT; `claims` replace the usual ones, None leaves one out."""
    env = stack_environment()
    now = int(time.time())
    usual = {
        "sub": str(user_id),
        "email": email,
        "iss": env["JWT_ISSUER"],
        "aud": env["JWT_AUDIENCE"],
        "iat": now,
        "exp": now + 3600,
    }
    chosen = {name: value for name, value in (usual | claims).items() if value is not None}
    return jwt.encode(chosen, env["JWT_SECRET"], algorithm="HS256")


async def create_tenant(backends: Backends, role: str = "owner", *, workspace_id: UUID | None = None) -> Tenant:
    """Make a user, and a workspace unless one is given, in which the user has the role."""
    connection = await asyncpg.connect(backends.owner_url)
    try:
        tenant = await _create(connection, role, workspace_id)
    finally:
        await connection.close()
    if workspace_id is None and os.environ.get(PARTITIONED):
        await apart_while_few(backends.owner_url, tenant.workspace_id)
    return tenant


async def _create(connection: "asyncpg.Connection[asyncpg.Record]", role: str, workspace_id: UUID | None) -> Tenant:
    tenant = Tenant(workspace_id or uuid4(), uuid4(), f"{uuid4().hex[:12]}@example.test")
    if workspace_id is None:
        await connection.execute(
            "INSERT INTO app.workspaces (id, name) VALUES ($1, $2)", tenant.workspace_id, "Workspace under test"
        )
    await connection.execute(
        "INSERT INTO app.members (workspace_id, user_id, role, email) VALUES ($1, $2, $3, $4)",
        tenant.workspace_id,
        tenant.user_id,
        role,
        tenant.email,
    )
    return tenant
