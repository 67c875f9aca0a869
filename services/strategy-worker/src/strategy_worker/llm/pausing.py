"""When the same model is asked again after a failure, and when it is given up."""

import random
from typing import Final

from strategy_worker.llm.model import RETRYABLE, CallFailedError

# Two more tries before the first section; a wait that the API asks for is honoured up to the last figure.
_PAUSES_S: Final = (0.3, 0.9)
_LONGEST_PAUSE_S: Final = 2.0


class Pauses:
    """The waits that one model is given for one list of sections."""

    def __init__(self) -> None:
        self._left_s = list(_PAUSES_S)

    def before_again(self, failure: CallFailedError) -> float | None:
        """Return how many seconds to wait before the same model is asked again; None when it is not."""
        if failure.kind not in RETRYABLE or not self._left_s:
            return None
        pause_s = random.uniform(0, self._left_s.pop(0))  # noqa: S311 - spreads callers, guards nothing
        asked_s = failure.retry_after_s or 0.0
        return None if asked_s > _LONGEST_PAUSE_S else max(pause_s, asked_s)
