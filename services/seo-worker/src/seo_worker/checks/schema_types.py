"""Knows the types of schema.org by name, and whose requirements for rich results each of them shares."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from seo_worker.checks.vocabulary import load_vocabulary


def unknown_types(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are no types of schema.org, such as misspelt ones."""
    return tuple(name for name in names if name not in _kinds())


def written_otherwise(name: str) -> str | None:
    """Return how schema.org writes a type that differs in its capitals only: engines compare them too."""
    return _by_small_letters().get(name.lower()) if name not in _kinds() else None


def requirements(names: Iterable[str]) -> frozenset[str]:
    """Return the fields that things of these types need, their own or those of their kind; `a|b` is one of several."""
    required, kinds = load_vocabulary().required_fields, _kinds()
    return frozenset(field for name in names for field in required.get(name, required.get(kinds.get(name) or "", ())))


def kinds_of(names: Iterable[str]) -> frozenset[str]:
    """Return the names together with those of their kinds: a Plumber is a LocalBusiness too."""
    return frozenset(kind for name in names for kind in (name, _kinds().get(name)) if kind)


@cache
def _kinds() -> Mapping[str, str | None]:
    """Return all types, each with the one whose requirements it shares."""
    text = files("seo_worker.checks").joinpath("schema_types.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({words[0]: words[1] if len(words) > 1 else None for words in lines})


@cache
def _by_small_letters() -> Mapping[str, str]:
    return MappingProxyType({name.lower(): name for name in _kinds()})
