import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from anthropic.resources.messages.messages import DEPRECATED_MODELS
from anthropic.types import ModelInfo
from anthropic.types.model import Model
from anthropic.types.thinking_config_param import ThinkingConfigParam
from pydantic import JsonValue, TypeAdapter

from strategy_worker.llm.capabilities import Capabilities, ModelCapabilities, fallback_of, from_api, from_table
from strategy_worker.llm.model import CallFailedError

TODAY = date(2026, 11, 26)
KNOWN = get_args(get_args(Model)[0])


def tree(
    *, off: str | None = "disabled", efforts: tuple[str, ...] = ("low", "medium", "high"), has_schemas: bool = True
) -> dict[str, object]:
    def supported(*, yes: bool) -> dict[str, bool]:
        return {"supported": yes}

    kinds = ("adaptive", "between_tools", "disabled", "enabled")
    levels = ("low", "medium", "high", "xhigh", "max")
    return {
        "thinking": {"supported": True, "types": {kind: supported(yes=kind in (off, "adaptive")) for kind in kinds}},
        "effort": {"supported": bool(efforts), **{level: supported(yes=level in efforts) for level in levels}},
        "structured_outputs": supported(yes=has_schemas),
    }


def built(fields: dict[str, object]) -> ModelInfo:
    """Return what the SDK makes of an answer: it builds, and validates nothing."""
    return ModelInfo.construct(None, **fields)


def info(model: str, **fields: object) -> ModelInfo:
    known: dict[str, object] = {
        "id": model,
        "type": "model",
        "display_name": model,
        "created_at": datetime(2026, 10, 1, tzinfo=UTC),
        "lifecycle": "active",
        "retires_at": None,
        "max_tokens": 100_000,
        "capabilities": tree(),
    }
    return built(known | fields)


@pytest.mark.parametrize(
    ("model", "thinking", "effort"),
    [
        ("claude-haiku-5-5", {"type": "disabled"}, "low"),
        ("claude-sonnet-5-5", {"type": "between_tools"}, "low"),
        ("claude-opus-5-5", None, "low"),
        ("claude-fable-5-1", None, "low"),
        ("claude-haiku-4-5", None, None),
        ("claude-sonnet-4-5", None, None),
    ],
)
def test_the_table_knows_how_a_model_wants_to_be_asked(
    model: str, thinking: Mapping[str, JsonValue] | None, effort: str | None
) -> None:
    row = from_table(model)
    assert row is not None
    assert (row.thinking, row.effort, row.source) == (thinking, effort, "table")


@pytest.mark.parametrize("model", KNOWN)
def test_the_table_knows_every_model_of_the_sdk(model: str) -> None:
    row = from_table(model)
    assert row is not None
    assert row.model == model
    if row.thinking is not None:
        TypeAdapter(ThinkingConfigParam).validate_python(dict(row.thinking))


@pytest.mark.parametrize("model", KNOWN)
def test_the_table_knows_every_end_that_the_sdk_knows(model: str) -> None:
    row = fallback_of(model)
    said = DEPRECATED_MODELS.get(model)
    ends = f"{row.retires_at:%B} {row.retires_at.day}th, {row.retires_at.year}" if row.retires_at else None
    assert ends == said
    assert (row.lifecycle == "active") == (said is None)


def test_an_unknown_model_is_asked_with_what_all_accept() -> None:
    guess = fallback_of("claude-next")
    assert (guess.thinking, guess.effort, guess.max_output_tokens, guess.source) == (None, "low", 8192, "guess")
    assert from_table("claude-next") is None


@pytest.mark.parametrize(
    ("off", "thinking"),
    [("disabled", {"type": "disabled"}), ("between_tools", {"type": "between_tools"}), (None, None)],
)
def test_thinking_is_switched_off_as_the_api_allows(off: str | None, thinking: Mapping[str, JsonValue] | None) -> None:
    assert from_api("claude-haiku-5-5", info("claude-haiku-5-5", capabilities=tree(off=off))).thinking == thinking


@pytest.mark.parametrize(
    ("efforts", "effort"), [(("low", "high"), "low"), (("medium", "high"), "medium"), ((), None), (("max",), None)]
)
def test_the_lowest_effort_of_the_api_is_taken(efforts: tuple[str, ...], effort: str | None) -> None:
    assert from_api("claude-haiku-5-5", info("claude-haiku-5-5", capabilities=tree(efforts=efforts))).effort == effort


def test_the_api_tells_the_end_and_the_limits() -> None:
    known = from_api(
        "claude-opus-4-6",
        info("claude-opus-4-6", lifecycle="deprecated", retires_at=datetime(2027, 2, 5, 23, tzinfo=UTC), max_tokens=9),
    )
    assert known == ModelCapabilities(
        "claude-opus-4-6", {"type": "disabled"}, "low", 9, "deprecated", date(2027, 2, 5), "api"
    )


def test_what_the_api_leaves_out_is_filled_in_from_the_table() -> None:
    known = from_api("claude-sonnet-5-5", info("claude-sonnet-5-5", capabilities=None, max_tokens=None))
    assert (known.thinking, known.effort, known.max_output_tokens) == ({"type": "between_tools"}, "low", 128_000)
    assert known.source == "api"


@pytest.mark.parametrize("fields", [{}, {"lifecycle": "sunset", "retires_at": "soon", "max_tokens": "many"}])
def test_an_answer_of_another_kind_says_nothing(fields: dict[str, object]) -> None:
    known = from_api("claude-haiku-5-5", built(fields))
    assert known == ModelCapabilities(
        "claude-haiku-5-5", {"type": "disabled"}, "low", 128_000, "unknown", None, source="api"
    )


@pytest.mark.parametrize("broken", [{}, {"thinking": None, "effort": 3}, {"thinking": {"types": []}}])
def test_a_tree_that_is_none_means_nothing_is_sent(broken: dict[str, object]) -> None:
    known = from_api("claude-haiku-5-5", info("claude-haiku-5-5", capabilities=broken))
    assert (known.thinking, known.effort) == (None, None)


@pytest.mark.parametrize(
    ("known", "concern"),
    [
        (fallback_of("claude-haiku-5-5"), None),
        (fallback_of("claude-next"), "claude-next is not known"),
        (fallback_of("claude-mythos-preview"), "claude-mythos-preview is retired: every call to it fails"),
        (fallback_of("claude-sonnet-4-5"), "claude-sonnet-4-5 is deprecated and goes on 2026-11-30"),
        (from_api("a", info("a", lifecycle="deprecated")), "a is deprecated"),
        (
            from_api("a", info("a", lifecycle="deprecated", retires_at=datetime(2026, 11, 25, tzinfo=UTC))),
            "a should have been retired on 2026-11-25",
        ),
        (from_api("a", info("a", capabilities=tree(has_schemas=False))), "a can't be held to a schema"),
    ],
)
def test_an_operator_is_told_what_speaks_against_a_model(known: ModelCapabilities, concern: str | None) -> None:
    assert known.concern(TODAY) == concern


class ModelsApi:
    def __init__(self) -> None:
        self.asked = 0
        self.is_down = False
        self.now = 0.0

    async def ask(self, model: str) -> ModelCapabilities:
        self.asked += 1
        await asyncio.sleep(0)
        if self.is_down:
            raise CallFailedError("server_error", "down")
        return from_api(model, info(model, max_tokens=self.asked))

    def clock(self) -> float:
        return self.now


async def test_a_model_is_asked_about_once_a_day() -> None:
    api = ModelsApi()
    capabilities = Capabilities(api.ask, clock=api.clock)
    seen: list[int] = []
    for api.now in (0, 86_399, 86_400):
        seen.append((await capabilities.of("claude-haiku-5-5")).max_output_tokens)
    assert seen == [1, 1, 2]


async def test_callers_at_once_ask_once() -> None:
    api = ModelsApi()
    capabilities = Capabilities(api.ask, clock=api.clock)
    await asyncio.gather(*(capabilities.of("claude-haiku-5-5") for _ in range(20)))
    assert api.asked == 1


async def test_the_table_stands_in_for_an_api_that_is_down_and_gives_it_a_minute() -> None:
    api = ModelsApi()
    api.is_down = True
    capabilities = Capabilities(api.ask, clock=api.clock)
    sources: list[str] = []
    for api.now in (0, 59, 60):
        sources.append((await capabilities.of("claude-haiku-5-5")).source)
    assert (sources, api.asked) == (["table"] * 3, 2)


async def test_what_the_api_said_yesterday_is_better_than_the_table() -> None:
    api = ModelsApi()
    capabilities = Capabilities(api.ask, clock=api.clock)
    await capabilities.of("claude-haiku-5-5")
    api.is_down, api.now = True, 90_000
    known = await capabilities.of("claude-haiku-5-5")
    assert (known.source, known.max_output_tokens, api.asked) == ("api", 1, 2)


async def test_a_caller_who_gives_up_leaves_nothing_behind() -> None:
    api = ModelsApi()
    capabilities = Capabilities(api.ask, clock=api.clock)
    first = asyncio.create_task(capabilities.of("claude-haiku-5-5"))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert (await capabilities.of("claude-haiku-5-5")).source == "api"
