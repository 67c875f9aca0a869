"""Files that pages load: named by their content, so a browser keeps them for good, and compressed once."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gateway.dashboard.paths import HOME

STATIC: Final = f"{HOME}/static"
_FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_TEXT: Final = frozenset({".css", ".js", ".svg"})
# "./name" in a style sheet or a module of ours is another file here, whose address has its hash.
_REFERENCE: Final = re.compile(rb'"\./([a-z0-9.-]+)"')


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    compressed: bytes | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files by the names in their addresses, and those names by the files' own."""

    by_name: Mapping[str, Asset]
    names: Mapping[str, str]

    def url(self, name: str) -> str:
        """Return the address of a file; a misspelt name fails when a page is made, so in the first test."""
        return f"{STATIC}/{self.names[name]}"


def load_assets() -> Assets:
    """Read everything once, when the application starts."""
    sources = {path.name: path for path in _FOLDER.glob("**/*") if path.suffix in _TYPES}
    by_name: dict[str, Asset] = {}
    names: dict[str, str] = {}
    for name in sources:
        _load(name, sources, by_name, names)
    return Assets(MappingProxyType(by_name), MappingProxyType(names))


def _load(name: str, sources: Mapping[str, Path], by_name: dict[str, Asset], names: dict[str, str]) -> str:
    if name in names:
        return names[name]
    path = sources[name]
    content = path.read_bytes()
    # What others made stays byte for byte as they made it.
    if path.suffix in _TEXT and path.parent == _FOLDER:
        content = _REFERENCE.sub(
            lambda found: f'"{_load(found[1].decode(), sources, by_name, names)}"'.encode(), content
        )
    hashed = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
    compressed = gzip.compress(content, mtime=0) if path.suffix in _TEXT else None
    by_name[hashed] = Asset(content, compressed, _TYPES[path.suffix])
    names[name] = hashed
    return hashed
