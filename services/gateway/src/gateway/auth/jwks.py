"""Public keys of an OpenID provider: kept, and fetched again when a token names a key we have not seen."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

import httpx
import jwt

from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode

_TIMEOUT_S: Final = 3.0
_MAX_AGE_S: Final = 3600.0
_MIN_INTERVAL_S: Final = 10.0
_MAX_BYTES: Final = 256 * 1024


@dataclass(slots=True)
class KeySet:
    """The keys behind one URL; a flood of unknown key ids makes one fetch in ten seconds."""

    url: str
    _keys: dict[str, jwt.PyJWK] = field(default_factory=dict[str, jwt.PyJWK])
    _fetched_at: float = float("-inf")
    _tried_at: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """Return the key of this id, or nothing when the provider does not have it.

        Raises:
            ProblemError: 503 when no keys were ever had and the provider can't be reached.
        """
        if kid in self._keys and time.monotonic() - self._fetched_at < _MAX_AGE_S:
            return self._keys[kid]
        async with self._lock:
            if time.monotonic() - self._tried_at >= _MIN_INTERVAL_S:
                self._tried_at = time.monotonic()
                await self._fetch()
        if not self._keys:
            detail = "The keys that verify tokens can't be fetched at the moment."
            raise ProblemError(
                ProblemCode.IDENTITY_PROVIDER_UNAVAILABLE, detail, headers={"Retry-After": str(int(_MIN_INTERVAL_S))}
            )
        return self._keys.get(kid)

    async def _fetch(self) -> None:
        try:
            async with httpx.AsyncClient(timeout=_TIMEOUT_S, follow_redirects=False) as client:
                response = await client.get(self.url)
            response.raise_for_status()
            if len(response.content) > _MAX_BYTES:
                return
            keys = jwt.PyJWKSet.from_dict(response.json()).keys
        except (httpx.HTTPError, jwt.PyJWTError, ValueError, AttributeError, TypeError):
            # The old keys stay good while the provider is away.
            return
        self._keys = {key.key_id: key for key in keys if key.key_id}
        self._fetched_at = time.monotonic()
