"""The document of a roadmap: its first page, a section for each milestone, and what stands behind the dates."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from exports import blocks, columns
from exports.building import LANGUAGE
from exports.building import date as day_of
from exports.cleaning import line
from exports.model import Block, Export, Part, plain
from exports.outline import settled
from exports.roadmaps.people import people
from exports.roadmaps.wording import STATES, amount, dated, day, figure, hours, times
from exports.wording import counted, percent
from library.roadmaps.model import StoredMilestone, StoredRoadmap, StoredTask

_KICKER: Final = "Roadmap"
_TASK_LEVEL: Final = 2
_WEEK: Final = 7
_METHODS: Final = {
    "list": "by priority rules",
    "cp-sat": "by priority rules, then improved by a constraint solver",
}


def build(roadmap: StoredRoadmap, *, revision: int, changed_at: datetime) -> Export:
    """Return the document; all its texts are clean."""
    name = line(roadmap.template_name)
    return Export(
        title=f"{_KICKER}: {name}",
        title_lines=(f"{_KICKER}:", name),
        running=f"{_KICKER}: {name}",
        about=name,
        kicker=_KICKER,
        edition=f"Revision {revision}",
        date=day_of(changed_at),
        language=LANGUAGE,
        facts=tuple((label, plain(blocks.runs(value))) for label, value in _facts(roadmap) if value),
        note="Dates rest on the likely hours of each task and on the hours, skills and days off of those who do them.",
        parts=tuple(_parts(roadmap)),
    )


def _facts(roadmap: StoredRoadmap) -> Iterator[tuple[str, str]]:
    tasks = roadmap.tasks
    yield "From", f"{day(roadmap.start_date)} to {day(roadmap.end_date)}"
    yield "Work", f"{counted(len(tasks), 'task')}, {hours(sum(task.estimated_hours for task in tasks))}"
    yield "Done", f"{roadmap.overall_progress} % of the hours"
    yield "Against the first plan", _slippage(roadmap)
    yield "Deadline", _deadline(roadmap)
    yield "Likely end", _finish(roadmap)


def _slippage(roadmap: StoredRoadmap) -> str:
    slip = roadmap.slippage
    if slip is None or not (slip.days or slip.replans):
        return ""
    moved = f"{counted(abs(slip.days), 'day')} {'later' if slip.days > 0 else 'earlier'}" if slip.days else "on time"
    replans = f", planned anew {times(slip.replans)}" if slip.replans else ""
    return f"{moved} (first planned to end on {day(slip.baseline_end_date)}{replans})"


def _deadline(roadmap: StoredRoadmap) -> str:
    found = roadmap.deadline
    if found is None:
        return ""
    if found.met:
        return f"{day(found.on)}: met, with {counted(found.spare_days, 'day')} to spare"
    return f"{day(found.on)}: missed by {counted(found.late_by_days, 'day')}"


def _finish(roadmap: StoredRoadmap) -> str:
    found = roadmap.finish
    if found is None:
        return ""
    chance = found.chance_of_deadline
    kept = percent(chance) if chance else "next to none"
    deadline = "" if chance is None else f"; {kept} of them keep the deadline"
    simulated = f"half of 2,000 simulated plans end by {day(found.p50)}, nine of ten by {day(found.p90)}{deadline}"
    return f"{simulated}. Promise no day before {day(found.p90)} to others"


def _parts(roadmap: StoredRoadmap) -> Iterator[Part]:
    given = (
        ("overview", "Milestones", _overview(roadmap)),
        ("people", "Who does what", people(roadmap)),
        *((f"milestone-{one.id}", line(one.title), _milestone(one, roadmap)) for one in roadmap.milestones),
        ("deadline", "What would meet the deadline", _options(roadmap)),
        ("risks", "Risks and their early signs", _risks(roadmap)),
        ("budget", "Budget", _budget(roadmap)),
        ("assumptions", "What was taken for granted", blocks.listing(roadmap.assumptions)),
        ("method", "How the dates were found", _method(roadmap)),
    )
    for name, title, found in given:
        if shown := _settled(found):
            yield Part(name, title, None, shown)


def _settled(found: Iterable[Block]) -> tuple[Block, ...]:
    return columns.aligned(settled(found))


def _overview(roadmap: StoredRoadmap) -> Iterator[Block]:
    headers = ("Week", "Milestone", "Due", "Hours", "Done")
    # A plan made anew may end its milestones in another order than the first one.
    ordered = sorted(roadmap.milestones, key=lambda one: one.due_date or roadmap.end_date)
    yield from blocks.table(headers, (_milestone_row(one, roadmap) for one in ordered))


def _milestone_row(milestone: StoredMilestone, roadmap: StoredRoadmap) -> tuple[str, ...]:
    due = milestone.due_date
    return (
        str((due - roadmap.start_date).days // _WEEK + 1 if due else milestone.week),
        milestone.title,
        day(due) if due else "",
        figure(sum(task.estimated_hours for task in milestone.tasks)),
        f"{milestone.completion_percentage} %",
    )


def _milestone(milestone: StoredMilestone, roadmap: StoredRoadmap) -> Iterator[Block]:
    yield from blocks.listing(milestone.objectives)
    headers = ("Task", "Who", "From", "To", "Hours", "State", "Critical")
    has_begun = any(task.status != "pending" for task in roadmap.tasks)
    yield from blocks.table(headers, (_row(task, has_begun=has_begun) for task in milestone.tasks))
    titles = {task.id: task.title for task in roadmap.tasks}
    for task in milestone.tasks:
        yield blocks.heading(_TASK_LEVEL, task.title)
        yield from _task(task, titles)
    if milestone.success_metrics:
        yield blocks.heading(_TASK_LEVEL, "Reached when")
        yield from blocks.listing(milestone.success_metrics)


def _row(task: StoredTask, *, has_begun: bool) -> tuple[str, ...]:
    return (
        task.title,
        task.assignee or "",
        _short(task.start_date),
        _short(task.due_date),
        figure(task.estimated_hours),
        STATES[task.status] if has_begun else "",
        "yes" if task.critical else "",
    )


def _short(when: date) -> str:
    return f"{when.day} {when:%b}"


def _task(task: StoredTask, titles: dict[str, str]) -> Iterator[Block]:
    if task.description:
        yield blocks.paragraph(task.description)
    slip = f"{counted(abs(task.slip_days), 'day')} {'later' if task.slip_days > 0 else 'earlier'} than first planned"
    wait = task.wait_after
    yield from blocks.facts(
        # Actions of a strategy have one sentence for both.
        ("Leaves behind", "" if task.deliverable in task.success_criteria else task.deliverable),
        ("Done when", blocks.lines(task.success_criteria)),
        ("Keep as proof", blocks.lines(task.evidence)),
        ("After", blocks.lines(titles.get(name, name) for name in task.depends_on)),
        ("Then wait", f"{wait.days} {wait.unit}: {wait.reason}" if wait else ""),
        ("Moved", slip if task.slip_days else ""),
    )


def _options(roadmap: StoredRoadmap) -> Iterator[Block]:
    found = roadmap.deadline
    if found is None or found.met:
        return
    headers = ("Change", "Then it ends", "Meets the deadline")
    yield from blocks.table(
        headers, ((dated(one.says), day(one.end_date), "yes" if one.meets_deadline else "no") for one in found.options)
    )


def _risks(roadmap: StoredRoadmap) -> Iterator[Block]:
    if roadmap.risk_factors and roadmap.slippage and roadmap.slippage.replans:
        yield blocks.paragraph("Found in the first plan: their dates are those of that plan.")
    for risk in roadmap.risk_factors:
        yield blocks.heading(_TASK_LEVEL, risk.risk)
        yield from blocks.facts(
            ("Severity", risk.severity),
            ("Why", dated(risk.evidence)),
            ("Early sign", dated(risk.early_sign)),
            ("What to do", dated(risk.response)),
        )


def _budget(roadmap: StoredRoadmap) -> Iterator[Block]:
    found = roadmap.budget
    if found is None:
        return
    headers = ("What for", "Amount", "Why", "Only when")
    rows = ((one.title, amount(one.amount, found.currency), one.why, one.released or "") for one in found.lines)
    yield from blocks.table(headers, rows)
    yield blocks.paragraph(f"Together {amount(found.amount, found.currency)}. {found.basis}")


def _method(roadmap: StoredRoadmap) -> Iterator[Block]:
    found = roadmap.schedule
    if found is None:
        return
    how = _METHODS.get(found.method, found.method)
    if found.optimal:
        yield blocks.paragraph(f"Found {how}; it is proven that these tasks and people can't end sooner.")
    elif found.bound_date:
        proven = f"These tasks and people can't end before {day(found.bound_date)}"
        yield blocks.paragraph(f"Found {how}. {proven}; whether that day can be reached is unknown.")
