"""All checks of the knowledge base, one after the other."""

from collections.abc import Mapping

from strategy_worker.knowledge.lint import likeness, ranges, references, units, usage, wording
from strategy_worker.knowledge.load import KnowledgeBase


def problems(base: KnowledgeBase, source: Mapping[str, str]) -> list[str]:
    """Return what is wrong, each with where it is; `source` is the code that speaks, by file name."""
    return [
        *references.problems(base),
        *ranges.problems(base),
        *wording.problems(base),
        *units.problems(base),
        *usage.problems(base, source),
        *likeness.problems(base),
    ]
