"""Whether the variables of a request fit its template; every message says what would be right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import inf, isfinite
from typing import Final

from pydantic import JsonValue

from library.model import ExecutionTemplate, TemplateVariable
from library.templates import find_template, templates
from shared.contracts.requests import TemplateType

_TEMPLATE_FIELD: Final = "templateId"


@dataclass(frozen=True, slots=True)
class VariableError:
    """What is wrong with one variable; `name` is `templateId` when there is no such template."""

    name: str
    message: str

    @property
    def field(self) -> str:
        """The place in the request body."""
        return self.name if self.name == _TEMPLATE_FIELD else f"variables.{self.name}"


def check_variables(
    template_type: TemplateType, template_id: str | None, variables: Mapping[str, JsonValue]
) -> tuple[VariableError, ...]:
    """Return what is wrong, in the order of the template; nothing when the plan can be made."""
    template = find_template(template_type, template_id)
    if template is None:
        return (VariableError(_TEMPLATE_FIELD, _which_template(template_type, template_id)),)
    return (*_unknown(template, variables), *_wrong(template, variables))


def lines(value: JsonValue | None) -> tuple[str, ...]:
    """Return the items of a one-per-line variable: trimmed, without blanks and without repetitions."""
    found = (line.strip(" \t•*-–") for line in str(value or "").splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


def _which_template(template_type: TemplateType, template_id: str | None) -> str:
    ids = ", ".join(template.id for template in templates() if template.template_type == template_type)
    return f'there is no template "{template_id}" of type {template_type}; use {ids} or leave templateId out'


def _unknown(template: ExecutionTemplate, variables: Mapping[str, JsonValue]) -> Iterator[VariableError]:
    known = [variable.name for variable in template.variables]
    folded = {name.lower(): name for name in known}
    for name in variables:
        if name not in known:
            near = get_close_matches(name.lower().replace("_", "").replace(" ", ""), list(folded), n=1)
            hint = f'did you mean "{folded[near[0]]}"? ' if near else ""
            yield VariableError(name, f"is not a variable of {template.id}; {hint}it takes {', '.join(known)}")


def _wrong(template: ExecutionTemplate, variables: Mapping[str, JsonValue]) -> Iterator[VariableError]:
    for variable in template.variables:
        value = variables.get(variable.name)
        if value is None or (isinstance(value, str) and not value.strip()):
            message = f"is required: {variable.help}" if variable.required else None
        else:
            message = _mismatch(variable, value)
        if message:
            yield VariableError(variable.name, message)


def _mismatch(variable: TemplateVariable, value: JsonValue) -> str | None:
    if variable.type == "number":
        return _number(variable, value)
    if not isinstance(value, str):
        return f"must be text, such as {variable.example!r}".replace("'", '"')
    if variable.type == "select":
        return None if value in variable.options else f"must be one of {', '.join(variable.options)}"
    return _text(variable, value)


def _number(variable: TemplateVariable, value: JsonValue) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return f"must be a number, such as {variable.example:g}"
    low, high = variable.minimum or 0, variable.maximum or inf
    if not low <= value <= high:
        unit = f" ({variable.unit})" if variable.unit else ""
        return f"must lie between {low:.10g} and {high:.10g}{unit}"
    return None


def _text(variable: TemplateVariable, value: str) -> str | None:
    if variable.max_length is not None and len(value) > variable.max_length:
        return f"must have at most {variable.max_length} characters; it has {len(value)}"
    if variable.one_per_line:
        count = len(lines(value))
        if not count and variable.required:
            return f"is required: {variable.help}"
        if variable.max_items is not None and count > variable.max_items:
            return f"must have at most {variable.max_items} lines, one item each; it has {count}"
    return None
