"""What a stored audit of the firm's page measured, and the repair that the plan takes from it."""

from datetime import date
from typing import Final

from documents import blocks
from documents.quantities import Quantity
from strategy_worker.case import Case
from strategy_worker.reading.text import quote
from strategy_worker.site import AuditedSite, Repair
from strategy_worker.wording import number, raise_first

_REPAIRS: Final = 5
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def build(case: Case) -> blocks.SiteAudit | None:
    """Report the audit; nothing without one."""
    audit = case.reading.audit
    if audit is None:
        return None
    return blocks.SiteAudit(
        page=audit.page,
        keyword=audit.keyword,
        measured_on=day(audit.measured_on),
        score=_score(case, audit),
        coverage=Quantity(
            name="coverage",
            unit="%",
            basis="given",
            value=round(100 * audit.coverage, 1),
            note=case.voice.phrase("site.coverage_note"),
        ),
        reading=_reading(case, audit),
        repairs=tuple(
            blocks.SiteRepair(title=part.title, action=part.action, why=part.why, points=part.points)
            for part in _repairs(audit)
        ),
    )


def action(case: Case) -> blocks.Action | None:
    """Return the step of the plan that mends what the audit found first."""
    audit, voice = case.reading.audit, case.voice
    first = next(iter(_repairs(audit)), None) if audit else None
    if audit is None or first is None:
        return None
    measured = day(audit.measured_on)
    why = (
        voice.line("site.repair_why", day=measured, points=number(first.points))
        if first.points
        else voice.line("site.repair_why_open", day=measured)
    )
    return blocks.Action(
        id="site",
        phase=30,
        action=voice.line("site.repair", title=quote(first.title, 120), page=audit.page),
        owner=raise_first(case.industry.maker),
        effort="S",
        depends_on=(),
        done_when=voice.line("site.repair_done"),
        because=why,
    )


def limitation(case: Case) -> str:
    """Say how little of the site is known; empty without an audit."""
    audit = case.reading.audit
    return case.voice.line("site.limit", page=audit.page, day=day(audit.measured_on)) if audit else ""


def day(value: date) -> str:
    """Write a date for people of any country."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _score(case: Case, audit: AuditedSite) -> Quantity:
    if audit.score is None:
        note = case.voice.phrase("site.no_score")
        return Quantity(name="score of the audit", unit="of 100", basis="to_measure", note=note)
    note = case.voice.phrase("site.score_note")
    return Quantity(name="score of the audit", unit="of 100", basis="given", value=audit.score, note=note)


def _reading(case: Case, audit: AuditedSite) -> str:
    voice, wanted = case.voice, case.reading.brief.primary_keyword
    key = "site.reading" if _repairs(audit) else "site.reading_clean"
    said = voice.line(key, day=day(audit.measured_on), keyword=quote(audit.keyword, 120))
    if wanted is None or wanted.casefold() == audit.keyword.casefold():
        return said
    return f"{said} {voice.line('site.other_keyword', audited=quote(audit.keyword, 120), wanted=quote(wanted, 120))}"


def _repairs(audit: AuditedSite) -> tuple[Repair, ...]:
    return tuple(part for part in audit.repairs if part.title)[:_REPAIRS]
