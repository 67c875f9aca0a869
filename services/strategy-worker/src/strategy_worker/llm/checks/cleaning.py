"""Signs that no reader is to see, and markup: taken out of a text before its sentences are judged."""

import html
import re
import unicodedata
from typing import Final

_UNUSUAL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2460-\u24ff\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uff01-\uffff\U0001d400-\U0001d7ff"
    "\U0001f130-\U0001f189\U000e0000-\U0010ffff]"
)
# What a browser or a renderer could act on goes with its content; what only decorates loses its marks.
_ACTIVE: Final = re.compile(
    r"(?is)<(script|style|iframe|object|svg|template|noscript)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)|<!\[cdata\[.*?\]\]>"
    r"|```.*?(?:```|$)|~~~.*?(?:~~~|$)|!\[[^\]\n]{0,400}\]\s*[(\[][^)\]\n]{0,300}[)\]]?"
)
CUT: Final = "\ufffc"
_SIGN: Final = re.compile(r"[<&`*_#\[>~|•+]|^\s*[-\d]|\n")
_LINK: Final = re.compile(r"\[([^\]\n]{1,200})\]\(\s?<?([^)\s>]{1,300})>?[^)\n]{0,200}\)")
_TAG: Final = re.compile(
    r"(?i)</?(?:b|i|u|em|strong|p|br|ul|ol|li|span|div|small|mark|h[1-6]|tr|td|table|tbody|hr)\s*/?>"
)
# What is left of markup; a word in angle brackets that names no element is a gap or an order, which other rules know.
TAG: Final = re.compile(
    r"(?i)\ufffc|</?[a-z][a-z0-9:-]*(?=[\s/>])(?![^<>]*[?])|<[!?]|&(?:#x?[0-9a-f]+|[a-z]{2,8});|\|\s?-{3,}|"
    r"\bon\w+\s?=\s?[\"'\w]"
)
_LINE_MARK: Final = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|[-*+•][ \t]+|>[ \t]*|\d{1,2}[.)][ \t]+)")
_EMPHASIS: Final = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\w)|(?<=[\w.,;:!?])\*(?!\w)")
_BLANKS: Final = re.compile(r"[ \t\u00a0]{2,}")
# Letters that only look different; a name or an order written in them is to be read as what it says.
_LOOKALIKES: Final = (range(0x1D400, 0x1D800), range(0xFF01, 0xFF5F), range(0x2460, 0x2500), range(0x1F130, 0x1F18A))


def visible(text: str) -> str:
    """Return the text without control, invisible and direction characters, lookalike letters made plain."""
    if not _UNUSUAL.search(text):
        return text
    return "".join(_plain(character) for character in text.replace("\r\n", "\n"))


def without_markup(text: str) -> str:
    """Return the text as plain prose; a link keeps its address, and where active content was a CUT is left."""
    if not _SIGN.search(text):
        return text
    plain = html.unescape(text) if "&" in text else text
    plain = _LINK.sub(r"\1 (\2)", _ACTIVE.sub(f" {CUT} ", plain))
    plain = _EMPHASIS.sub("", _LINE_MARK.sub("", _TAG.sub(" ", plain)))
    return _BLANKS.sub(" ", plain).strip() if plain != text else plain


def _plain(character: str) -> str:
    if character in "\n\t" or character.isascii():
        return character if character in "\n\t" or character.isprintable() else ""
    if character == CUT or unicodedata.category(character) in {"Cf", "Cc", "Co", "Cn", "Cs"}:
        return ""
    if any(ord(character) in block for block in _LOOKALIKES):
        return unicodedata.normalize("NFKC", character)
    return character
