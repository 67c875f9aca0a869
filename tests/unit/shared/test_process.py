"""What a process keeps from its start."""

import gc

from shared.worker.process import keep_startup_objects


def test_startup_objects_are_not_looked_through_again() -> None:
    kept = {"read": ["at", "start"]}
    assert any(found is kept for found in gc.get_objects())
    keep_startup_objects()
    try:
        assert not any(found is kept for found in gc.get_objects())
    finally:
        gc.unfreeze()
