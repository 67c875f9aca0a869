"""Whether the storage of old versions can be used, asked as the gateways ask it."""

from contextlib import aclosing
from typing import Final

from gateway.archive.settings import StorageSettings
from gateway.archive.storage import Storage, StorageError
from gateway.operator.checks.finding import Finding
from shared.errors import SettingsError
from shared.settings import load_settings

_CHECK: Final = "archive"
_REMEDY: Final = "Archived versions are answered with 503 meanwhile. Look at the storage, its address and its keys."


async def check_archive() -> list[Finding]:
    """Return what is to be said of the storage; without one there is nothing."""
    try:
        settings = load_settings(StorageSettings)
    except SettingsError as error:
        return [Finding(_CHECK, "fail", f"{error}.", "docs/guide/archive.md says how it is set.")]
    if settings.convex_archive_url is None:
        return []
    storage = Storage(settings, timeout_s=settings.convex_archive_timeout_s)
    try:
        async with aclosing(storage.listed()) as objects:
            await anext(objects, None)
    except StorageError as error:
        return [Finding(_CHECK, "fail", f"{error}.", _REMEDY)]
    return [Finding(_CHECK, "ok", "The storage of old versions answers.")]
