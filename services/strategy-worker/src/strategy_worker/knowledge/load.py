"""The knowledge base in memory: read once, validated, and identified by version and hash.

Nothing here changes after loading, so the cached value is shared by all jobs of a process.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar, cast

import yaml

from strategy_worker.knowledge import schema
from strategy_worker.knowledge.industry import Industry
from strategy_worker.knowledge.phrasing import Phrasing

VERSION: Final = "2.0.0"

_E = TypeVar("_E", bound=schema.Entity)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything the engine knows, each list in the order of its file."""

    axes: dict[str, schema.Axis]
    industries: dict[str, Industry]
    audiences: dict[str, schema.Audience]
    challenges: dict[str, schema.Challenge]
    tactics: dict[str, schema.Tactic]
    objections: dict[str, schema.Objection]
    reversals: dict[str, schema.Reversal]
    metrics: dict[str, schema.MetricDefinition]
    benchmarks: dict[str, schema.Range]
    loops: dict[str, schema.GrowthLoop]
    answers: dict[str, schema.Answer]
    page_kinds: dict[str, schema.PageKind]
    phrasing: dict[str, Phrasing]
    sha256: str


@cache
def knowledge() -> KnowledgeBase:
    """Return the knowledge base.

    Raises:
        pydantic.ValidationError: naming the entry and field that is wrong.
        ValueError: when two entries of a kind share an id.
    """
    return KnowledgeBase(
        axes=_entities("axes", schema.Axis),
        industries=_industries(),
        audiences=_entities("audiences", schema.Audience),
        challenges=_entities("challenges", schema.Challenge),
        tactics=_entities("tactics", schema.Tactic),
        objections=_entities("objections", schema.Objection),
        reversals=_entities("reversals", schema.Reversal),
        metrics=_entities("metrics", schema.MetricDefinition),
        benchmarks=_entities("benchmarks", schema.Range),
        loops=_entities("loops", schema.GrowthLoop),
        answers=_entities("counter_moves", schema.Answer),
        page_kinds=_entities("page_kinds", schema.PageKind),
        phrasing=_entities("phrasing", Phrasing),
        sha256=_hash(),
    )


def _folder() -> Traversable:
    return files("strategy_worker.knowledge")


@cache
def _texts() -> dict[str, str]:
    found: dict[str, str] = {}
    for item in _folder().iterdir():
        if item.is_dir():
            found.update((f"{item.name}/{part.name}", part.read_text(encoding="utf-8")) for part in _yaml(item))
        elif item.name.endswith(".yaml"):
            found[item.name] = item.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def _yaml(folder: Traversable) -> Iterator[Traversable]:
    return (item for item in folder.iterdir() if item.name.endswith(".yaml"))


def _hash() -> str:
    digest = hashlib.sha256()
    for name, text in _texts().items():
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def _entities(name: str, kind: type[_E]) -> dict[str, _E]:
    """Read the entries of `name.yaml`, or of all files of the folder `name` in the order of their names."""
    texts = [text for file, text in _texts().items() if file == f"{name}.yaml" or file.startswith(f"{name}/")]
    rows = [row for text in texts for row in cast("list[object]", _parsed(text) or [])]
    return _by_id(name, (kind.model_validate(row) for row in rows))


def _industries() -> dict[str, Industry]:
    texts = [text for name, text in _texts().items() if name.startswith("industries/")]
    return _by_id("industries", (Industry.model_validate(_parsed(text)) for text in texts))


def _parsed(text: str) -> object:
    # The C loader is as safe as the other and reads the knowledge base ten times faster.
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _by_id(name: str, entities: Iterable[_E]) -> dict[str, _E]:
    found: dict[str, _E] = {}
    for entity in entities:
        key = str(getattr(entity, "id"))  # noqa: B009 - every kind has an id, the base class has none
        if key in found:
            raise ValueError(f"{name}: the id {key} is used twice")
        found[key] = entity
    return found
