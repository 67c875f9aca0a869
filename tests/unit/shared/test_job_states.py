"""What a delivery does when its job can't be claimed."""

import pytest

from shared.jobs.states import Held, JobState, Over, Refusal, ToCancel, refusal


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, Over()),
        (JobState("succeeded", 1, False, None), Over()),
        (JobState("failed", 5, False, None), Over()),
        (JobState("cancelled", 0, True, None), Over()),
        # Somebody may be working: dropping this delivery could lose the job.
        (JobState("running", 1, False, 12.0), Held(12.5)),
        (JobState("running", 1, False, 0.1), Held(1.0)),
        (JobState("dispatched", 1, False, 30.0), Held(30.5)),
        # The one who works on it will see the wish; only a job in nobody's hands is ended here.
        (JobState("running", 1, True, 12.0), Held(12.5)),
        (JobState("running", 1, True, -1.0), ToCancel()),
        (JobState("dispatched", 0, True, None), ToCancel()),
    ],
)
def test_a_refused_claim(state: JobState | None, expected: Refusal) -> None:
    assert refusal(state) == expected
