"""The readers of structured data say the same as extruct 0.18, whose answers on forty pages are recorded beside this.

Thirty-six pages are nests of items and properties drawn with a fixed seed, four are written by hand. extruct itself is
no dependency, as it brings RDF libraries. Two differences are left out of the pages: it takes a `time` without
`datetime` for empty, and leaves addresses as they are written.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from seo_worker.evidence import Page, StructuredItem

Parse = Callable[..., Page]
RECORDED = json.loads((Path(__file__).parent / "extruct_answers.json").read_text(encoding="utf-8"))


def theirs(value: Any) -> Any:
    """Bring an answer of extruct into our form: the type among the properties, without its vocabulary."""
    match value:
        case str():
            return " ".join(value.split())
        case list():
            return [theirs(entry) for entry in cast("list[Any]", value)]
        case {"type": types}:
            # What has no properties has a value instead, its text.
            return typed(theirs(value.get("properties", {})), types)
        case {"@type": types}:
            return typed(theirs({k: v for k, v in value.items() if k not in {"@type", "@context"}}), types)
        case {"properties": properties}:
            return theirs(properties)
        case dict():
            return {name: theirs(entry) for name, entry in cast("dict[str, Any]", value).items()}
        case _:
            return value


def ours(value: Any) -> Any:
    match value:
        case list():
            return [ours(entry) for entry in cast("list[Any]", value)]
        case {"@type": types}:
            return typed({k: ours(v) for k, v in value.items() if k != "@type"}, types)
        case dict():
            return {name: ours(entry) for name, entry in cast("dict[str, Any]", value).items()}
        case _:
            return value


def typed(properties: dict[str, Any], types: Any) -> dict[str, Any]:
    names = cast("list[str]", types if isinstance(types, list) else [types])
    return {**properties, "@type": sorted(name.rpartition("/")[2] for name in names)}


def item(found: StructuredItem) -> Any:
    return typed(ours(found.properties), list(found.types)) if found.types else ours(found.properties)


@pytest.mark.parametrize("number", range(len(RECORDED)))
@pytest.mark.parametrize("syntax", ["microdata", "json-ld"])
def test_the_same_things_are_read(parse: Parse, number: int, syntax: str) -> None:
    recorded = RECORDED[number]
    page = parse(recorded["html"], url="https://e.example/dir/page")
    assert [item(i) for i in page.structured if i.syntax == syntax] == theirs(recorded[syntax])


def test_enough_is_recorded() -> None:
    assert len(RECORDED) == 40
    assert sum(len(recorded["microdata"]) for recorded in RECORDED) >= 60
