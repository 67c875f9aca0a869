"""Knows what a competitor is called, so that nobody is advised to write about a competitor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

from pydantic import JsonValue

from seo_worker.checks.vocabulary import load_vocabulary
from seo_worker.evidence import Page
from seo_worker.text.phrasebook import PhraseBook, phrase_book
from seo_worker.text.terms import Stems
from seo_worker.text.words import Lexicon, Token

_TITLE_ENDS: Final = (" | ", " - ", " – ", " — ", " · ", ": ")
_SHORTEST_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Brand:
    """The names of one site by their stems, its domain among them."""

    names: PhraseBook[bool]
    pieces: frozenset[Stems] = frozenset()

    def holds(self, stems: Stems) -> bool:
        """Tell whether a phrase is a name of the site, or a piece of one."""
        return stems in self.pieces

    def is_named(self, stems: Stems) -> bool:
        """Tell whether a phrase names the site in full, whatever stands around it."""
        return any(_inside(name, stems) for name in self.names.whole)

    def places(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return which tokens of a line belong to a name of the site."""
        return frozenset(n for hit in self.names.find(tokens) for n in range(hit.first, hit.last + 1))


NAMELESS: Final = Brand(phrase_book(()))


def brand_of(page: Page, lexicon: Lexicon, subject: frozenset[str]) -> Brand:
    """Read the names of a site; one made of nothing but the subject ("plumber Leeds") is a description, no name."""
    domain = _squashed((page.registrable_domain or "").partition(".")[0])
    named = (lexicon.tokens(name) for name in (domain, *_names(page), *_title_ends(page, domain)))
    stems = {tuple(token.stem for token in tokens) for tokens in named}
    names = [name for name in sorted(stems) if name and not subject.issuperset(name)]
    return Brand(phrase_book((name, True) for name in names), frozenset(chain.from_iterable(map(_pieces, names))))


def _names(page: Page) -> Iterator[str]:
    yield page.meta("og:site_name") or ""
    types = load_vocabulary().organisation_types
    for item in page.structured:
        if types.intersection(item.types):
            yield _name(item.properties)
        for role in ("publisher", "provider"):
            held = item.properties.get(role)
            yield _name(held) if isinstance(held, dict) else ""


def _name(properties: Mapping[str, JsonValue]) -> str:
    name = properties.get("name")
    return name if isinstance(name, str) else ""


def _title_ends(page: Page, domain: str) -> Iterator[str]:
    """Yield what stands behind a dash or bar in the title, when the domain is made of it."""
    for title in page.titles:
        for mark in _TITLE_ENDS:
            end = title.text.rpartition(mark)[2].strip()
            letters = _squashed(end)
            if letters and letters in domain and len(letters) >= _SHORTEST_SHARE * len(domain):
                yield end


def _squashed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _pieces(name: Stems) -> Iterator[Stems]:
    for first, last in combinations(range(len(name) + 1), 2):
        yield name[first:last]


def _inside(part: Stems, whole: Stems) -> bool:
    return bool(part) and any(whole[n : n + len(part)] == part for n in range(len(whole) - len(part) + 1))
