"""How a command ends that could not do what it was asked, and the exit codes of all."""

from enum import IntEnum
from uuid import UUID


class ExitCode(IntEnum):
    """What a script can tell from the end of a command."""

    DONE = 0
    BAD_NEWS = 1
    MISUSED = 2
    UNREACHABLE = 3
    NOT_FOUND = 4
    REFUSED = 5


class OperatorError(Exception):
    """A command that can't go on; `remedy` says what the operator does next."""

    def __init__(self, sentence: str, remedy: str = "", *, code: ExitCode = ExitCode.BAD_NEWS) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.code = code


def not_found(what: str, remedy: str) -> OperatorError:
    """This makes the error for something that is not there."""
    return OperatorError(f"There is no {what}.", remedy, code=ExitCode.NOT_FOUND)


def unknown_workspace(workspace_id: UUID) -> OperatorError:
    """This makes the error for a workspace that is not there, or not one of those that are meant."""
    return not_found(f"workspace {workspace_id}", "`convex jobs ls` shows the ids of workspaces.")
