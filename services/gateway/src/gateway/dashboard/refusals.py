"""Why a job is not taken now, in words for people whose form is shown again with everything they filled in."""

from collections.abc import Mapping
from typing import Final

from gateway.dashboard.languages import Language
from gateway.dashboard.marking import N_
from gateway.dashboard.messages import problem_messages
from gateway.errors import ProblemError
from shared.contracts.problems import ProblemCode

_REFUSALS: Final[Mapping[ProblemCode, str]] = {
    ProblemCode.WORKSPACE_QUEUE_FULL: N_("This workspace has as many jobs waiting as it may. Please try again soon."),
    ProblemCode.QUEUE_FULL: N_("Too much is waiting to be done at the moment. Please try again soon."),
    ProblemCode.MAINTENANCE: N_("Nothing was started, as no new work is taken at the moment. Please try again later."),
}


def refusal_messages(problem: ProblemError, language: Language) -> dict[str, str]:
    """Return why what a form asks for is not done: by field, or under `form` when it is not about a field.

    Raises:
        ProblemError: the same, when filling in the form otherwise or sending it later does not help.
    """
    if not problem.errors and problem.code not in _REFUSALS:
        raise problem
    return problem_messages(problem, language) or {"form": language.text(_REFUSALS[problem.code])}
