"""Why a job is not taken now, in words for people whose form is shown again with everything they filled in."""

from collections.abc import Mapping
from typing import Final

from gateway.dashboard.marking import N_
from shared.contracts.problems import ProblemCode

REFUSALS: Final[Mapping[ProblemCode, str]] = {
    ProblemCode.WORKSPACE_QUEUE_FULL: N_("This workspace has as many jobs waiting as it may. Please try again soon."),
    ProblemCode.QUEUE_FULL: N_("Too much is waiting to be done at the moment. Please try again soon."),
    ProblemCode.MAINTENANCE: N_("Nothing was started, as no new work is taken at the moment. Please try again later."),
}
