"""What somebody fills in for a roadmap, as the API would be sent it, and back to the fields it came from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from gateway.dashboard.forms import Form
from library.model import ExecutionTemplate, TemplateVariable

ROWS: Final = 3
MOST_ROWS: Final = 30
_PLAIN: Final = ("strategyId", "auditId", "startDate", "deadline", "country", "region")
_MEMBER: Final = ("name", "role", "hoursPerWeek", "skills")
_NUMBERED: Final = re.compile(r"team\[(\d+)\](?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields as they were filled in, and the request they make; `members` are the rows that somebody stands in."""

    values: Mapping[str, str]
    given: Mapping[str, object]
    members: tuple[int, ...]
    rows: int

    def with_rows(self, rows: int) -> "Asked":
        """Return the same with room for more people."""
        return replace(self, rows=rows)

    def by_field(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Put what is wrong with the request beside the fields it was made of; the rest is the form's."""
        found: dict[str, str] = {}
        for name, message in errors.items():
            field = self._field(name)
            # Nothing but the name says which part is meant, where no field has it.
            told = message if field != "form" or name in {"", "body", "form"} else f"{name}: {message}"
            found[field] = f"{found[field]} {told}" if field in found else told
        return found

    def _field(self, name: str) -> str:
        numbered = _NUMBERED.match(name)
        if numbered and int(numbered[1]) < len(self.members):
            part = numbered[2] if numbered[2] in _MEMBER else "name"
            return f"team[{self.members[int(numbered[1])]}].{part}"
        if name == "budget":
            return "budget.amount"
        known = name in self.values or name in {*_PLAIN, "hoursPerWeek", "budget.amount", "budget.currency"}
        return name if known else "form"


def read_asked(form: Form, template: ExecutionTemplate) -> Asked:
    """Read a form; an empty field is left out, except that a variable of the template is named as missing."""
    asked_rows = form.get("rows")
    rows = min(int(asked_rows), MOST_ROWS) if asked_rows.isascii() and asked_rows.isdecimal() else ROWS
    names = [*_PLAIN, "hoursPerWeek", "budget.amount", "budget.currency"]
    names += [f"variables.{variable.name}" for variable in template.variables]
    names += [f"team[{row}].{part}" for row in range(rows) for part in _MEMBER]
    values = {name: form.get(name).strip() for name in names}
    values["country"] = values["country"].upper()
    values["budget.currency"] = values["budget.currency"].upper()
    given: dict[str, object] = {name: values[name] for name in _PLAIN if values[name]}
    given |= {"templateType": template.template_type, "templateId": template.id}
    given["variables"] = _variables(template, values)
    if values["hoursPerWeek"]:
        given["hoursPerWeek"] = number(values["hoursPerWeek"])
    if values["budget.amount"]:
        given["budget"] = {"amount": _amount(values["budget.amount"]), "currency": values["budget.currency"]}
    members = tuple(row for row in range(rows) if any(values[f"team[{row}].{part}"] for part in _MEMBER))
    if members:
        given["team"] = [_member(row, values) for row in members]
    return Asked(values, given, members, rows)


def number(text: str) -> float | str:
    """Return a number, or the text when it is none, so that the contract says so."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _amount(text: str) -> Decimal | str:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text


def _variables(template: ExecutionTemplate, values: Mapping[str, str]) -> dict[str, object]:
    filled = ((variable, values[f"variables.{variable.name}"]) for variable in template.variables)
    return {variable.name: _variable(variable, text) for variable, text in filled if text}


def _variable(variable: TemplateVariable, text: str) -> float | str:
    return number(text) if variable.type == "number" else text


def _member(row: int, values: Mapping[str, str]) -> dict[str, object]:
    member: dict[str, object] = {"name": values[f"team[{row}].name"]}
    if role := values[f"team[{row}].role"]:
        member["role"] = role
    if hours := values[f"team[{row}].hoursPerWeek"]:
        member["hoursPerWeek"] = number(hours)
    if skills := values[f"team[{row}].skills"]:
        member["skills"] = [skill.strip() for skill in skills.split(",") if skill.strip()]
    return member
