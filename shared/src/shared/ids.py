"""Ids that sort by the time they were made."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """Return a UUIDv7 as a plain UUID, which is what asyncpg and pydantic expect."""
    return UUID(bytes=uuid_utils.uuid7().bytes)
