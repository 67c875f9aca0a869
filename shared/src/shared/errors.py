"""Two kinds of failure are enough: one that trying again can't mend, and one that it may."""


class PipelineError(Exception):
    """A job could not be done; `code` is for programs, `title` and `detail` are for the person who asked."""

    retryable = False

    def __init__(self, code: str, title: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.title = title
        self.detail = detail


class PermanentError(PipelineError):
    """The same request would fail again, so the job ends as failed."""


class TransientError(PipelineError):
    """Something outside was away or slow; the job goes on the retry ladder."""

    retryable = True


class BrokerUnavailableError(Exception):
    """A publish was not confirmed; nothing may be assumed about the message."""


class SettingsError(Exception):
    """A service can't run with what its environment says; the message names the variable."""
