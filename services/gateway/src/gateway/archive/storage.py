"""Objects on S3-compatible storage: written, read, listed and removed, each within a time.

What an error says is for the operator: it names the object and the reason, and never a key.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from gateway.archive.settings import StorageSettings

if TYPE_CHECKING:
    from obstore.store import S3Config

MEDIA_TYPE: Final = "application/vnd.apache.parquet"
# Many times what we write; whatever else somebody put there is not read into memory.
_MOST_BYTES: Final = 64 * 1024 * 1024
_CONNECT_S: Final = 2.0
_LISTED_AT_ONCE: Final = 1000


class StorageError(Exception):
    """The storage can't do it now, or does not let us."""


class MissingObjectError(StorageError):
    """The storage has no such object."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object that the storage lists."""

    key: str
    size_bytes: int


class Storage:
    """One bucket under one prefix; keys are relative to it."""

    def __init__(self, settings: StorageSettings, *, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._store = _opened(settings, timeout_s)

    async def put(self, key: str, content: bytes) -> None:
        """Write an object; one that is there already is replaced.

        Raises:
            StorageError: then it may be there all the same.
        """
        async with self._asking(key):
            await self._store.put_async(key, content, attributes={"Content-Type": MEDIA_TYPE})

    async def get(self, key: str) -> bytes:
        """Read a whole object.

        Raises:
            MissingObjectError: when there is none.
            StorageError: when it can't be read, or is larger than anything of ours.
        """
        async with self._asking(key):
            found = await self._store.get_async(key)
            if found.meta["size"] > _MOST_BYTES:
                raise StorageError(f"{key} has {found.meta['size']} bytes, which is more than was ever written")
            return bytes(await found.bytes_async())

    async def delete(self, key: str) -> None:
        """Remove an object; it is fine when there is none.

        Raises:
            StorageError: then it may be gone all the same.
        """
        try:
            async with self._asking(key):
                await self._store.delete_async(key)
        except MissingObjectError:
            return

    async def listed(self, prefix: str = "") -> AsyncGenerator[StoredObject, None]:
        """Go through the objects under a prefix.

        Raises:
            StorageError: when it can't be listed to its end.
        """
        # An overload that we don't use returns a table of a package that is not installed.
        pages = self._store.list(prefix or None, chunk_size=_LISTED_AT_ONCE)  # pyright: ignore[reportUnknownMemberType]
        while True:
            async with self._asking(f"the list of {prefix or 'all objects'}"):
                page = await anext(pages, None)
            if page is None:
                return
            for each in page:
                yield StoredObject(each["path"], each["size"])

    @asynccontextmanager
    async def _asking(self, what: str) -> AsyncGenerator[None, None]:
        try:
            async with asyncio.timeout(self._timeout_s):
                yield
        except TimeoutError as error:
            raise StorageError(f"{what}: no answer within {self._timeout_s:g} s") from error
        except FileNotFoundError as error:
            raise MissingObjectError(f"{what}: there is none") from error
        except (PermissionDeniedError, UnauthenticatedError) as error:
            raise StorageError(f"{what}: the storage refuses these keys") from error
        except (BaseError, OSError) as error:
            raise StorageError(f"{what}: the storage can't be used ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    # The library's text quotes the request over many lines; the first one says what is wrong.
    return str(error).partition("\n")[0][:200] or type(error).__name__


def _opened(settings: StorageSettings, timeout_s: float) -> S3Store:
    bucket, prefix = settings.archive_place
    key_id, secret = settings.convex_archive_access_key_id, settings.convex_archive_secret_access_key
    assert key_id is not None, "the settings ask for both"
    assert secret is not None, "the settings ask for both"
    endpoint = (settings.convex_archive_endpoint or "").rstrip("/")
    config: S3Config = {
        "access_key_id": key_id.get_secret_value(),
        "secret_access_key": secret.get_secret_value(),
        "region": settings.convex_archive_region,
        # Not every storage knows how to remove several at once.
        "disable_bulk_delete": True,
    }
    if endpoint:
        config["endpoint"] = endpoint
    return S3Store(
        bucket,
        prefix=prefix or None,
        config=config,
        client_options={
            "connect_timeout": timedelta(seconds=min(_CONNECT_S, timeout_s)),
            "timeout": timedelta(seconds=timeout_s),
            "allow_http": endpoint.startswith("http://"),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=timeout_s)},
    )
