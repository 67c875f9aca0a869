"""An installation in which something is broken, to see who is told."""

from dataclasses import dataclass

from support.monitors import Monitors
from support.receivers import Receivers
from support.services import Running
from support.site import Site
from support.tenants import Tenant


@dataclass(frozen=True, slots=True)
class Watched:
    """The services, who watches them, and who is told."""

    system: Running
    monitors: Monitors
    receivers: Receivers
    tenant: Tenant
    site: Site
    secure_url: str
