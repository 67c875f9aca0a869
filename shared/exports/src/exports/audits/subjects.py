"""What the page is about, and what competitors say on the subject that it does not."""

from collections.abc import Iterator
from typing import Final

from exports import blocks
from exports.audits.stored import Result
from exports.audits.stored_subjects import Cluster, Gap, GapExample
from exports.model import Block
from exports.wording import counted

INTENTS: Final = {
    "informational": "to learn",
    "commercial": "to compare",
    "transactional": "to buy",
    "navigational": "to find a certain site",
    "local": "to find nearby",
    "unclear": "unclear",
}
_SUBJECTS: Final = (
    "Subject",
    "Searched for",
    "About the keyword",
    "Phrases of the page",
    "Only competitors say",
    "Questions",
)
_KINDS: Final = {"section": "Section", "question": "Question", "term": "Term"}


def gaps(result: Result) -> Iterator[Block]:
    """Yield what competitors share and the page lacks: what to write first, single words after that."""
    found = result.content_gaps
    if any(gap.confidence == "low" for gap in found):
        yield blocks.paragraph("Few competitors could be read, so this shows what they have, not what is usual.")
    for gap in found:
        if gap.action or gap.examples:
            yield from _described(gap)
    headers = ("The page lacks", "Kind", "Competitors that have it", "Uses there")
    yield from blocks.table(headers, (_row(gap) for gap in found if not (gap.action or gap.examples)))


def clusters(result: Result) -> Iterator[Block]:
    """Yield the subjects of the page by its own words and those of competitors."""
    yield from blocks.table(_SUBJECTS, map(_cluster, result.semantic_clusters))


def _described(gap: Gap) -> Iterator[Block]:
    yield blocks.heading(2, f"{_KINDS.get(gap.kind, gap.kind)}: {gap.term}")
    yield from blocks.facts(
        ("Who has it", _shared(gap)),
        ("Searched for", "" if gap.intent == "unclear" else _intent(gap.intent, ())),
        ("How they word it", blocks.lines(map(_example, gap.examples))),
        ("Words that go with it", ", ".join(each.term for each in gap.terms if each.term != gap.term)),
        ("What to do", gap.action),
    )


def _shared(gap: Gap) -> str:
    if gap.competitors is None:
        return ""
    read = "" if gap.competitors_read is None else f" of {gap.competitors_read}"
    length = f", usually in {counted(gap.words, 'word')}" if gap.words else ""
    uses = f", {counted(gap.uses, 'use')} in all" if gap.kind == "term" and gap.uses else ""
    return f"{gap.competitors}{read} competitors{length}{uses}"


def _example(example: GapExample) -> str:
    under = f", under “{example.heading}”" if example.heading else ""
    return f"“{example.quote}” ({example.competitor}{under})"


def _row(gap: Gap) -> tuple[str, ...]:
    shared = "" if gap.competitors is None else str(gap.competitors)
    read = f" of {gap.competitors_read}" if shared and gap.competitors_read is not None else ""
    return gap.term, _KINDS.get(gap.kind, gap.kind), shared + read, "" if gap.uses is None else str(gap.uses)


def _cluster(cluster: Cluster) -> tuple[str, ...]:
    own = [each for each in cluster.keywords if each.source != "competitors"]
    used = (f"{each.term} ({each.count})" if each.count else each.term for each in own)
    theirs = (each.term for each in cluster.keywords if each not in own)
    related = {True: "yes", False: "no", None: ""}[cluster.related_to_keyword]
    intent = _intent(cluster.intent, tuple(dict.fromkeys(each.marker for each in cluster.intent_markers)))
    questions = " ".join(each.question for each in cluster.questions)
    return cluster.label, intent, related, ", ".join(used), ", ".join(theirs), questions


def _intent(intent: str, markers: tuple[str, ...]) -> str:
    told = INTENTS.get(intent, intent)
    return f"{told} ({', '.join(markers)})" if told and markers else told
