"""The demo's roadmap as text for a terminal: dates, people, what decides the end, how sure it is, the first risk."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from deploy.local.demo_client import Answer, Finished
from deploy.local.demo_report import WIDTH, labelled, title, took

_DAYS: Final = 15
_NAME: Final = 10


def roadmap(done: Finished) -> Iterator[str]:
    """Yield the plan from its head to its first risk."""
    result = done.result
    yield title(f"ROADMAP   {took(done)}   {result['templateName']}\n{_head(result)}")
    yield from _ends(result)
    names: dict[str, str] = {}
    for milestone in result["milestones"]:
        due = f", by {_day(milestone['dueDate'])}" if milestone.get("dueDate") else ""
        yield f"\n{milestone['title']} (week {milestone['week']}{due})"
        for task in milestone["tasks"]:
            names[task["id"]] = task["title"]
            yield _task(task)
    yield from _critical([names[item] for item in result["criticalPath"]])
    yield from _budget(result)
    yield from _risk(result)


def _head(result: Answer) -> str:
    tasks = [task for milestone in result["milestones"] for task in milestone["tasks"]]
    hours = sum(float(task["estimatedHours"]) for task in tasks)
    first, last = _day(result["startDate"]), _day(result["endDate"])
    capacity: Answer = result.get("capacity") or {}
    people: Sequence[Answer] = capacity.get("people", ())
    team = ", ".join(f"{one['name'] or 'one person'} {one['hoursPerWeek']:g} h a week" for one in people)
    return f"{first} → {last}, {result['totalDuration']:g} weeks; {len(tasks)} tasks, {hours:g} h" + (
        f"\n{team}" if team else ""
    )


def _ends(result: Answer) -> Iterator[str]:
    """Yield how sure the end is, and whether the deadline is met."""
    if finish := result.get("finish"):
        yield ""
        yield labelled("P50", f"{_day(finish['p50'])}: half of {finish['samples']:,} simulated plans end by then")
        yield labelled("P90", f"{_day(finish['p90'])}: nine of ten do; the day to tell others")
    if deadline := result.get("deadline"):
        late = f"missed by {deadline['lateByDays']} days"
        met = f"met with {deadline['spareDays']} days to spare" if deadline["met"] else late
        yield labelled("wanted", f"{_day(deadline['date'])}: {met}")


def _task(task: Answer) -> str:
    mark = "●" if task["critical"] else " "
    days = f"{_short(task['startDate'])} – {_short(task['dueDate'])}"
    who = str(task.get("assignee") or "")[:_NAME]
    begins = f"  {mark} {days:{_DAYS}} {who:{_NAME}} "
    ends = f" ({float(task['estimatedHours']):g} h{_slack(task)})"
    # Long titles give way, hours don't.
    room, name = WIDTH - len(begins) - len(ends), str(task["title"])
    return f"{begins}{name if len(name) <= room else f'{name[: room - 1]}…'}{ends}"


def _slack(task: Answer) -> str:
    days = task["slackDays"]
    return "" if task["critical"] else f", {days} {'day' if days == 1 else 'days'} of slack"


def _critical(titles: Sequence[str]) -> Iterator[str]:
    yield f"\n● The critical path, of which each lost day moves the end ({len(titles)}):"
    yield textwrap.fill(" → ".join(titles), WIDTH, initial_indent="  ", subsequent_indent="    ")


def _budget(result: Answer) -> Iterator[str]:
    budget = result.get("budget")
    if budget:
        yield f"\nBudget: {budget['amount']:,.0f} {budget['currency']}, by shares that are an assumption"
        for one in budget["lines"]:
            yield f"  {one['amount']:>9,.0f}  {one['title']}"


def _risk(result: Answer) -> Iterator[str]:
    risks: Sequence[Answer] = result.get("riskFactors") or ()
    if risks:
        first = risks[0]
        yield f"\nThe first of {len(risks)} risks found in this plan: {first['risk']}"
        yield labelled("why", first["evidence"])
        yield labelled("sign", first["earlySign"])
        yield labelled("do", first["response"])


def _day(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when:%a} {when.day} {when:%b} {when.year}"


def _short(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.day:2} {when:%b}"
