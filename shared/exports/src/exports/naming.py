"""What a download is called and what kind of file it is."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from urllib.parse import quote

from exports.cleaning import address, line
from exports.strategy import Format

AnyFormat = Format | Literal["csv", "ics", "svg", "zip"]
MEDIA_TYPES: Final[Mapping[AnyFormat, str]] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "ics": "text/calendar; charset=utf-8; method=PUBLISH",
    "svg": "image/svg+xml",
    "zip": "application/zip",
}
# Reserved in names of files by one system or another.
_RESERVED: Final = re.compile(r'[\\/:*?"<>|%]+')
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")
_MOST_BYTES: Final = 120
# What RFC 8187 lets stand as it is.
_UNQUOTED: Final = "!#$&+-.^_`|~"


@dataclass(frozen=True, slots=True)
class Name:
    """What a download is called: its title, the edition of it that this is, and a word for it if the title has none."""

    title: str
    edition: str
    otherwise: str


def of_strategy(title: str, version: int) -> Name:
    """Return the name of a version of a strategy."""
    return Name(title, f"v{version}", "Strategy")


def of_audit(page: str, day: date) -> Name:
    """Return the name of the audit that a page had on a day."""
    return Name(f"SEO audit of {address(page)}", day.isoformat(), "Audit")


def of_roadmap(template: str, revision: int) -> Name:
    """Return the name of a roadmap as it was after so many changes."""
    return Name(template, f"r{revision}", "Roadmap")


def of_workspace(name: str, day: date) -> Name:
    """Return the name of everything that a workspace had on a day."""
    return Name(name, day.isoformat(), "Workspace")


def disposition(name: Name, kind: AnyFormat) -> str:
    """Return the header Content-Disposition of RFC 6266: a name in ASCII, and the true one for those who read it."""
    shown = file_name(name, kind)
    decomposed = unicodedata.normalize("NFKD", shown.rpartition(".")[0]).encode("ascii", "ignore").decode()
    fallback = _NOT_PLAIN.sub("-", decomposed).strip("-.") or f"{name.otherwise.lower()}-{name.edition}"
    return f"attachment; filename=\"{fallback}.{kind}\"; filename*=UTF-8''{quote(shown, safe=_UNQUOTED)}"


def file_name(name: Name, kind: AnyFormat) -> str:
    """Return a name that any system can store, made of the title and the edition."""
    shown = _RESERVED.sub(" ", line(name.title))
    # Cut between characters, and neither begun nor ended by what hides a file or gets lost.
    fitting = shown.encode()[:_MOST_BYTES].decode(errors="ignore")
    return f"{' '.join(fitting.split()).strip('. ') or name.otherwise} {name.edition}.{kind}"
