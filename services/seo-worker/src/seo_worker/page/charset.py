"""Decides in which encoding a page is written: byte order mark, then header, then meta, then the bytes themselves."""

import re
from dataclasses import dataclass
from typing import Final

from resiliparse.parse.encoding import detect_encoding  # pyright: ignore[reportMissingModuleSource] - compiled

from seo_worker.page.declared import declared_in
from seo_worker.page.encodings import DEFAULT, USER_DEFINED, UTF_8, Encoding, decoded, encoding_of, guessed
from seo_worker.page_references import Charset

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
# A parameter of the type; the value of another one may hold the word too.
_HEADER: Final = re.compile(r";[\t\n\r ]*charset=(?:\"([^\"]*)|([^;\s]*))", re.IGNORECASE)
# Browsers look for the declaration in the first 1024 bytes only; one that comes later is found but not used.
_META_COUNTS_WITHIN: Final = 1024
_META_SEARCHED: Final = 8192
_DETECTION_BYTES: Final = 65_536
_LONGEST_LABEL: Final = 40


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a page and how its encoding was found."""

    text: str
    charset: Charset


def decode(body: bytes, content_type: str | None) -> DecodedText:
    """Turn the bytes of a page into text; undecodable bytes become U+FFFD."""
    bom = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    header = _in_header(content_type)
    early = declared_in(body[:_META_COUNTS_WITHIN])
    meta = early or declared_in(body[:_META_SEARCHED])
    used = (
        encoding_of(bom)
        or encoding_of(header)
        or _as_meta(encoding_of(early.label) if early else None)
        or _guessed(body)
    )
    text, had_errors = decoded(body, used)
    charset = Charset(
        header=header,
        bom=bom,
        meta=meta.label if meta else None,
        meta_offset=meta.offset if meta else None,
        used=used.name,
        had_errors=had_errors,
        meta_in_time=early is not None or meta is None,
    )
    return DecodedText(text.removeprefix("\ufeff").replace("\0", "\ufffd"), charset)


def _in_header(content_type: str | None) -> str | None:
    found = _HEADER.search(content_type or "")
    return ((found[1] or found[2] or "").strip()[:_LONGEST_LABEL] or None) if found else None


def _as_meta(encoding: Encoding | None) -> Encoding | None:
    """Return what a meta element means: one that could be read as ASCII can't be in UTF-16, whatever it says."""
    if encoding is None:
        return None
    if encoding.name.startswith("utf-16"):
        return UTF_8
    return DEFAULT if encoding.name == USER_DEFINED else encoding


def _guessed(body: bytes) -> Encoding:
    if not decoded(body, UTF_8)[1]:
        return UTF_8
    found = guessed(detect_encoding(body[:_DETECTION_BYTES]))
    # The detector names UTF-8 when it knows nothing better.
    return DEFAULT if found == UTF_8 else found
