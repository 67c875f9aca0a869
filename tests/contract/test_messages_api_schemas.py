"""The API accepts the schemas we send, and what the fake writes for them is a document."""

import json
from collections.abc import Sequence

import pytest
from pydantic import JsonValue

from shared.contracts.requests import Framework
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.fields import Part
from strategy_worker.llm.merging import merged
from strategy_worker.llm.parts import parallel_groups, parts_of
from strategy_worker.llm.prompts import task_of
from strategy_worker.llm.schemas import schema_of
from support import messages_wire as wire
from support.messages_models import KNOWN_MODELS
from support.messages_prose import answer_to, awkward_json
from support.messages_rules import check_body
from support_strategy.briefs import FRAMEWORKS, brief, made


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_schema_of_each_call_is_one_the_api_takes(framework: Framework) -> None:
    for parts in (parts_of(framework), *parallel_groups(framework)):
        body: dict[str, JsonValue] = {
            "model": "claude-haiku-5-5",
            "max_tokens": 6_000,
            "stream": True,
            "messages": [{"role": "user", "content": "a"}],
            "output_config": {"effort": "low", "format": {"type": "json_schema", "schema": schema_of(parts)}},
        }
        assert check_body(body, KNOWN_MODELS) is None


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_the_fake_writes_for_it_is_a_document_of_the_planned_length(framework: Framework) -> None:
    planned = made("plumber", framework)
    briefing = briefing_of(brief("plumber", framework), nonce="nonce")
    prompt = task_of(parts_of(framework), planned, briefing, locale="en-GB", today="2026-11-26")
    document = planned

    text = _answer(parts_of(framework), "\n\n".join(prompt))
    value = json.loads(text)
    for part in parts_of(framework):
        document = merged(document, part, value[part.section])

    assert document.executive_summary == value["executiveSummary"]
    assert document.choice.source == "anthropic"
    assert 1_800 <= wire.output_tokens(len(text)) <= 3_000


def _answer(parts: Sequence[Part], prompt: str) -> str:
    value, _ = answer_to(schema_of(parts), length=lambda path: wire.list_length(prompt, path))
    return awkward_json(value)
