"""The document of an audit: what its first page says, and its sections as blocks."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from exports import blocks, columns
from exports.audit import Audit
from exports.audits import actions, checks, method, others, subjects
from exports.audits.ranking import ranking
from exports.audits.stored import Result
from exports.audits.summary import summary, verdict
from exports.audits.wording import moment
from exports.building import LANGUAGE, date
from exports.cleaning import address, line
from exports.model import Block, Export, Part, plain
from exports.outline import settled

_KICKER: Final = "SEO audit"
_LONGEST: Final = 90


def build(audit: Audit) -> Export:
    """Return the document; all its texts are clean."""
    result = Result.model_validate_json(audit.result)
    when = result.scored_at or audit.made_at
    page = shortened(address(result.final_url or result.domain)) or "a page"
    return Export(
        title=f"{_KICKER} of {page}",
        title_lines=(f"{_KICKER} of", page),
        running=f"{_KICKER} of {page}",
        about=page,
        kicker=_KICKER,
        edition=f"Rules {shortened(line(result.ruleset_version))}" if result.ruleset_version else "",
        date=date(when),
        language=LANGUAGE,
        facts=tuple((label, plain(blocks.runs(value))) for label, value in _facts(result, when) if value),
        note=_note(result),
        parts=tuple(parts_of(result)),
    )


def shortened(text: str) -> str:
    """Return a text that fits a title."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _facts(result: Result, when: datetime) -> Iterator[tuple[str, str]]:
    page = next(iter(result.pages), None)
    yield "Page", result.final_url or result.domain
    yield "Its title", page.title if page else ""
    yield "Keyword", result.primary_keyword
    yield "Score", verdict(result)
    yield "Audited", moment(when)


def _note(result: Result) -> str:
    crawled = (
        f", of this page and of {len(result.pages) - 1} more addresses of its site" if len(result.pages) > 1 else ""
    )
    return (
        f"The served HTML was read{crawled}; no browser drew it. What could not be measured is said to be unknown and"
        f" counts neither for nor against the page. {method.DEFAULTS}"
    )


def parts_of(result: Result) -> Iterator[Part]:
    """Yield the sections that have anything to say."""
    given = (
        ("summary", "Summary", summary(result)),
        ("first", "Do this first", actions.first(result)),
        ("then", "After that", actions.then(result)),
        *((name.lower(), f"{name} checks", checks.pillar(found, result)) for name, found in result.pillars),
        ("site", "The whole site", actions.site(result)),
        ("pages", "Pages visited", others.pages(result)),
        ("competitors", "Beside its competitors", others.competitors(result)),
        ("gaps", "What competitors have and this page lacks", subjects.gaps(result)),
        ("subjects", "What the page is about", subjects.clusters(result)),
        ("ranking", "What search data say", ranking(result)),
        ("method", "How it was measured", method.method(result)),
        ("limits", "What to keep in mind", method.limits(result)),
    )
    for name, title, found in given:
        if shown := _settled(found):
            yield Part(name, title, None, shown)


def _settled(found: Iterable[Block]) -> tuple[Block, ...]:
    return columns.aligned(settled(found))
