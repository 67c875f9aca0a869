"""The document of a strategy: what its first page says, and its sections as blocks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from documents import markup
from exports import parsing
from exports.cleaning import clean, line
from exports.model import Export, Part
from exports.strategy import Section, Strategy

LANGUAGE: Final = "en-GB"
_RUNNING: Final = 90
_FRAMEWORKS: Final[Mapping[str, str]] = {
    "brand_positioning": "Brand positioning",
    "funnel_design": "Funnel design",
    "seo_patterns": "SEO patterns",
    "competitor_model": "Competitor model",
    "offer_architecture": "Offer architecture",
}
_VERDICTS: Final[Mapping[str, str]] = {"pass": "passed", "needs_revision": "needs revision", "fail": "failed"}
_SOURCES: Final[Mapping[str, str]] = {
    "deterministic": "Computed from the brief",
    "offline": "Written by the offline engine, without a language model",
    "anthropic": "Written with a language model",
    "edited": "Edited by hand",
    "mixed": "Drawn from sections of different origin",
}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def build(strategy: Strategy) -> Export:
    """Return the document; all its texts are clean."""
    reader = parsing.parser()
    title = heading(strategy)
    return Export(
        title=title,
        title_lines=_lines(title, line(strategy.business_name)),
        running=title if len(title) <= _RUNNING else f"{title[: _RUNNING - 1].rstrip()}…",
        about=line(strategy.business_name),
        kicker=framework(strategy),
        edition=f"Version {strategy.version}",
        date=date(strategy.made_at),
        language=LANGUAGE,
        facts=facts(strategy),
        note=line(strategy.engine_note),
        parts=tuple(
            Part(section.id, line(section.title), source(strategy, section), parsing.blocks(section.body, reader))
            for section in sections(strategy)
        ),
    )


def heading(strategy: Strategy) -> str:
    """Return the title."""
    return line(strategy.title) or "Strategy"


def facts(strategy: Strategy) -> tuple[tuple[str, str], ...]:
    """Return what stands below the title, without the note on how the document was made."""
    return (
        ("Business", line(strategy.business_name)),
        ("Framework", framework(strategy)),
        ("Version", f"{strategy.version}, {date(strategy.made_at)}"),
        ("Score", f"{strategy.score} of 100"),
        ("Claims check", _VERDICTS.get(strategy.compliance, line(strategy.compliance))),
    )


def sections(strategy: Strategy) -> tuple[Section, ...]:
    """Return the sections without the note on how the document was made, which stands on the first page."""
    note = markup.quote(strategy.engine_note)
    if not note:
        return strategy.sections
    return tuple(replace(each, body=each.body.removeprefix(note).lstrip("\n")) for each in strategy.sections)


def source(strategy: Strategy, section: Section) -> str | None:
    """Say who wrote a section, unless all have the same origin."""
    if len({each.source for each in strategy.sections}) <= 1:
        return None
    return _SOURCES.get(section.source, line(section.source))


def framework(strategy: Strategy) -> str:
    """Name the framework."""
    return _FRAMEWORKS.get(strategy.framework, clean(strategy.framework))


def date(moment: datetime) -> str:
    """Write the UTC day of a moment for people."""
    day = moment.astimezone(UTC)
    return written_day(day.year, day.month, day.day)


def written_day(year: int, month: int, day: int) -> str:
    """Write a day of the calendar for people."""
    return f"{day} {_MONTHS[month - 1]} {year}"


def _lines(title: str, business_name: str) -> tuple[str, ...]:
    """Divide a title where its second half names the business."""
    kind, separator, name = title.rpartition(" for ")
    return (kind, f"for {name}") if separator and name == business_name else (title,)
