"""What the model is asked to write fits the documents and the budget of tokens."""

from collections.abc import Iterator, Sequence

import pytest

from documents.blocks import Block
from documents.sections import sections
from shared.contracts.requests import Framework
from strategy_worker.llm.fields import Field, Group, ItemList, PlannedList
from strategy_worker.llm.parts import parallel_groups, parts_of
from support_strategy.briefs import FRAMEWORKS, made

_COMPUTED = {"diagnosis", "path", "measurement", "plan", "ledger", "limitations", "openQuestions"}
_COMPUTED_OF = {
    "brand_positioning": set[str](),
    "funnel_design": {"leak"},
    "seo_patterns": {"searchMeasurement"},
    "competitor_model": set[str](),
    "offer_architecture": {"unitEconomics"},
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_choice_comes_first_and_the_summary_last(framework: Framework) -> None:
    names = [part.section for part in parts_of(framework)]
    assert names[0] == "choice"
    assert names[-3:] == ["objections", "riskRemoval", "executiveSummary"]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_parts_stand_in_document_order_under_the_documents_titles(framework: Framework) -> None:
    shown = [(section.id, section.title) for section in sections(made("shop", framework))]
    written = [(part.section, part.title) for part in parts_of(framework)]
    assert written[-1] == shown[0]
    assert [pair for pair in shown if pair in written] == [written[-1], *written[:-1]]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_block_is_written_or_computed(framework: Framework) -> None:
    document = made("shop", framework)
    fields = type(document).model_fields
    blocks = {info.alias or name for name, info in fields.items() if isinstance(getattr(document, name), Block)}
    written = {part.section for part in parts_of(framework) if not part.is_text}
    assert blocks - written == _COMPUTED | _COMPUTED_OF[framework]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_document_takes_about_2600_tokens_and_the_choice_180(framework: Framework) -> None:
    parts = parts_of(framework)
    assert 2_400 <= sum(part.tokens for part in parts) <= 2_700
    assert parts[0].tokens <= 180


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_groups_hold_every_part_once_and_none_is_much_longer(framework: Framework) -> None:
    groups = parallel_groups(framework)
    assert [part.section for part in groups[0]] == ["choice"]
    assert len(groups) == 4
    order = parts_of(framework)
    assert sorted((part for group in groups for part in group), key=order.index) == list(order)
    assert all(list(group) == sorted(group, key=order.index) for group in groups)
    assert max(sum(part.tokens for part in group) for group in groups) <= 1_000


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_planned_lists_show_fields_that_the_model_does_not_write(framework: Framework) -> None:
    document = made("shop", framework)
    for part in parts_of(framework):
        if part.is_text:
            continue
        planned = getattr(document, part.attribute).model_dump(by_alias=True)
        assert not set(part.shown) & {field.name for field in part.fields}
        assert set(part.shown) <= set(planned)
        for field in _planned_lists(part.fields):
            assert not set(field.shown) & {inner.name for inner in field.fields}
            assert set(field.shown) <= set(planned[field.name][0])


def _planned_lists(fields: Sequence[Field]) -> Iterator[PlannedList]:
    for field in fields:
        if isinstance(field, PlannedList):
            yield field
        if isinstance(field, Group | ItemList):
            assert not list(_planned_lists(field.fields)), "planned lists stand at the top of a section"
