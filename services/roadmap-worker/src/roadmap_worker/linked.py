"""What a linked strategy and a linked audit add to a plan, beside the tasks of the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roadmap_worker.linked_documents import Action, Fix, Move, Question, strategy_parts
from roadmap_worker.people import skills_in
from roadmap_worker.task import Priority, Task, TaskSource

MAX_QUESTIONS: Final = 6
MAX_ACTIONS: Final = 15
MAX_FIXES: Final = 8
PHASE_DAYS: Final = 30
EFFORT_NOTE: Final = (
    "Items of the strategy and the audit are planned by their effort as S 4 h, M 10 h, L 24 h, a question as 1 h"
    " (assumption)."
)
_ANSWER_MINUTES: Final = (30, 60)
_EFFORT_MINUTES: Final = {"S": (120, 240), "M": (360, 600), "L": (960, 1440)}
_EFFORT_WORDS: Final = {"low": "S", "easy": "S", "small": "S", "high": "L", "hard": "L", "large": "L"}
_PHASE_PRIORITY: Final[Mapping[int, Priority]] = {30: "high", 60: "medium", 90: "low"}
_LONGEST_TITLE: Final = 140


@dataclass(frozen=True, slots=True)
class LinkedMilestone:
    """A milestone that isn't the template's."""

    id: str
    title: str
    objective: str
    success_metric: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Tasks beside the template's: `answers` come before its message, `fixes` before its launch.

    `later` counts the actions that begin after the plan and stay in the strategy.
    """

    tasks: tuple[Task, ...] = ()
    milestones: tuple[LinkedMilestone, ...] = ()
    answers: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    later: int = 0


_STRATEGY_MILESTONES: Final = (
    LinkedMilestone(
        "strategy-questions",
        "Open questions of the strategy answered",
        "Replace what the strategy had to assume by what you know",
        "Questions answered, or given an owner and a date: all",
    ),
    *(
        LinkedMilestone(
            f"strategy-{phase}",
            f"Strategy: {name}",
            f"Do what the strategy plans for {name}",
            "Actions done by their own definition of done: all",
        )
        for phase, name in ((30, "the first thirty days"), (60, "days 31 to 60"), (90, "days 61 to 90"))
    ),
    LinkedMilestone(
        "strategy-moves",
        "Strategy: chosen moves prepared",
        "Prepare the moves the strategy chose and its plan does not spell out",
        "Moves with a first version and a counted metric: all",
    ),
)
_AUDIT_MILESTONE: Final = LinkedMilestone(
    "audit-fixes",
    "Findings of the audit repaired",
    "Repair what the audit found, the most points first",
    "Findings that a new audit no longer reports: all of these",
)


def strategy_work(document: Mapping[str, object], *, days: int) -> Linked:
    """Return questions to answer, the actions that begin within so many days and the moves no action mentions."""
    parts = strategy_parts(document)
    actions = [action for action in parts.actions if _phase(action) - PHASE_DAYS < days]
    answers = tuple(_answer(number, one) for number, one in enumerate(parts.questions[:MAX_QUESTIONS], start=1))
    planned = _action_tasks(actions[:MAX_ACTIONS])
    spoken = " ".join(f"{action.action} {action.because}".casefold() for action in parts.actions)
    unspoken = [move for move in parts.moves if move.name.casefold() not in spoken]
    tasks = (*answers, *planned, *(_move(move) for move in unspoken[: MAX_ACTIONS - len(planned)]))
    used = {task.milestone_id for task in tasks}
    return Linked(
        tasks=tasks,
        milestones=tuple(milestone for milestone in _STRATEGY_MILESTONES if milestone.id in used),
        answers=tuple(task.id for task in answers),
        later=len(parts.actions) - len(actions),
    )


def audit_work(fixes: Sequence[Fix]) -> Linked:
    """Return the recommendations that would gain points, in the audit's own order."""
    gaining = [fix for fix in fixes if fix.points is None or fix.points > 0]
    tasks = tuple(_fix(number, fix) for number, fix in enumerate(gaining[:MAX_FIXES], start=1))
    return Linked(tasks, (_AUDIT_MILESTONE,) if tasks else (), fixes=tuple(task.id for task in tasks))


def together(first: Linked, second: Linked) -> Linked:
    """Return both."""
    return Linked(
        tasks=first.tasks + second.tasks,
        milestones=first.milestones + second.milestones,
        answers=first.answers + second.answers,
        fixes=first.fixes + second.fixes,
        later=first.later + second.later,
    )


def _answer(number: int, question: Question) -> Task:
    return Task(
        id=f"answer-{number}",
        milestone_id="strategy-questions",
        title=_short(f"Answer: {question.question}"),
        description=_sentences(
            "The strategy could not know this.", question.changes and f"It changes: {question.changes}"
        ),
        optimistic_minutes=_ANSWER_MINUTES[0],
        likely_minutes=_ANSWER_MINUTES[1],
        skill="strategy",
        depends_on=(),
        wait=None,
        priority="high",
        success_criteria=("The answer with its source, or an owner and a date",),
        source="strategy",
    )


def _action_tasks(actions: Sequence[Action]) -> tuple[Task, ...]:
    ids: dict[str, str] = {}
    tasks: list[Task] = []
    for number, action in enumerate(actions, start=1):
        # Only what stands earlier may be waited for, so a circle in a document can't become one in the plan.
        before = tuple(dict.fromkeys(ids[name] for name in action.depends_on if name in ids))
        ids[action.id] = f"strategy-action-{number}"
        tasks.append(_action(ids[action.id], action, before))
    return tuple(tasks)


def _action(task_id: str, action: Action, before: tuple[str, ...]) -> Task:
    phase = _phase(action)
    optimistic, likely = _effort(action.effort)
    owner = f"The strategy names as owner: {action.owner}." if action.owner else ""
    return Task(
        id=task_id,
        milestone_id=f"strategy-{phase}",
        title=_short(action.action),
        description=_sentences(action.action if len(action.action) > _LONGEST_TITLE else "", action.because, owner),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        skill=_skill(action.action, action.owner),
        depends_on=before,
        wait=None,
        priority=_PHASE_PRIORITY[phase],
        success_criteria=(action.done_when or "Shown to whoever asked for it",),
        source="strategy",
        not_before_days=phase - PHASE_DAYS,
        within_days=phase,
    )


def _phase(action: Action) -> int:
    return action.phase if action.phase in _PHASE_PRIORITY else 60


def _move(move: Move) -> Task:
    optimistic, likely = _effort(move.effort)
    return Task(
        id=f"strategy-move-{move.id.replace('_', '-')}",
        milestone_id="strategy-moves",
        title=_short(f"Prepare: {move.name}"),
        description=_sentences(move.mechanism, move.because),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        skill=_skill(move.name, move.mechanism),
        depends_on=(),
        wait=None,
        priority="medium",
        success_criteria=(f"A first version, and {move.metric} is counted" if move.metric else "A first version",),
        source="strategy",
    )


def _fix(number: int, fix: Fix) -> Task:
    optimistic, likely = _effort(fix.effort)
    gain = f"The audit puts the gain at {fix.points:.1f} points of its score." if fix.points else ""
    source: TaskSource = "audit"
    return Task(
        id=f"audit-fix-{number}",
        milestone_id="audit-fixes",
        title=_short(fix.title),
        description=_sentences(fix.action, fix.why, gain),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        skill=_skill(fix.title, default="seo"),
        depends_on=(),
        wait=None,
        priority="high" if number <= 3 else "medium",
        success_criteria=(f"A new audit no longer reports {fix.id}",),
        source=source,
    )


def _effort(effort: str) -> tuple[int, int]:
    size = _EFFORT_WORDS.get(effort.casefold(), effort.upper())
    return _EFFORT_MINUTES.get(size, _EFFORT_MINUTES["M"])


def _skill(*words: str, default: str = "strategy") -> str:
    return min(skills_in(words), default=default)


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in parts if part)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1].rstrip()}…"
