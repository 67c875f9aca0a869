"""The environment is remade when anything it was made from changes."""

from pathlib import Path

from deploy.local.environment import fingerprint


def key(root: Path, *, python: str = "3.11.7") -> str:
    return fingerprint(root, [root / "requirements.lock", root / "pyproject.toml"], python=python)


def files(root: Path) -> Path:
    root.mkdir()
    (root / "requirements.lock").write_text("a==1\n")
    (root / "pyproject.toml").write_text("[project]\n")
    return root


def test_the_same_files_give_the_same_key(tmp_path: Path) -> None:
    root = files(tmp_path / "a")
    assert key(root) == key(root)


def test_a_changed_lock_gives_another_key(tmp_path: Path) -> None:
    root = files(tmp_path / "a")
    before = key(root)
    (root / "requirements.lock").write_text("a==2\n")
    assert key(root) != before


def test_text_moved_from_one_file_to_another_gives_another_key(tmp_path: Path) -> None:
    root = files(tmp_path / "a")
    before = key(root)
    (root / "requirements.lock").write_text("[project]\n")
    (root / "pyproject.toml").write_text("a==1\n")
    assert key(root) != before


def test_another_interpreter_gives_another_key(tmp_path: Path) -> None:
    root = files(tmp_path / "a")
    assert key(root) != key(root, python="3.12.1")


def test_another_place_gives_another_key(tmp_path: Path) -> None:
    assert key(files(tmp_path / "a")) != key(files(tmp_path / "b"))
