"""What of a brief may be an order, with all that a reader could make of it: nothing of it may come back."""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from scoring import words
from scoring.numerals import brief_text
from shared.contracts.requests import Brief
from strategy_worker.llm.briefing import Briefing
from strategy_worker.llm.checks.cleaning import visible
from strategy_worker.llm.checks.orders import orders

_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2}[\s:]?){8,}")
_LEET: Final = str.maketrans("013457@$", "oieastas")


def flagged_pieces(brief: Brief, briefing: Briefing) -> tuple[str, ...]:
    """Return the flagged pieces with what stands around them: an order seldom ends where its sign does.

    In prose that is the piece's sentence and all that follows, in a name all that follows.
    """
    names = {brief.business_name, brief.industry, brief.primary_keyword or "", *brief.existing_competitors}
    lines = tuple(map(visible, _fields(brief)))
    found = [piece for piece in map(visible, briefing.suspicious) if piece.strip()]
    found += [piece for line in lines for piece in orders(line)]
    for line in lines:
        # The briefing may have cleaned what it flags; then only the words agree, and the whole line is taken.
        starts = [max(0, line.find(piece)) for piece in found if piece in line or _is_within(piece, line)]
        if starts:
            first = min(starts)
            found.append(line[first if line in names else _sentence_start(line, first) :])
    return tuple(dict.fromkeys(sorted(found, key=len, reverse=True)))


def hidden_pieces(brief: Brief) -> tuple[str, ...]:
    """Return what the brief says in invisible tag characters."""
    return tuple(text for line in brief_text(brief).split("\n") if (text := _tagged(line)))


def readings(flagged: Iterable[str]) -> Iterator[str]:
    """Yield flagged pieces as they stand and as somebody told to decode them would read them."""
    for text in flagged:
        plain = unicodedata.normalize("NFKC", text)
        yield plain
        yield from _decoded(plain)


def _decoded(text: str) -> Iterator[str]:
    """Yield what a text may say to a reader that decodes it: base64, hex, reversed, rot13, digits for letters."""
    for found in _ENCODED.finditer(text):
        bare = found[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    for found in _HEX.finditer(text):
        yield bytes.fromhex(re.sub(r"[\s:]", "", found[0])).decode("utf-8", errors="ignore")
    yield text[::-1]
    yield codecs.encode(text, "rot13")
    yield text.casefold().translate(_LEET)


def _tagged(text: str) -> str:
    return "".join(chr(ord(character) - 0xE0000) for character in text if 0xE0020 <= ord(character) <= 0xE007E)


def _is_within(piece: str, line: str) -> bool:
    said = " ".join(words.words(piece))
    return bool(said) and f" {said} " in f" {' '.join(words.words(line))} "


def _sentence_start(line: str, place: int) -> int:
    return max((start for start, _ in words.sentences(line) if start <= place), default=0)


def _fields(brief: Brief) -> tuple[str, ...]:
    return (
        brief.business_name,
        brief.industry,
        brief.target_audience,
        brief.desired_outcome,
        *brief.current_challenges,
        *brief.existing_competitors,
        brief.primary_keyword or "",
        *(f"{name} {item.unit}" for name, item in brief.baselines.items()),
    )
