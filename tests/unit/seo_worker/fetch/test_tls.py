"""TLS over a pinned address still names and checks the host, not the address."""

import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from seo_worker.fetch.addresses import AddressPolicy, AllowedTarget
from seo_worker.fetch.client import PAGE_LIMITS, Fetcher


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a certificate for named.example that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "named.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("named.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "named.pem"
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *private)
    )
    return path


@asynccontextmanager
async def secure_site(certificate: Path, named: list[str | None]) -> AsyncGenerator[int]:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="secure", content_type="text/html")

    def note(_socket: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        named.append(name)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = note
    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def loopback(host: str, _port: int) -> list[str]:
    return ["127.0.0.1"] if host.endswith(".example") else []


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
    async with secure_site(certificate, named) as port:
        policy = AddressPolicy((AllowedTarget(IPv4Network("127.0.0.1/32"), port),))
        async with Fetcher(policy, lookup=loopback, tls=tls) as fetcher:
            got = await fetcher.get(f"https://{host}:{port}/", PAGE_LIMITS)
    assert (got.fetch.error.code if got.fetch.error else None) == code
    assert got.body == (b"secure" if code is None else b"")
    assert named == [host if host.endswith(".example") else None]
