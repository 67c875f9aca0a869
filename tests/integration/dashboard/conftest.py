"""One gateway for this folder; each test has people of its own."""

from collections.abc import AsyncGenerator

import httpx
import pytest

from integration.dashboard.calls import browser_of, sign_in
from integration.gateway.serving import Served, serving
from support.backends import Backends, fresh_backends
from support.people import Person, create_person


@pytest.fixture(scope="session")
async def backends() -> AsyncGenerator[Backends, None]:
    """Give this folder one migrated database."""
    async with fresh_backends() as fresh:
        yield fresh


@pytest.fixture(scope="session")
async def served(backends: Backends) -> AsyncGenerator[Served, None]:
    """Serve without a broker."""
    async with serving(backends, convex_login_rate_per_minute=1000, cors_origins=("https://id.example",)) as running:
        yield running


@pytest.fixture
async def person(backends: Backends) -> Person:
    """Return somebody with a password and a workspace."""
    return await create_person(backends)


@pytest.fixture
async def stranger(served: Served) -> AsyncGenerator[httpx.AsyncClient, None]:
    """Return a browser without a session."""
    async with browser_of(served.url) as made:
        yield made


@pytest.fixture
async def browser(stranger: httpx.AsyncClient, person: Person) -> httpx.AsyncClient:
    """Return the browser of the person, signed in by the form."""
    answer = await sign_in(stranger, person)
    assert answer.status_code == 303, answer.text
    return stranger
