"""A roadmap as an iCalendar file (RFC 5545): each task and each milestone is an event of whole days.

Events keep their ids from plan to plan and count their changes, so that importing a later file moves them instead of
doubling them. They take up no time, because a task of two hours in three days does not fill any of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Component, Event

from exports.cleaning import clean, line
from exports.roadmaps.wording import STATES, hours
from library.roadmaps.model import StoredMilestone, StoredRoadmap, StoredTask

_PRODUCT: Final = "-//CONVEX//Marketing Intelligence//EN"
_DOMAIN: Final = "convex.invalid"
_DAY: Final = timedelta(days=1)


def render(roadmap: StoredRoadmap, *, revision: int, changed_at: datetime) -> bytes:
    """Return the calendar; `revision` counts the changes of the roadmap, `changed_at` is when the last one was."""
    calendar = Calendar()
    _add(calendar, "prodid", _PRODUCT)
    _add(calendar, "version", "2.0")
    _add(calendar, "method", "PUBLISH")
    _add(calendar, "x-wr-calname", line(roadmap.template_name))
    for event in _events(roadmap):
        _add(event, "sequence", revision)
        _add(event, "dtstamp", changed_at)
        _add(event, "last-modified", changed_at)
        _add(event, "transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()


def _events(roadmap: StoredRoadmap) -> Iterator[Event]:
    for milestone in roadmap.milestones:
        for task in milestone.tasks:
            yield _task(roadmap, milestone, task)
        if milestone.due_date:
            yield _milestone(roadmap, milestone, milestone.due_date)


def _task(roadmap: StoredRoadmap, milestone: StoredMilestone, task: StoredTask) -> Event:
    mark = "✓ " if task.status == "completed" else ""
    # A calendar that a team shares shows whose it is before anybody opens the event.
    who = f" ({line(task.assignee)})" if task.assignee else ""
    summary = f"{mark}{line(task.title)}{who}"
    event = _event(f"{task.id}@{roadmap.roadmap_id}", summary, task.start_date, task.due_date)
    _add(event, "description", clean("\n\n".join(_about(task))))
    _add(event, "categories", [line(milestone.title)])
    _add(event, "priority", {"high": 1, "medium": 5, "low": 9}[task.priority])
    return event


def _milestone(roadmap: StoredRoadmap, milestone: StoredMilestone, due: date) -> Event:
    event = _event(f"milestone-{milestone.id}@{roadmap.roadmap_id}", f"◆ {milestone.title}", due, due)
    about = [*milestone.objectives, *milestone.success_metrics]
    _add(event, "description", clean("\n".join(f"- {text}" for text in about)))
    _add(event, "categories", ["Milestone"])
    return event


def _event(uid: str, summary: str, first: date, last: date) -> Event:
    event = Event()
    _add(event, "uid", f"{uid}.{_DOMAIN}")
    _add(event, "summary", line(summary))
    _add(event, "dtstart", first)
    # The end of an event of whole days is the day after its last one.
    _add(event, "dtend", last + _DAY)
    return event


def _about(task: StoredTask) -> Iterator[str]:
    who = task.assignee or "nobody yet"
    yield f"{STATES[task.status].capitalize()}, {hours(task.estimated_hours)}, {who}."
    if task.description:
        yield task.description
    if task.deliverable:
        yield f"Deliverable: {task.deliverable}"
    if task.success_criteria:
        yield "Done when:\n" + "\n".join(f"- {text}" for text in task.success_criteria)


def _add(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType] - the package leaves a type out
