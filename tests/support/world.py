"""The whole system running, with somebody in it, a page to audit and a collector of its spans."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from support.backends import Backends
from support.messages_api import FakeMessagesApi
from support.otlp import Collector
from support.services import Running, Service
from support.site import Site
from support.tenants import Tenant

# Nowhere but in the settings of the services, so that it is found wherever it gets to.
MODEL_KEY: Final = "fake-key-of-the-house-7d1f"


@dataclass(frozen=True, slots=True)
class World:
    """What the tests of the whole system share."""

    system: Running
    collector: Collector
    tenant: Tenant
    site: Site
    logs: Path

    def client(self) -> httpx.AsyncClient:
        """Return a client that calls as the somebody."""
        return self.tenant.client(self.system.gateway.url)


@dataclass(frozen=True, slots=True)
class ModelWorld:
    """The parts of the system that make strategies, with a model to write them and two replicas of the gateway."""

    system: Running
    replica: Service
    backends: Backends
    collector: Collector
    fake: FakeMessagesApi
    logs: Path

    def processes(self) -> tuple[Service, ...]:
        """Return every process of it."""
        return (*self.system.services.values(), self.replica)
