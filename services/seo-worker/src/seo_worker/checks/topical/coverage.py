"""What competing pages share and this one lacks; competitors' order changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from seo_worker.checks.facts import PageFacts, Rival, shown_headings
from seo_worker.text.terms import Stems, Term, leading_terms, phrase_stems

_MOST_SECTIONS = 30


@dataclass(frozen=True, slots=True)
class Shared:
    """A term or section that several competitors have: how many of them, how often in all, and if the page has it."""

    text: str
    rivals: int
    uses: int
    covered: bool


def shared_terms(facts: PageFacts, *, most: int) -> tuple[Shared, ...]:
    """Return the terms that enough competitors use, the most shared first."""
    if not facts.rivals:
        return ()
    counts: dict[Stems, list[Term]] = {}
    for rival in facts.rivals:
        for key, term in rival.phrases.items():
            counts.setdefault(key, []).append(term)
    enough = quorum(len(facts.rivals))
    common = {key: _together(terms) for key, terms in counts.items() if len(terms) >= enough}
    standing = sorted(leading_terms(common), key=lambda t: (-len(counts[t.stems]), -t.count * len(t.stems), t.text))
    own = _own_phrases(facts)
    chosen = _telling_something_new(standing)[:most]
    return tuple(Shared(t.text, len(counts[t.stems]), t.count, t.stems in own) for t in chosen)


def shared_sections(facts: PageFacts, *, similar: float) -> tuple[Shared, ...]:
    """Return the section topics that enough competitors have, the most shared first."""
    own = [facts.lexicon.stems(h.text) for h in shown_headings(facts.page, 1, 2, 3, 4)]
    groups = [g for g in _groups(facts.rivals, similar) if len(g.rivals) >= quorum(len(facts.rivals))]
    groups.sort(key=lambda g: (-len(g.rivals), g.text))
    return tuple(
        Shared(g.text, len(g.rivals), len(g.rivals), any(_alike(g.stems, mine, similar) for mine in own))
        for g in groups[:_MOST_SECTIONS]
    )


def quorum(rivals: int) -> int:
    """Return how many competitors make something common: half of them, but two if there are two."""
    return max(min(rivals, 2), -(-rivals // 2))


@dataclass(slots=True)
class _Group:
    text: str
    stems: frozenset[str]
    rivals: set[str]


def _groups(rivals: Sequence[Rival], similar: float) -> list[_Group]:
    entries = sorted((text, sorted(stems), rival.url) for rival in rivals for text, stems in rival.sections if stems)
    groups: list[_Group] = []
    for text, stems, url in entries:
        known = next((g for g in groups if _alike(g.stems, frozenset(stems), similar)), None)
        if known is None:
            groups.append(_Group(text, frozenset(stems), {url}))
        else:
            known.rivals.add(url)
    return groups


def _alike(one: frozenset[str], other: frozenset[str], similar: float) -> bool:
    return bool(one & other) and len(one & other) / len(one | other) >= similar


def _telling_something_new(terms: Sequence[Term]) -> list[Term]:
    """Leave out terms made of words that came up before, so that one idea counts once."""
    seen: set[str] = set()
    chosen: list[Term] = []
    for term in terms:
        if not seen.issuperset(term.stems):
            seen.update(term.stems)
            chosen.append(term)
    return chosen


def _together(terms: Sequence[Term]) -> Term:
    usual = min(terms, key=lambda term: (-term.count, term.text))
    return Term(usual.stems, usual.text, sum(term.count for term in terms), frozenset())


def _own_phrases(facts: PageFacts) -> frozenset[Stems]:
    page = facts.page
    lines = (
        facts.title or "",
        *(h.text for h in shown_headings(page, 1, 2, 3, 4, 5, 6)),
        *(i.alt or "" for i in page.images),
    )
    sentences = (*facts.sentences, *(facts.lexicon.tokens(line) for line in lines))
    return phrase_stems(sentences, facts.lexicon)
