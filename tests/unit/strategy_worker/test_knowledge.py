import re
from collections.abc import Iterator
from typing import Final, cast

import pytest
from pydantic import BaseModel, ValidationError

from strategy_worker.knowledge.load import knowledge
from strategy_worker.knowledge.schema import Challenge

_LEAST: Final = {"industries": 9, "audiences": 9, "challenges": 22, "tactics": 60, "objections": 24, "reversals": 12}
_OTHERS: Final = {"metrics": 20, "benchmarks": 10, "page_kinds": 10}
_SLOTS: Final = frozenset(
    {
        "business", "people", "person", "buyers", "audience", "customers", "customer", "offer", "owner",
        "maker", "seller", "trigger", "trust_gap", "data", "moment", "fact", "check", "alternative", "channel",
        "first_rung", "main_rung", "next_rung", "deliverable", "category", "ticket", "decider", "risk", "habit",
        "proof", "m", "e", "q",
    }
)  # fmt: skip
_HYPE: Final = re.compile(
    r"\b(?:revolutionary|game-?chang\w+|"
    r"cutting-edge|world-class|best-in-class|unlock\w*|leverag\w+|"
    r"synerg\w+|seamless\w*|"
    r"empower\w*|skyrocket\w*|guaranteed results|unparallel\w+|next-level|supercharg\w+|holistic\w*|robust\w*)\b",
    re.IGNORECASE,
)
_CLAUSES: Final = frozenset(
    {
        "clause", "persists", "cost", "choice", "other", "refuse", "refuse_why", "works_because", "needs",
        "first", "done", "then", "then_done", "fails", "sign", "response", "worry", "proof", "condition", "cap",
        "cost_to_us", "trigger", "trust_gap", "theme", "cares", "advantage", "why", "better", "item", "removes",
    }
)  # fmt: skip


def _phrases() -> Iterator[tuple[str, str, str]]:
    base = knowledge()
    kinds = (
        base.axes, base.industries, base.audiences, base.challenges, base.tactics, base.objections, base.reversals,
        base.metrics, base.loops, base.answers, base.page_kinds,
    )  # fmt: skip
    for kind in kinds:
        for key, entity in kind.items():
            yield from ((key, role, text) for role, text in _strings("", entity))


def _strings(role: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in {"evidence", "words", "id", "schema_type"}:
                yield from _strings(name, getattr(value, name))
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from _strings(role, item)
    elif isinstance(value, str):
        yield role, value


@pytest.mark.parametrize(("name", "least"), [*_LEAST.items(), *_OTHERS.items()])
def test_the_knowledge_base_holds_enough(name: str, least: int) -> None:
    assert len(getattr(knowledge(), name)) >= least


def test_every_reference_resolves() -> None:
    base = knowledge()
    for tactic in base.tactics.values():
        assert {*tactic.axes, *tactic.avoid} <= base.axes.keys(), tactic.id
        assert set(tactic.covers) <= base.challenges.keys(), tactic.id
        assert set(tactic.conflicts) <= base.tactics.keys(), tactic.id
        assert tactic.metric in base.metrics, tactic.id
    for entry in (*base.objections.values(), *base.reversals.values(), *base.answers.values()):
        assert set(entry.axes) <= base.axes.keys(), entry.id
        assert set(entry.covers) <= base.challenges.keys(), entry.id
    for loop in base.loops.values():
        assert set(loop.axes) <= base.axes.keys(), loop.id
    for industry in base.industries.values():
        assert set(industry.axes) <= base.axes.keys(), industry.id
        assert industry.audience in base.audiences, industry.id
        assert {modifier.kind for modifier in industry.modifiers} <= base.page_kinds.keys(), industry.id
    for audience in base.audiences.values():
        assert set(audience.axes) <= base.axes.keys(), audience.id
    for benchmark in base.benchmarks.values():
        assert set(benchmark.industries) <= base.industries.keys(), benchmark.id


def test_every_path_narrows_from_low_to_high() -> None:
    for industry in knowledge().industries.values():
        assert industry.path[0].low is None
        for step in industry.path[1:]:
            assert step.low is not None
            assert step.mid is not None
            assert step.high is not None
            assert step.low < step.mid < step.high, (industry.id, step.name)


def test_every_challenge_has_a_tactic_and_an_objection() -> None:
    base = knowledge()
    for challenge in base.challenges:
        assert any(challenge in tactic.covers for tactic in base.tactics.values()), challenge
        assert any(challenge in objection.covers for objection in base.objections.values()), challenge


def test_slots_and_alternatives_are_well_formed() -> None:
    for key, role, text in _phrases():
        assert set(re.findall(r"\{([^}]*)\}", text)) <= _SLOTS, (key, role, text)
        assert text.count("{") == text.count("}"), (key, role, text)
        bare = re.sub(r"\[[^\[\]]*\|[^\[\]]*\]", "", text)
        assert not set("[]|") & set(bare), (key, role, text)


def test_no_phrase_carries_a_number_without_basis() -> None:
    for key, role, text in _phrases():
        assert role in {"metric", "event"} or not re.search(r"\d", text), (key, role, text)


def test_no_phrase_is_hype_or_ends_badly() -> None:
    for key, role, text in _phrases():
        assert not _HYPE.search(text), (key, role, text)
        assert text == text.strip(), (key, role, text)
        assert "  " not in text, (key, role, text)
        if role in _CLAUSES:
            assert not text.endswith((".", ",", ";", ":")), (key, role, text)
        if role == "question":
            assert text.endswith("?"), (key, role, text)


def test_every_range_says_that_it_is_an_assumption_when_nothing_can_be_cited() -> None:
    for benchmark in knowledge().benchmarks.values():
        assert benchmark.low < benchmark.high
        assert benchmark.source.startswith("planning assumption of this knowledge base")


def test_the_hash_identifies_the_content() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", knowledge().sha256)


def test_an_entry_with_an_unknown_field_does_not_load() -> None:
    row = knowledge().challenges["churn"].model_dump()
    with pytest.raises(ValidationError, match="colour"):
        Challenge.model_validate({**row, "colour": "red"})
