"""Decides in which encoding a page is written: byte order mark, then header, then meta, then the bytes themselves."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from resiliparse.parse.encoding import (  # pyright: ignore[reportMissingModuleSource] - compiled
    detect_encoding,
    map_encoding_to_html5,
)

from seo_worker.evidence import Charset

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META: Final = re.compile(
    rb"<!--.{0,4096}?-->|<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([^\s\"'/>;]{1,40})", re.DOTALL | re.IGNORECASE
)
# Browsers look for the declaration in the first 1024 bytes only; one that comes later is found but not used.
_META_COUNTS_WITHIN: Final = 1024
_META_SEARCHED: Final = 8192
_DETECTION_BYTES: Final = 65_536


# Everything a declared label can be mapped to.
CODECS: Final = (
    *("utf-8", "utf-16-le", "utf-16-be", "big5", "big5hkscs", "gbk", "gb18030", "shift_jis", "euc_jp", "euc_kr"),
    *("iso2022_jp", "cp866", "koi8-r", "koi8-u", "mac_roman", *(f"cp125{n}" for n in range(9)), "cp874"),
    *(f"iso8859-{n}" for n in range(1, 17) if n != 12),
)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a page and how its encoding was found."""

    text: str
    charset: Charset


def decode(body: bytes, content_type: str | None) -> DecodedText:
    """Turn the bytes of a page into text; undecodable bytes become U+FFFD."""
    bom = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    declared = _HEADER.search(content_type or "")
    header = declared[1][:40] if declared else None
    meta, offset = _declared_in_meta(body[:_META_SEARCHED])
    counts = offset is not None and offset < _META_COUNTS_WITHIN
    used = bom or _known(header) or (_ascii_compatible(_known(meta)) if counts else None) or _guessed(body)
    text, had_errors = _decoded(body, used)
    charset = Charset(header, bom, meta, offset, _name(used), had_errors)
    return DecodedText(text.removeprefix("\ufeff").replace("\0", "\ufffd"), charset)


def load_codecs() -> None:
    """Load every codec now, for a process that will not be able to open files later."""
    for name in CODECS:
        codecs.lookup(name)


def _declared_in_meta(start: bytes) -> tuple[str | None, int | None]:
    for found in _META.finditer(start):
        if found[1]:
            return found[1].decode("ascii", "replace"), found.start()
    return None, None


def _known(label: str | None) -> str | None:
    return map_encoding_to_html5(label.strip().lower(), fallback_utf8=False) if label else None


def _ascii_compatible(codec: str | None) -> str | None:
    # A meta element that could be read as ASCII can't be in UTF-16, whatever it says.
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _guessed(body: bytes) -> str:
    if not _decoded(body, "utf-8")[1]:
        return "utf-8"
    return detect_encoding(body[:_DETECTION_BYTES]) or "cp1252"


def _decoded(body: bytes, codec: str) -> tuple[str, bool]:
    try:
        # Not final: a page cut at the size cap may end in the middle of a character.
        return codecs.getincrementaldecoder(codec)("strict").decode(body, final=False), False
    except (UnicodeError, LookupError):
        return body.decode(codec if _exists(codec) else "utf-8", "replace"), True


def _exists(codec: str) -> bool:
    try:
        codecs.lookup(codec)
    except LookupError:
        return False
    return True


def _name(codec: str) -> str:
    return "windows-1252" if codec == "cp1252" else codec
