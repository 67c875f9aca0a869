"""Secrets from the environment, or from files that it names, which no listing of a process or a container shows."""

import os
from pathlib import Path
from typing import Final

from shared.errors import SettingsError

_MAX_BYTES: Final = 65_536


def read_secret(name: str) -> str | None:
    """Return a variable, or what the file holds that `NAME_FILE` names, without its last line break; empty is unset.

    Raises:
        SettingsError: when both are set, or the file can't be read; it names the variable, never the secret.
    """
    value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value and path:
        raise SettingsError(f"{name} and {name}_FILE are both set; only one of them may be")
    return _content(f"{name}_FILE", Path(path)) if path else value or None


def _content(variable: str, path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise SettingsError(f"{variable}: {path} is too long for a secret")
        return content.decode().rstrip("\r\n") or None
    except OSError as error:
        raise SettingsError(f"{variable}: {path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError:
        # Without its cause, which quotes the bytes.
        raise SettingsError(f"{variable}: {path} holds no text") from None
