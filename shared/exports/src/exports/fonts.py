"""The fonts of a PDF and the characters they have; what they lack is replaced by a sign and named, never left blank."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

# In the order in which they are tried; the first is what everything is set in.
FAMILIES: Final = ("IBM Plex Sans", "Noto Sans", "Noto Sans Arabic", "Noto Sans Thai", "Heebo")
# The first font has these, so most documents need no look into the fonts.
COMMON: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x200B))) | frozenset("\n–—‘’“”…•€×→−≥≤")
_REPLACEMENT: Final = "\ufffd"
_PACKAGES: Final = (
    "fontpkg_ibm_plex_sans", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic", "fontpkg_noto_sans_thai",
    "fontpkg_heebo",
)  # fmt: skip
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Cn", "Co", "Cs"})
_SELECTORS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))


def load() -> typst.Fonts:
    """Return our fonts and no others, so that a document looks alike on every machine."""
    paths = [str(folder) for folder in folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def folders() -> list[Path]:
    """Return where the fonts are, the first font first."""
    return [Path(str(files(package))) / "files" for package in _PACKAGES]


def covered(*, first_only: bool = False) -> frozenset[str]:
    """Return the characters that the fonts have, or those of the first font alone."""
    wanted = folders()[:1] if first_only else folders()
    paths = [path for folder in wanted for path in sorted(folder.glob("*.ttf"))]
    return COMMON.union(*(characters(path) for path in paths if "Italic" not in path.name))


@cache
def characters(path: Path) -> frozenset[str]:
    """Return the characters of one font."""
    # Most documents never get here, and the library takes its time to load.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))


def sign(character: str) -> str:
    """Return what stands in a PDF for a character that no font has: nothing when it could not be seen anyway."""
    is_invisible = character in _SELECTORS or unicodedata.category(character) in _INVISIBLE
    return "" if is_invisible else _REPLACEMENT


def notice(lacking: Iterable[str]) -> str:
    """Say what a reader misses, and where it can be seen."""
    names = ", ".join(sorted({_script(character) for character in lacking if sign(character)}))
    return (
        f"The fonts of this PDF have no shape for some characters ({names}). Each of them stands here as"
        f" {_REPLACEMENT}; the HTML, Word and Markdown exports contain them."
    )


def _script(character: str) -> str:
    if not unicodedata.category(character).startswith(("L", "M", "N")):
        return "symbols"
    name = unicodedata.name(character, "unnamed").split()[0]
    return name if name == "CJK" else name.capitalize()
