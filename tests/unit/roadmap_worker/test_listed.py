"""Parts of a sentence as a list."""

import pytest

from roadmap_worker.risk import listed


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["One."], "One."),
        (["One takes 4%.", "Two."], "One takes 4%; Two."),
        (["a", "b", "c", "d", "e"], "a; b; c; d; and 1 more"),
    ],
)
def test_sentences_in_a_list_keep_the_last_stop_only(parts: list[str], text: str) -> None:
    assert listed(parts) == text
