"""A roadmap as CSV (RFC 4180) for spreadsheets and planning tools: one row for each task.

It begins with a byte order mark, without which Excel takes UTF-8 for something else. A text that a spreadsheet would
compute gets an apostrophe in front of it, so that it stays text.
"""

import csv
import io
from collections.abc import Callable
from typing import Final, TypeAlias

from exports.cleaning import clean
from library.roadmaps.model import StoredMilestone, StoredRoadmap, StoredTask

Cell: TypeAlias = str | int | float | None
_BOM: Final = "\ufeff"
# What begins a formula, or hides its beginning from whoever looks at the first character only.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_COLUMNS: Final[tuple[tuple[str, Callable[[StoredMilestone, StoredTask], Cell]], ...]] = (
    ("Id", lambda _, task: task.id),
    ("Milestone", lambda milestone, _: milestone.title),
    ("Task", lambda _, task: task.title),
    ("Status", lambda _, task: task.status.replace("_", " ")),
    ("Start", lambda _, task: task.start_date.isoformat()),
    ("Due", lambda _, task: task.due_date.isoformat()),
    ("Assignee", lambda _, task: task.assignee),
    ("Estimated hours", lambda _, task: task.estimated_hours),
    ("Actual hours", lambda _, task: task.actual_hours),
    ("Remaining hours", lambda _, task: task.hours_left),
    ("Priority", lambda _, task: task.priority),
    ("Critical", lambda _, task: "yes" if task.critical else "no"),
    ("Slack days", lambda _, task: task.slack_days),
    ("Depends on", lambda _, task: "; ".join(task.depends_on)),
    ("First planned start", lambda _, task: (task.baseline_start_date or task.start_date).isoformat()),
    ("First planned due", lambda _, task: task.baseline_due.isoformat()),
    ("Days later than first planned", lambda _, task: task.slip_days),
    ("Completed on", lambda _, task: task.completed_on.isoformat() if task.completed_on else None),
    ("Skill", lambda _, task: task.skill),
    ("Description", lambda _, task: task.description),
    ("Deliverable", lambda _, task: task.deliverable),
    ("Success criteria", lambda _, task: "\n".join(task.success_criteria)),
    ("Evidence to keep", lambda _, task: "\n".join(task.evidence)),
    ("Source", lambda _, task: task.source),
)


def render(roadmap: StoredRoadmap) -> bytes:
    """Return the table as UTF-8."""
    text = io.StringIO()
    text.write(_BOM)
    writer = csv.writer(text)
    writer.writerow(header for header, _ in _COLUMNS)
    for milestone, task in roadmap.rows:
        writer.writerow(_shown(value(milestone, task)) for _, value in _COLUMNS)
    return text.getvalue().encode()


def _shown(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
