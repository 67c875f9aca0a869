import pytest
from pydantic import ValidationError

from library.frameworks import frameworks
from library.model import ExecutionTemplate
from library.patterns import patterns
from library.templates import find_template, templates
from library.variables import check_variables, lines
from shared.contracts.requests import Brief
from shared.json import dumps


def test_there_are_five_frameworks_with_twenty_five_components() -> None:
    assert {framework.id: len(framework.components) for framework in frameworks()} == {
        "brand_positioning": 5,
        "funnel_design": 6,
        "seo_patterns": 6,
        "competitor_model": 4,
        "offer_architecture": 4,
    }


def test_worksheet_fields_have_ids_of_their_own_and_point_at_fields_of_the_brief() -> None:
    in_brief = {info.alias or name for name, info in Brief.model_fields.items()}
    for framework in frameworks():
        assert len({component.id for component in framework.components}) == len(framework.components)
        for component in framework.components:
            ids = [field.id for field in component.worksheet]
            assert len(set(ids)) == len(ids)
            assert {field.brief_field for field in component.worksheet} - {None} <= in_brief


def test_patterns_are_applied_in_the_documented_order_with_safety_first() -> None:
    assert [pattern.id for pattern in patterns()] == [
        "safety-001", "safety-004", "safety-002", "safety-003", "safety-005",
        "compression-001", "compression-003", "compression-004", "compression-005", "compression-002",
        "conversion-001", "conversion-002", "conversion-003", "conversion-004", "conversion-005",
    ]  # fmt: skip
    assert [pattern.order for pattern in patterns()] == list(range(1, 16))


def test_the_four_templates_have_the_documented_ids_and_difficulties() -> None:
    assert [(template.id, template.template_type, template.difficulty) for template in templates()] == [
        ("lp-1", "landing_page", "medium"),
        ("seo-1", "seo_plan", "hard"),
        ("ads-1", "paid_ads", "medium"),
        ("offer-1", "offer_architecture", "easy"),
    ]


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_the_examples_of_a_template_are_valid_variables(template: ExecutionTemplate) -> None:
    examples = {variable.name: variable.example for variable in template.variables}
    assert check_variables(template.template_type, template.id, examples) == ()


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_each_variable_is_bounded_in_the_way_of_its_type(template: ExecutionTemplate) -> None:
    for variable in template.variables:
        assert bool(variable.options) == (variable.type == "select")
        assert (variable.maximum is not None) == (variable.type == "number")
        assert (variable.max_length is not None) == (variable.type in {"text", "textarea"})
        assert (variable.max_items is not None) == variable.one_per_line


def test_a_template_is_found_by_type_and_id() -> None:
    by_type = find_template("seo_plan", None)
    assert by_type is not None
    assert by_type.id == "seo-1"
    assert find_template("seo_plan", "lp-1") is None


def test_the_models_are_frozen_and_go_out_in_camel_case() -> None:
    variable = templates()[0].variables[0]
    with pytest.raises(ValidationError):
        variable.label = "other"
    assert '"maxLength":200' in dumps(variable)


def test_lines_are_trimmed_and_kept_once() -> None:
    assert lines(" - Too dear\n\n• Too slow\r\nToo dear \n") == ("Too dear", "Too slow")
