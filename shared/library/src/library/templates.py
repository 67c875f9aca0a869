"""The execution templates."""

from functools import cache
from typing import Final

from library.model import ExecutionTemplate
from library.reading import read
from shared.contracts.requests import TemplateType

_FILES: Final = ("landing_page", "seo_plan", "paid_ads", "offer_architecture")


@cache
def templates() -> tuple[ExecutionTemplate, ...]:
    """Return the templates in the order of the enum."""
    return tuple(item for name in _FILES for item in read(ExecutionTemplate, "templates", f"{name}.yaml"))


def find_template(template_type: TemplateType, template_id: str | None) -> ExecutionTemplate | None:
    """Return the template of a type, the first one when no id is given, or None when the type has no such id."""
    of_type = (template for template in templates() if template.template_type == template_type)
    return next((template for template in of_type if template_id in {None, template.id}), None)
