"""The distributions of this repository and what each needs from outside it."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path


def members(root: Path) -> list[Path]:
    """Return the directory of each distribution, shared ones first."""
    patterns = (
        "shared/pyproject.toml",
        "shared/*/pyproject.toml",
        "services/*/pyproject.toml",
        "clients/pyproject.toml",
    )
    return [path.parent for pattern in patterns for path in sorted(root.glob(pattern))]


def services(root: Path) -> list[Path]:
    """Return the directories of the distributions that are services."""
    return [directory for directory in members(root) if directory.parent.name == "services"]


def name_of(requirement: str) -> str:
    """Return the normalised name a requirement is about, without extras, version or marker."""
    found = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", requirement.strip())
    return re.sub(r"[-_.]+", "-", found.group()).lower() if found else ""


def requirements(root: Path, directories: Iterable[Path]) -> list[str]:
    """Return what these distributions, and those of ours they need, require from the package index."""
    ours = {directory.name: directory for directory in members(root)}
    outside: set[str] = set()
    for directory in _closure(directories, ours):
        outside.update(item for item in _dependencies(directory) if name_of(item) not in ours)
    return sorted(outside)


def local_needs(root: Path, directory: Path) -> list[Path]:
    """Return a distribution's directory and those of ours it needs, in the order of `members`."""
    ours = {found.name: found for found in members(root)}
    needed = set(_closure([directory], ours))
    return [found for found in members(root) if found in needed]


def _closure(directories: Iterable[Path], ours: dict[str, Path]) -> Iterator[Path]:
    waiting = list(directories)
    seen: set[Path] = set()
    while waiting:
        directory = waiting.pop()
        if directory in seen:
            continue
        seen.add(directory)
        yield directory
        waiting.extend(ours[name_of(item)] for item in _dependencies(directory) if name_of(item) in ours)


def _dependencies(directory: Path) -> list[str]:
    with (directory / "pyproject.toml").open("rb") as file:
        return list(tomllib.load(file)["project"].get("dependencies", []))
