"""The operator's command, run as the process it is."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import asyncpg

from support.backends import MIGRATIONS, ROOT, Backends

Owner: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """Return the JSON document it printed."""
        return json.loads(self.out)


async def convex(
    backends: Backends, *arguments: str, extra: Mapping[str, str] | None = None, answer: str = "", as_json: bool = True
) -> Ran:
    """Run a command, as JSON unless a person is to read it; `answer` is what is typed when it asks."""
    words = (*arguments, *(["--json"] if as_json else []))
    process = await started_convex(backends, *words, extra=extra)
    async with asyncio.timeout(60):
        out, err = await process.communicate(answer.encode())
    assert process.returncode is not None
    return Ran(process.returncode, out.decode(), err.decode())


async def started_convex(
    backends: Backends, *arguments: str, extra: Mapping[str, str] | None = None
) -> asyncio.subprocess.Process:
    """Start a command whose end somebody else waits for, or makes."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "DATABASE_OPERATOR_URL": backends.operator_url,
        "DATABASE_ARCHIVE_URL": backends.archive_url,
        "AMQP_URL": backends.amqp_url,
        "RABBITMQ_MANAGEMENT_URL": backends.management_url,
        "MIGRATIONS_DIR": str(MIGRATIONS),
        "CONVEX_OPERATOR": "grace",
    } | dict(extra or {})
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway.operator", *arguments, env=env, cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def audit_log(owner: Owner, workspace_id: object) -> list[tuple[str, str, Any]]:
    """Return a workspace's audit log, the oldest first: actor, action, what was written after it."""
    rows = await owner.fetch(
        "SELECT actor_id, action, new_values FROM app.audit_log WHERE workspace_id = $1 ORDER BY created_at, id",
        workspace_id,
    )
    return [(str(row["actor_id"]), row["action"], json.loads(row["new_values"] or "null")) for row in rows]
