"""What the code says and what the phrasing offers: neither may lack the other."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.knowledge.slots import GLOBAL

_ID: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_SAYING: Final = frozenset({"phrase", "line", "lines"})
_NO_SLOTS: Final = frozenset({"turn"})


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that says something: the ids and, unless they are passed on as a mapping, the slots it fills."""

    where: str
    ids: tuple[str, ...]
    slots: frozenset[str] | None


def package_source() -> dict[str, str]:
    """Return the code of this package that says something, by file name: the model has words of its own."""
    root = Path(__file__).parents[2]
    paths = [path.relative_to(root) for path in sorted(root.rglob("*.py"))]
    return {str(path): (root / path).read_text(encoding="utf-8") for path in paths if path.parts[0] != "llm"}


def problems(base: KnowledgeBase, source: Mapping[str, str]) -> Iterator[str]:
    """Yield sayings without phrasing, slots filled amiss, and phrasing that nobody says."""
    trees = {name: ast.parse(text) for name, text in source.items()}
    named = {text for tree in trees.values() for text in _strings(tree) if _ID.fullmatch(text)}
    built = tuple(pattern for tree in trees.values() for pattern in _built(tree))
    topics = {key.partition(".")[0] for key in base.phrasing}
    for text in sorted(named):
        if text.partition(".")[0] in topics and not any(key.startswith(text) for key in base.phrasing):
            yield f"code: there is no phrasing {text}"
    for key in base.phrasing:
        # What the code names may be told apart by an ending, as for those who give and those who send.
        if not any(key == text or key.startswith(f"{text}.") for text in named) and not any(
            pattern.match(key) for pattern in built
        ):
            yield f"phrasing {key}: no code says it"
    for name, tree in trees.items():
        for call in _calls(name, tree):
            yield from _filled_amiss(base, call)


def _filled_amiss(base: KnowledgeBase, call: _Call) -> Iterator[str]:
    wanted: frozenset[str] = frozenset()
    for key in call.ids:
        if key in base.phrasing:
            wanted |= frozenset(base.phrasing[key].slots)
        else:
            yield f"{call.where}: there is no phrasing {key}"
    # A slot that every brief fills may be filled with something else once.
    if call.slots is not None and call.slots - GLOBAL.keys() != wanted - GLOBAL.keys():
        said = " and ".join(call.ids)
        yield f"{call.where}: {said} has the slots {sorted(wanted)} and gets {sorted(call.slots)}"


def _calls(name: str, tree: ast.Module) -> Iterator[_Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SAYING:
            ids = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if len(ids) == len(node.args) and ids:
                yield _Call(f"{name}:{node.lineno}", tuple(ids), _slots(node))


def _slots(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name) - _NO_SLOTS


def _strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _built(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    """Yield what ids look like that are put together, such as `f"rule.{direction}"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values)
            if re.fullmatch(r"[a-z][a-z0-9_]*\.[a-z0-9_.]*", str(node.values[0].value)):
                yield re.compile("".join(parts) + r"(?:\.|$)")
