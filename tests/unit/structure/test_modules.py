"""Rules of style that no linter has."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_FOLDERS = ("shared", "services", "deploy")
_MODULES = sorted(path for folder in _FOLDERS for path in (ROOT / folder).glob("**/*.py"))
_MAX_LINES = 250
# A module that only declares values has one reason to change, however many values there are.
_MAX_LINES_OF_VALUES = 450


def test_there_are_modules_to_check() -> None:
    assert len(_MODULES) > 50


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_begins_with_a_docstring(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    has_functions = any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in tree.body)
    most = _MAX_LINES if has_functions else _MAX_LINES_OF_VALUES
    assert len(text.splitlines()) <= most, "split it by reason to change"
    assert ast.get_docstring(tree), "say which invariant it keeps"
    assert "from __future__ import annotations" not in text, "FastStream and pydantic read annotations at run time"


@pytest.mark.parametrize(
    "path", [p for p in _MODULES if p.name == "__init__.py"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_package_file_holds_its_docstring_and_nothing_else(path: Path) -> None:
    assert len(ast.parse(path.read_text(encoding="utf-8")).body) == 1
