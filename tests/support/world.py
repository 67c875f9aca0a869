"""The whole system running, with somebody in it, a page to audit and a collector of its spans."""

from dataclasses import dataclass
from pathlib import Path

import httpx

from support.otlp import Collector
from support.services import Running
from support.site import Site
from support.tenants import Tenant


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
