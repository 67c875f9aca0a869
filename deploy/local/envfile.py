"""Files of NAME='value' lines that a shell can source and Python can read back unchanged."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path


def render(values: Mapping[str, str]) -> str:
    """Return the lines of such a file, sorted by name."""
    return "".join(f"{name}={shlex.quote(values[name])}\n" for name in sorted(values))


def parse(text: str) -> dict[str, str]:
    """Return the values of such a text; comments, blank lines and a leading `export` are allowed."""
    values: dict[str, str] = {}
    for line in text.splitlines():
        name, separator, value = line.strip().removeprefix("export ").partition("=")
        if separator and name.isidentifier():
            values[name] = "".join(shlex.split(value, comments=True)[:1])
    return values


def read(path: Path) -> dict[str, str]:
    """Return the values of a file, none when there is no file."""
    return parse(path.read_text(encoding="utf-8")) if path.exists() else {}


def write_private(path: Path, text: str) -> bool:
    """Write a file only its owner can read, in one step; return whether its text is new."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    draft = path.with_name(f"{path.name}.draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
    return True
