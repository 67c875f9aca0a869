"""Two kinds of failure are enough: one that trying again can't mend, and one that it may."""


class PipelineError(Exception):
    """A job could not be done; `code` is for programs, `title` and `detail` are for the person who asked.

    `retryable` tells that person whether asking again later may help; what the worker does is the class's business.
    """

    may_pass_by_itself = False

    def __init__(self, code: str, title: str, detail: str, *, retryable: bool | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.title = title
        self.detail = detail
        self.retryable = self.may_pass_by_itself if retryable is None else retryable


class PermanentError(PipelineError):
    """The worker need not try again: the same request would fail again, or only the person who asked knows when not."""


class TransientError(PipelineError):
    """Something outside was away or slow; the job goes on the retry ladder."""

    may_pass_by_itself = True


class BrokerUnavailableError(Exception):
    """A publish was not confirmed; nothing may be assumed about the message."""


class SettingsError(Exception):
    """A service can't run with what its environment says; the message names the variable."""
