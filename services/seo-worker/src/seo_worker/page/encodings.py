"""Knows the encodings of the Encoding Standard: which label means which, and the codec that decodes it.

The labels are those that resiliparse brings, which lack three encodings and name the codecs of Python: some of these
are narrower than what the standard describes under the same name.
"""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resiliparse.parse.encoding import (  # pyright: ignore[reportMissingModuleSource] - compiled
    map_encoding_to_html5,
)

REPLACEMENT: Final = "replacement"
USER_DEFINED: Final = "x-user-defined"
WINDOWS_1252: Final = "windows-1252"


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by its name in the standard, in small letters, and the codec that decodes it here."""

    name: str
    codec: str


def _same(*names: str) -> dict[str, Encoding]:
    return {name: Encoding(name, name) for name in names}


_BY_CODEC: Final[Mapping[str, Encoding]] = {
    **_same("utf-8", "koi8-r", "koi8-u", "gb18030"),
    **{f"cp125{n}": Encoding(f"windows-125{n}", f"cp125{n}") for n in range(9)},
    **{f"iso8859-{n}": Encoding(f"iso-8859-{n}", f"iso8859-{n}") for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso8859-1": Encoding(WINDOWS_1252, "cp1252"),
    "iso8859-9": Encoding("windows-1254", "cp1254"),
    "iso8859-11": Encoding("windows-874", "cp874"),
    "utf-16-le": Encoding("utf-16le", "utf-16-le"),
    "utf-16-be": Encoding("utf-16be", "utf-16-be"),
    "cp866": Encoding("ibm866", "cp866"),
    "mac-roman": Encoding("macintosh", "mac_roman"),
    "gbk": Encoding("gbk", "gb18030"),
    "big5": Encoding("big5", "big5hkscs"),
    "euc_jp": Encoding("euc-jp", "euc_jp"),
    "iso2022_jp": Encoding("iso-2022-jp", "iso2022_jp"),
    "shift_jis": Encoding("shift_jis", "cp932"),
    "euc_kr": Encoding("euc-kr", "cp949"),
}
_CYRILLIC_MAC: Final = Encoding("x-mac-cyrillic", "mac_cyrillic")
# Decoded by nobody, as they were used to smuggle scripts past filters, and by us without a codec.
_NOTHING: Final = Encoding(REPLACEMENT, REPLACEMENT)
_MORE_LABELS: Final[Mapping[str, Encoding]] = {
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), _CYRILLIC_MAC),
    **dict.fromkeys(
        ("csiso2022kr", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "iso-2022-kr", "replacement"), _NOTHING
    ),
    USER_DEFINED: Encoding(USER_DEFINED, USER_DEFINED),
}
UTF_8: Final = _BY_CODEC["utf-8"]
DEFAULT: Final = _BY_CODEC["cp1252"]
CODECS: Final = tuple(sorted({*(e.codec for e in _BY_CODEC.values()), _CYRILLIC_MAC.codec}))
# What each byte means. Those that windows-1252 leaves open are control characters to browsers.
_WHOLE: Final = {
    WINDOWS_1252: "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x100)),
    USER_DEFINED: "".join(chr(n if n < 0x80 else n + 0xF700) for n in range(0x100)),
}


def encoding_of(label: str | None) -> Encoding | None:
    """Return the encoding that browsers take a label for, or None when they know none."""
    plain = (label or "").strip("\t\n\f\r ").lower()
    # Letters such as the Kelvin sign become ASCII when they are made small.
    codec = map_encoding_to_html5(plain, fallback_utf8=False) if plain and (label or "").isascii() else None
    return _MORE_LABELS.get(plain) or _BY_CODEC.get(codec or "")


def guessed(codec: str | None) -> Encoding:
    """Return the encoding that a detector names by its codec; the web's usual one when it names none that is ours."""
    return _BY_CODEC.get(codec or "", DEFAULT)


def decoded(body: bytes, encoding: Encoding) -> tuple[str, bool]:
    """Return the text and whether bytes had to be replaced; a character cut off at the end is no fault."""
    if encoding.name == REPLACEMENT:
        return "\ufffd" if body else "", bool(body)
    if encoding.name in _WHOLE:
        # A string of all characters is what Python's own codecs pass; its type stubs know tables only.
        return codecs.charmap_decode(body, "strict", _WHOLE[encoding.name])[0], False  # pyright: ignore[reportArgumentType]
    try:
        return codecs.getincrementaldecoder(encoding.codec)("strict").decode(body, final=False), False
    except UnicodeError:
        return body.decode(encoding.codec, "replace"), True


def load_codecs() -> None:
    """Load every codec now, for a process that will not be able to open files later."""
    for name in CODECS:
        codecs.lookup(name)
