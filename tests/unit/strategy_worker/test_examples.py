"""The examples in docs are what the engine writes now, so that nobody is shown what no longer comes out."""

from pathlib import Path

import pytest
from bench.examples import briefs, written


def test_there_is_an_example_of_each_framework() -> None:
    assert len(briefs()) == 5
    titles = {path.with_suffix(".md").read_text(encoding="utf-8").split(" for ")[0] for path in briefs()}
    assert len(titles) == 5


@pytest.mark.parametrize("path", briefs(), ids=lambda path: path.stem)
def test_an_example_is_what_the_engine_writes(path: Path) -> None:
    shown = path.with_suffix(".md").read_text(encoding="utf-8")
    assert shown == written(path), "run `make examples`, read what changed, and commit it"
