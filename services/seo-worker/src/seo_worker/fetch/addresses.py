"""Which network addresses may be dialled: public unicast ones on web ports, and pairs the operator listed.

The standard library's `is_global` is not trusted alone (on 3.11.7 it calls most of 192.0.0.0/24, 192.88.99.0/24,
3fff::/20, 2002::/16 and fec0::/10 global), so the special-purpose registries of IANA are spelt out here and both must
agree.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

WEB_PORTS: Final = frozenset({80, 443})

_DENIED_V4: Final = tuple(
    IPv4Network(n)
    for n in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        # Public on paper, but inside Azure the host answers there with what belongs to the machine.
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Teredo lies in 2001::/23 and 6to4 in 2002::/16: both carry an IPv4 address of the sender's choice; refused whole.
_DENIED_V6: Final = tuple(
    IPv6Network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_SHORTEST_PREFIX: Final = {4: 8, 6: 16}
_SETTING: Final = "CONVEX_SEO_ALLOWED_TARGETS"


@dataclass(frozen=True, slots=True)
class AllowedTarget:
    """A network and one port that may be reached although the address is not public."""

    network: IPv4Network | IPv6Network
    port: int

    def covers(self, address: IPv4Address | IPv6Address, port: int) -> bool:
        """Tell whether this pair lists the address and the port."""
        return port == self.port and address.version == self.network.version and address in self.network


def parse_allowed_targets(text: str) -> tuple[AllowedTarget, ...]:
    """Read `cidr:port` pairs separated by commas, e.g. `127.0.0.1/32:8099,[::1]/128:8099`; empty text is no pair.

    Raises:
        ValueError: when a pair can't be read or its network is so wide that it would switch the guard off.
    """
    return tuple(_parse_target(part.strip()) for part in text.split(",") if part.strip())


def _parse_target(part: str) -> AllowedTarget:
    cidr, _, port_text = part.rpartition(":")
    if not (port_text.isascii() and port_text.isdigit() and 0 < int(port_text) <= 65535):
        raise ValueError(f"{_SETTING}: {part!r} must end in :port, as in 127.0.0.1/32:8099")
    try:
        network = ip_network(cidr.replace("[", "").replace("]", ""))
    except ValueError as exc:
        raise ValueError(
            f"{_SETTING}: {part!r} must begin with a network without host bits, as in 127.0.0.1/32:8099"
        ) from exc
    if network.prefixlen < _SHORTEST_PREFIX[network.version]:
        raise ValueError(f"{_SETTING}: {part!r} is wider than any private network")
    return AllowedTarget(network, int(port_text))


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Decides about one address and port; the allow-list is all that can widen it."""

    allowed: tuple[AllowedTarget, ...] = ()

    def permits_port(self, port: int) -> bool:
        """Tell whether any address could be reached on this port."""
        return port in WEB_PORTS or any(target.port == port for target in self.allowed)

    def permits(self, address: str, port: int) -> bool:
        """Tell whether this numeric address may be dialled on this port; text that is no address may not."""
        try:
            ip = _unwrapped(ip_address(address.partition("%")[0]))
        except ValueError:
            return False
        if any(target.covers(ip, port) for target in self.allowed):
            return True
        return port in WEB_PORTS and is_public(ip)


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is ordinary public unicast."""
    if isinstance(ip, IPv4Address):
        denied = any(ip in network for network in _DENIED_V4)
    else:
        denied = ip not in _GLOBAL_UNICAST or any(ip in network for network in _DENIED_V6)
    return not denied and ip.is_global and not ip.is_multicast and not ip.is_reserved


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that the system or a NAT64 gateway would really dial."""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return IPv4Address(ip.packed[-4:])
    return ip
