"""What a delivery has to do, decided from the job's row alone."""

from dataclasses import dataclass
from typing import Final

# After the lease ends there is nothing to wait for, so a delivery comes back soon after it.
_AFTER_LEASE_S: Final = 0.5
_MIN_WAIT_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class JobState:
    """What stands between a delivery and its job; `free_in_s` is None when nothing does."""

    status: str
    attempt: int
    cancel_requested: bool
    free_in_s: float | None


@dataclass(frozen=True, slots=True)
class Over:
    """The job has ended, or there is none: this delivery is a duplicate."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody may be working on it, or it is not time yet: dropping the delivery could lose the job."""

    wait_s: float


@dataclass(frozen=True, slots=True)
class ToCancel:
    """The user wants it to stop, and nobody is working on it."""


Refusal = Over | Held | ToCancel


def refusal(state: JobState | None) -> Refusal:
    """Say why a job could not be claimed."""
    if state is None or state.status in {"succeeded", "failed", "cancelled"}:
        return Over()
    is_free = state.free_in_s is None or state.free_in_s <= 0
    if state.cancel_requested and (state.status != "running" or is_free):
        return ToCancel()
    return Held(max(_MIN_WAIT_S, (state.free_in_s or 0) + _AFTER_LEASE_S))
