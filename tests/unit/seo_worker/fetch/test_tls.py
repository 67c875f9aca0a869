"""TLS over a pinned address still names and checks the host, not the address."""

import ssl
from ipaddress import IPv4Network
from pathlib import Path

import pytest

from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import PAGE_LIMITS, Fetcher
from support.tls import loopback, secure_site


@pytest.mark.parametrize(
    ("host", "trusted", "code"),
    [
        ("named.example", True, None),
        ("other.example", True, "tls_failed"),
        ("127.0.0.1", True, "tls_failed"),
        ("named.example", False, "tls_failed"),
    ],
)
async def test_the_certificate_is_checked_against_the_host_that_was_asked_for(
    certificate: Path, host: str, trusted: bool, code: str | None
) -> None:
    named: list[str | None] = []
    tls = ssl.create_default_context(cafile=str(certificate)) if trusted else None
    async with secure_site(certificate, "secure", named) as port:
        policy = AddressPolicy((AllowedTarget(IPv4Network("127.0.0.1/32"), port),))
        async with Fetcher(policy, lookup=loopback, tls=tls) as fetcher:
            got = await fetcher.get(f"https://{host}:{port}/", PAGE_LIMITS)
    assert (got.fetch.error.code if got.fetch.error else None) == code
    assert got.body == (b"secure" if code is None else b"")
    assert named == [host if host.endswith(".example") else None]
