"""What a linked strategy adds: questions to answer, its actions in their thirty days, and moves no action mentions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from roadmap_worker.linked import Linked, LinkedMilestone, sentences, short, skill_of
from roadmap_worker.linked_documents import Action, Move, Question, strategy_parts
from roadmap_worker.task import Priority, Task

MAX_QUESTIONS: Final = 6
MAX_ACTIONS: Final = 15
PHASE_DAYS: Final = 30
_MAX_RISKS: Final = 3
_COUNT_OF: Final = "The count of"
_ANSWER_MINUTES: Final = (30, 60, 180)
_EFFORT_MINUTES: Final = {"S": (120, 240, 480), "M": (360, 600, 1080), "L": (960, 1440, 2880)}
_EFFORT_WORDS: Final = {"low": "S", "easy": "S", "small": "S", "high": "L", "hard": "L", "large": "L"}
_PHASE_PRIORITY: Final[Mapping[int, Priority]] = {30: "high", 60: "medium", 90: "low"}

_MILESTONES: Final = (
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


def strategy_work(document: Mapping[str, object], *, days: int) -> Linked:
    """Return questions to answer, the actions that begin within so many days and the moves no action mentions."""
    parts = strategy_parts(document)
    actions = [action for action in parts.actions if _phase(action) - PHASE_DAYS < days]
    answers = tuple(_answer(number, one) for number, one in enumerate(parts.questions[:MAX_QUESTIONS], start=1))
    planned = _action_tasks(actions[:MAX_ACTIONS], parts.moves)
    spoken = " ".join(f"{action.action} {action.because}".casefold() for action in parts.actions)
    unspoken = [move for move in parts.moves if move.name.casefold() not in spoken]
    tasks = (*answers, *planned, *(_move(move) for move in unspoken[: MAX_ACTIONS - len(planned)]))
    return Linked(
        tasks=tasks,
        milestones=tuple(_milestones(tasks)),
        answers=tuple(task.id for task in answers),
        later=len(parts.actions) - len(actions),
        risks=parts.risks[:_MAX_RISKS],
        assumptions=parts.assumptions[:_MAX_RISKS],
    )


def _milestones(tasks: Sequence[Task]) -> Iterator[LinkedMilestone]:
    """Yield the milestones that have tasks, with what these tasks are counted by."""
    for milestone in _MILESTONES:
        theirs = [task for task in tasks if task.milestone_id == milestone.id]
        counted = dict.fromkeys(text for task in theirs for text in task.evidence if text.startswith(_COUNT_OF))
        if theirs:
            metrics = "; ".join((milestone.success_metric, *counted))
            yield replace(milestone, success_metric=metrics)


def _answer(number: int, question: Question) -> Task:
    optimistic, likely, pessimistic = _ANSWER_MINUTES
    return Task(
        id=f"answer-{number}",
        milestone_id="strategy-questions",
        title=short(f"Answer: {question.question}"),
        description=sentences(
            "The strategy could not know this.", question.changes and f"It changes: {question.changes}"
        ),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        pessimistic_minutes=pessimistic,
        skill=skill_of("", question.question),
        depends_on=(),
        wait=None,
        priority="high",
        success_criteria=("The answer with its source, or an owner and a date",),
        source="strategy",
        source_id=f"question-{number}",
        deliverable="An answer in writing",
        evidence=("The answer with the cases or figures it comes from",),
    )


def _action_tasks(actions: Sequence[Action], moves: Sequence[Move]) -> tuple[Task, ...]:
    ids: dict[str, str] = {}
    tasks: list[Task] = []
    for number, action in enumerate(actions, start=1):
        # Only what stands earlier may be waited for, so a circle in a document can't become one in the plan.
        before = tuple(dict.fromkeys(ids[name] for name in action.depends_on if name in ids))
        ids[action.id] = f"strategy-action-{number}"
        move = next((one for one in moves if one.name in action.because), None)
        tasks.append(_action(ids[action.id], action, before, move.metric if move else ""))
    return tuple(tasks)


def _action(task_id: str, action: Action, before: tuple[str, ...], metric: str) -> Task:
    phase = _phase(action)
    optimistic, likely, pessimistic = _effort(action.effort)
    owner = f"The strategy names as owner: {action.owner}" if action.owner else ""
    title = short(action.action)
    return Task(
        id=task_id,
        milestone_id=f"strategy-{phase}",
        title=title,
        description=sentences(action.action if title.endswith("…") else "", action.because, owner),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        pessimistic_minutes=pessimistic,
        skill=skill_of(action.owner, action.action),
        depends_on=before,
        wait=None,
        priority=_PHASE_PRIORITY[phase],
        success_criteria=(action.done_when or "Shown to whoever asked for it",),
        source="strategy",
        source_id=action.id,
        not_before_days=phase - PHASE_DAYS,
        within_days=phase,
        deliverable=action.done_when or "A result that can be shown",
        evidence=(_counted(metric),),
    )


def _counted(metric: str) -> str:
    return f"{_COUNT_OF} {metric}, before and after" if metric else "A dated note that shows it was done"


def _phase(action: Action) -> int:
    return action.phase if action.phase in _PHASE_PRIORITY else 60


def _move(move: Move) -> Task:
    optimistic, likely, pessimistic = _effort(move.effort)
    return Task(
        id=f"strategy-move-{move.id.replace('_', '-')}",
        milestone_id="strategy-moves",
        title=short(f"Prepare: {move.name}"),
        description=sentences(move.mechanism, move.because),
        optimistic_minutes=optimistic,
        likely_minutes=likely,
        pessimistic_minutes=pessimistic,
        skill=skill_of("", f"{move.name} {move.mechanism}"),
        depends_on=(),
        wait=None,
        priority="medium",
        success_criteria=(f"A first version, and {move.metric} is counted" if move.metric else "A first version",),
        source="strategy",
        source_id=move.id,
        deliverable="A first version",
        evidence=(_counted(move.metric),),
    )


def _effort(effort: str) -> tuple[int, int, int]:
    size = _EFFORT_WORDS.get(effort.casefold(), effort.upper())
    return _EFFORT_MINUTES.get(size, _EFFORT_MINUTES["M"])
