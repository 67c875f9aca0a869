"""What an expression of Prometheus names, compared with what is exported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import promql_parser


@dataclass(frozen=True, slots=True)
class Exported:
    """Names of metrics with the names of their labels."""

    labels: Mapping[str, frozenset[str]]

    def problems(self, expression: str, legend_labels: frozenset[str] = frozenset()) -> list[str]:
        """Return what the expression, or the legend of its series, names and nobody exports."""
        found = _walked(promql_parser.parse(expression))
        problems = [f"no metric {name}" for name in found.metrics if name not in self.labels]
        for name, label in found.matched:
            if label not in self._of(name):
                problems.append(f"{name} has no label {label}")
        known = frozenset(label for name in found.metrics for label in self._of(name)) | found.made
        asked = found.grouped | legend_labels
        return problems + [f"no series has a label {label}" for label in sorted(asked - known)]

    def _of(self, name: str) -> frozenset[str]:
        return self.labels.get(name, frozenset())


@dataclass(slots=True)
class _Found:
    metrics: set[str]
    matched: set[tuple[str, str]]
    grouped: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()


def _walked(root: Any) -> _Found:
    found = _Found(set(), set())
    for node in _nodes(root):
        match node:
            case promql_parser.VectorSelector():
                found.metrics.add(str(node.name))
                found.matched |= {(str(node.name), matcher.name) for matcher in node.matchers.matchers}
            case promql_parser.AggregateExpr():
                found.grouped |= frozenset(node.modifier.labels if node.modifier else ())
            case promql_parser.BinaryExpr():
                found.grouped |= _matching(node)
            case promql_parser.Call() if node.func.name == "label_replace":
                found.made |= {node.args[1].val}
            case _:
                pass
    return found


def _matching(node: Any) -> frozenset[str]:
    matching = node.modifier.matching if node.modifier else None
    return frozenset(matching.labels if matching else ())


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for name in ("expr", "lhs", "rhs", "vector_selector"):
        inner = getattr(node, name, None)
        if inner is not None:
            yield from _nodes(inner)
    for inner in getattr(node, "args", ()):
        yield from _nodes(inner)
