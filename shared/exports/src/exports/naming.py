"""What a download is called and what kind of file it is."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from exports.cleaning import line
from exports.strategy import Format

MEDIA_TYPES: Final[Mapping[Format, str]] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
# Reserved in names of files by one system or another.
_RESERVED: Final = re.compile(r'[\\/:*?"<>|%]+')
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")
_MOST_BYTES: Final = 120
# What RFC 8187 lets stand as it is.
_UNQUOTED: Final = "!#$&+-.^_`|~"


def disposition(title: str, version: int, kind: Format) -> str:
    """Return the header Content-Disposition of RFC 6266: a name in ASCII, and the true one for those who read it."""
    name = file_name(title, version, kind)
    decomposed = unicodedata.normalize("NFKD", name.rpartition(".")[0]).encode("ascii", "ignore").decode()
    fallback = _NOT_PLAIN.sub("-", decomposed).strip("-.") or f"strategy-v{version}"
    return f"attachment; filename=\"{fallback}.{kind}\"; filename*=UTF-8''{quote(name, safe=_UNQUOTED)}"


def file_name(title: str, version: int, kind: Format) -> str:
    """Return a name that any system can store, made of the title and the version."""
    shown = _RESERVED.sub(" ", line(title))
    # Cut between characters, and neither begun nor ended by what hides a file or gets lost.
    fitting = shown.encode()[:_MOST_BYTES].decode(errors="ignore")
    return f"{' '.join(fitting.split()).strip('. ') or 'Strategy'} v{version}.{kind}"
