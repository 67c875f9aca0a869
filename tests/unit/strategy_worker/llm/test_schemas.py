"""The schemas keep to what constrained decoding understands, and hold nothing of anybody's brief."""

import json
import re
from collections.abc import Iterator
from typing import cast

import pytest
from pydantic import JsonValue

from shared.contracts.requests import Framework
from strategy_worker.llm.parts import parts_of
from strategy_worker.llm.schemas import schema_of
from support_strategy.briefs import FRAMEWORKS

_ALLOWED = {"type", "properties", "required", "additionalProperties", "items", "enum", "description"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_object_requires_all_its_properties_and_allows_no_other(framework: Framework) -> None:
    objects = [node for node in _nodes(schema_of(parts_of(framework))) if node["type"] == "object"]
    assert len(objects) > 8
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(cast("dict[str, JsonValue]", node["properties"]))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_keyword_is_used_that_the_grammar_does_not_know(framework: Framework) -> None:
    for node in _nodes(schema_of(parts_of(framework))):
        assert set(node) <= _ALLOWED
        assert node["type"] in {"object", "array", "string"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_text_names_its_cap_and_every_list_its_length(framework: Framework) -> None:
    for node in _nodes(schema_of(parts_of(framework))):
        about = str(node.get("description", ""))
        if node["type"] == "array":
            assert re.match(r"exactly \d|\d to \d|one for each planned item", about)
        elif node["type"] == "string" and "enum" not in node:
            assert re.match(r"at most \d+ words; ", about)


def test_sections_stand_in_the_order_of_writing() -> None:
    schema = schema_of(parts_of("funnel_design"))
    assert schema["required"] == [
        "choice", "stages", "loops", "killList", "objections", "riskRemoval", "executiveSummary",
    ]  # fmt: skip


def test_some_parts_give_the_same_sections_as_all_of_them() -> None:
    parts = parts_of("seo_patterns")
    whole = cast("dict[str, JsonValue]", schema_of(parts)["properties"])
    some = cast("dict[str, JsonValue]", schema_of((parts[1], parts[-1]))["properties"])
    assert some == {name: whole[name] for name in ("searchJobs", "executiveSummary")}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_schema_is_the_same_bytes_every_time(framework: Framework) -> None:
    assert json.dumps(schema_of(parts_of(framework))) == json.dumps(schema_of(parts_of(framework)))


def _nodes(schema: JsonValue) -> Iterator[dict[str, JsonValue]]:
    node = cast("dict[str, JsonValue]", schema)
    yield node
    if "items" in node:
        yield from _nodes(node["items"])
    for inner in cast("dict[str, JsonValue]", node.get("properties", {})).values():
        yield from _nodes(inner)
