"""Tokens of an outside provider, verified by the keys it publishes."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from support.backends import Backends, stack_environment
from support.services import Service, running
from support.tenants import Tenant, create_tenant

pytestmark = pytest.mark.e2e
_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_EC = ec.generate_private_key(ec.SECP256R1())


@dataclass(slots=True)
class Provider:
    """An OpenID provider; it can be unreachable."""

    url: str = ""
    is_up: bool = True


@pytest.fixture(scope="module")
async def provider() -> AsyncGenerator[Provider, None]:
    provider = Provider()
    keys = [
        json.loads(RSAAlgorithm.to_jwk(_RSA.public_key())) | {"kid": "rsa", "use": "sig"},
        json.loads(ECAlgorithm.to_jwk(_EC.public_key())) | {"kid": "ec", "use": "sig"},
    ]

    async def on_keys(_request: web.Request) -> web.Response:
        return web.json_response({"keys": keys}) if provider.is_up else web.Response(status=502)

    app = web.Application()
    app.add_routes([web.get("/jwks", on_keys)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    provider.url = f"http://127.0.0.1:{runner.addresses[0][1]}/jwks"
    yield provider
    await runner.cleanup()


@pytest.fixture(scope="module")
async def gateway(
    backends: Backends, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Service, None]:
    folder = tmp_path_factory.mktemp("logs")
    extra = {"JWKS_URL": provider.url, "JWT_SECRET": ""}
    provider.is_up = False
    async with running(backends, folder, names=["gateway"], extra=extra) as system:
        yield system.gateway


def _claims(tenant: Tenant) -> dict[str, Any]:
    env, now = stack_environment(), int(time.time())
    return {
        "sub": str(tenant.user_id),
        "email": tenant.email,
        "iss": env["JWT_ISSUER"],
        "aud": env["JWT_AUDIENCE"],
        "exp": now + 600,
    }


async def _status(gateway: Service, tenant: Tenant, token: str) -> int:
    async with tenant.client(gateway.url) as client:
        answer = await client.get("/api/convex/me", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code


async def test_keys_that_were_never_had_answer_503(gateway: Service, backends: Backends) -> None:
    tenant = await create_tenant(backends)
    token = jwt.encode(_claims(tenant), _RSA, algorithm="RS256", headers={"kid": "rsa"})
    assert await _status(gateway, tenant, token) == 503


async def test_a_signature_counts_only_with_the_key_it_names(
    gateway: Service, provider: Provider, backends: Backends
) -> None:
    provider.is_up = True
    tenant = await create_tenant(backends)
    claims = _claims(tenant)
    # A flood of unknown keys makes one fetch in ten seconds, so the keys are looked for again after that.
    deadline = time.monotonic() + 15
    good = jwt.encode(claims, _RSA, algorithm="RS256", headers={"kid": "rsa"})
    while (status := await _status(gateway, tenant, good)) == 503 and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
    assert status == 200
    assert await _status(gateway, tenant, jwt.encode(claims, _EC, algorithm="ES256", headers={"kid": "ec"})) == 200
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    refused = [
        jwt.encode(claims, stranger, algorithm="RS256", headers={"kid": "rsa"}),
        jwt.encode(claims, _RSA, algorithm="RS256", headers={"kid": "../../etc/passwd"}),
        jwt.encode(claims, _RSA, algorithm="RS256"),
        jwt.encode(claims, _EC, algorithm="ES256", headers={"kid": "rsa"}),
        jwt.encode(claims, _RSA, algorithm="RS384", headers={"kid": "rsa"}),
        # The public key as a shared secret: the oldest confusion there is.
        _hs256(claims, json.dumps(RSAAlgorithm.to_jwk(_RSA.public_key()))),
        jwt.encode(claims, "", algorithm="none", headers={"kid": "rsa"}),
    ]
    assert [await _status(gateway, tenant, token) for token in refused] == [401] * len(refused)


def _hs256(claims: dict[str, Any], secret: str) -> str:
    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "rsa"})
