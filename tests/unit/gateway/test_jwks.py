"""A provider's keys are kept while it is away, and a flood of unknown ids does not reach it."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.auth.jwks import KeySet
from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode
from shared.worker.health import serving
from support.services import free_port

KEY: dict[str, Any] = RSAAlgorithm.to_jwk(
    rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key(), as_dict=True
)


def keys(*ids: str) -> bytes:
    """Return a set of keys."""
    return json.dumps({"keys": [KEY | {"kid": kid} for kid in ids]}).encode()


class Provider:
    """A provider that counts how often it is asked."""

    def __init__(self, body: bytes) -> None:
        self.asked = 0
        self.body: bytes | None = body

    async def answer(self, _request: Request) -> Response:
        """Give the keys, or an error while there are none."""
        self.asked += 1
        return Response(status_code=500) if self.body is None else Response(self.body)

    @asynccontextmanager
    async def key_set(self) -> AsyncGenerator[KeySet, None]:
        """Serve while the block runs."""
        port = free_port()
        async with serving(Starlette(routes=[Route("/keys", self.answer)]), "127.0.0.1", port):
            await _accepts(port)
            yield KeySet(f"http://127.0.0.1:{port}/keys")


async def _accepts(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return


async def test_keys_are_fetched_once() -> None:
    provider = Provider(keys("a", "b"))
    async with provider.key_set() as found:
        for kid in ("a", "b", "a"):
            key = await found.key(kid)
            assert key is not None
            assert (key.key_id, key.key_type) == (kid, "RSA")
    assert provider.asked == 1


async def test_unknown_ids_ask_at_most_once_in_a_while() -> None:
    provider = Provider(keys("a"))
    async with provider.key_set() as found:
        assert [await found.key(f"unknown-{n}") for n in range(50)] == [None] * 50
        assert await found.key("a") is not None
    assert provider.asked == 1


async def test_without_any_keys_it_is_our_fault_and_not_the_token_s() -> None:
    with pytest.raises(ProblemError) as told:
        await KeySet(f"http://127.0.0.1:{free_port()}/keys").key("a")
    assert told.value.code is ProblemCode.IDENTITY_PROVIDER_UNAVAILABLE


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"keys": 1}', b'{"keys": []}', b"x" * 300_000])
async def test_an_answer_that_is_no_key_set_is_as_none(body: bytes) -> None:
    async with Provider(body).key_set() as found:
        with pytest.raises(ProblemError):
            await found.key("a")
