"""Fixtures for every test that needs the real Postgres and RabbitMQ."""

from collections.abc import AsyncGenerator

import pytest

from support.backends import Backends, fresh_backends


@pytest.fixture(scope="module")
async def backends() -> AsyncGenerator[Backends, None]:
    """Give a module its own migrated database and virtual host."""
    async with fresh_backends() as fresh:
        yield fresh
