"""Says what competing pages have that this one lacks: sections and questions with their terms, and terms alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from seo_worker.checks.facts import PageFacts
from seo_worker.checks.outcome import Confidence, presentable
from seo_worker.checks.rules import Ruleset
from seo_worker.checks.topical.comparison import GAP_LEVELS, Comparison
from seo_worker.checks.topical.page_text import Line, PageText
from seo_worker.checks.topical.sections import Headed, SectionGroup
from seo_worker.checks.topical.shared_terms import SharedTerm, Spot
from seo_worker.result.gap_advice import MENTIONED, advise_on_section, advise_on_term
from seo_worker.result.quoting import around, cut
from seo_worker.result.topics_wire import ContentGap, GapExample, GapTerm
from seo_worker.text.intent import Read, decide, marks_in

_MOST_EXAMPLES: Final = 2
_MOST_OWNED: Final = 8
_OWNING_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Case:
    compared: Comparison
    confidence: Confidence

    @property
    def read(self) -> int:
        return len(self.compared.rivals)


def content_gaps(facts: PageFacts, ruleset: Ruleset) -> tuple[ContentGap, ...]:
    """Return what competitors share and the page lacks: nothing when no competitor could be read."""
    compared = facts.comparison
    limits = ruleset.rules["C11"].limits
    case = _Case(compared, "low" if len(compared.rivals) < limits["least_competitors"] else "medium")
    missing = [term for term in compared.terms if not term.covered][: int(limits["most_terms"])]
    groups = compared.sections(GAP_LEVELS)
    owned = _shared_out(groups, missing)
    taken = {term.stems for terms in owned.values() for term in terms}
    alone = _families([term for term in missing if term.stems not in taken])
    found = (
        *(_section(group, owned[n], case) for n, group in enumerate(groups) if not group.covered),
        *(_term(owned[n], group.own, case) for n, group in enumerate(groups) if group.covered and owned[n]),
        *(_term(family, None, case) for family in alone),
    )
    return tuple(sorted(found, key=_order))


def _order(gap: ContentGap) -> tuple[int, bool, int, str]:
    """Put first what most competitors have; of those, what has a heading, then what they say most about."""
    return -gap.competitors, gap.kind == "term", -(gap.words or gap.uses), gap.term


def _shared_out(groups: Sequence[SectionGroup], missing: Iterable[SharedTerm]) -> dict[int, list[SharedTerm]]:
    """Give each term to the group under whose headings most of its uses stand, if that is half of them."""
    owned: dict[int, list[SharedTerm]] = {number: [] for number in range(len(groups))}
    homes = [_sections_of(group) for group in groups]
    for term in missing:
        uses = [sum((s.page.url, s.line.section) in home for s in term.spots) for home in homes]
        best = max(range(len(uses)), key=lambda n: (uses[n], -n), default=None)
        if best is not None and uses[best] >= _OWNING_SHARE * term.uses:
            owned[best].append(term)
    return owned


def _sections_of(group: SectionGroup) -> frozenset[tuple[str, int | None]]:
    return frozenset((member.url, member.number) for member in group.members)


def _families(terms: Sequence[SharedTerm]) -> list[list[SharedTerm]]:
    """Put terms together that have a word in common, the most shared in front."""
    families: list[list[SharedTerm]] = []
    for term in terms:
        home = next((f for f in families if set(f[0].stems) & set(term.stems)), None)
        if home is None:
            families.append([term])
        else:
            home.append(term)
    return families


def _section(group: SectionGroup, terms: Sequence[SharedTerm], case: _Case) -> ContentGap:
    words = round(median(_longest(group)))
    told = terms[:_MOST_OWNED]
    reads = [Read(m.section.heading, m.section.tokens, m.url) for m in group.members]
    return ContentGap(
        kind=group.kind,
        term=presentable(cut(group.label)),
        competitors=len(group.urls),
        competitors_read=case.read,
        uses=len(group.urls),
        confidence=case.confidence,
        intent=decide(marks_in(reads, case.compared.markers)),
        words=words,
        terms=tuple(map(_gap_term, told)),
        examples=tuple(_openings(group.members))[:_MOST_EXAMPLES],
        action=presentable(_advice(group, words, told, case)),
    )


def _advice(group: SectionGroup, words: int, terms: Sequence[SharedTerm], case: _Case) -> str:
    advice = advise_on_section(group, words, [term.text for term in terms], case.read)
    stems = tuple(sorted(group.topic.stems))
    return f"{advice} {MENTIONED}" if stems and case.compared.said.says(stems) else advice


def _longest(group: SectionGroup) -> Iterator[int]:
    """Yield the length of the longest section that each competitor has on the topic."""
    for url in group.urls:
        yield max(member.section.words for member in group.members if member.url == url)


def _openings(members: Iterable[Headed]) -> Iterator[GapExample]:
    """Yield how each competitor begins its section, the longest section of each."""
    chosen: dict[str, Headed] = {}
    for member in members:
        known = chosen.get(member.url)
        if member.section.opening and (known is None or member.section.words > known.section.words):
            chosen[member.url] = member
    for url, member in sorted(chosen.items()):
        yield _example(url, member.section.heading, cut(member.section.opening))


def _term(family: Sequence[SharedTerm], own: str | None, case: _Case) -> ContentGap:
    lead, members = family[0], family[:_MOST_OWNED]
    spots = list(_spots(lead))
    reads = [
        Read(s.line.text, s.line.tokens, s.page.url)
        for s in lead.spots
        if s.line.section is not None and s.line.place != "text"
    ]
    headings = [_heading(spot) for spot in spots]
    return ContentGap(
        kind="term",
        term=presentable(lead.text),
        competitors=len(lead.urls),
        competitors_read=case.read,
        uses=lead.uses,
        confidence=case.confidence,
        intent=decide(marks_in(reads, case.compared.markers)),
        words=None,
        terms=tuple(map(_gap_term, members)),
        examples=tuple(_example(s.page.url, h, around(s)) for s, h in zip(spots, headings, strict=True)),
        action=presentable(advise_on_term([t.text for t in members], own, next(filter(None, headings), None))),
    )


def _spots(term: SharedTerm) -> list[Spot]:
    """Return one use of a term in running text per competitor, the shortest line of each."""
    chosen: dict[str, Spot] = {}
    for spot in term.spots:
        if spot.line.place == "text" and spot.page.url in term.urls:
            known = chosen.get(spot.page.url)
            if known is None or len(spot.line.text) < len(known.line.text):
                chosen[spot.page.url] = spot
    return [chosen[url] for url in sorted(chosen)][:_MOST_EXAMPLES]


def _heading(spot: Spot) -> str | None:
    return _heading_of(spot.page, spot.line)


def _heading_of(page: PageText, line: Line) -> str | None:
    return None if line.section is None else page.sections[line.section].heading


def _example(url: str, heading: str | None, quote: str) -> GapExample:
    return GapExample(
        competitor=url, heading=None if heading is None else presentable(cut(heading)), quote=presentable(quote)
    )


def _gap_term(term: SharedTerm) -> GapTerm:
    return GapTerm(term=presentable(term.text), competitors=len(term.urls), uses=term.uses)
