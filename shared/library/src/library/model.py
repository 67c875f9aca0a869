"""What the reference library holds, in the shape the gateway serves.

Every text here is advice, not evidence: a number that is not a definition is labelled an assumption, and nothing
claims a result. `library.lint` keeps it so.
"""

from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.requests import Framework, TemplateType
from shared.contracts.wire import WireModel

Texts = tuple[str, ...]
FrameworkCategory = Literal["strategic", "conversion", "visibility", "competitive_intelligence", "monetization"]
PatternCategory = Literal["safety", "compression", "conversion"]
VariableType = Literal["text", "number", "textarea", "select"]
Difficulty = Literal["easy", "medium", "hard"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
VariableName = Annotated[str, Field(pattern=r"^[a-z][a-zA-Z0-9]*$", max_length=80)]


class WorksheetField(WireModel):
    """A question of a worksheet; `brief_field` names the field of the brief that answers it, if one does."""

    id: VariableName
    question: str
    hint: str
    brief_field: VariableName | None = None


class Component(WireModel):
    """A tool within a framework: what to fill in, what comes out and what it can't tell."""

    id: Slug
    name: str
    purpose: str
    worksheet: Annotated[tuple[WorksheetField, ...], Field(min_length=2)]
    produces: str
    cannot_tell: str


class FrameworkReference(WireModel):
    """One of the five ways to look at a marketing problem."""

    id: Framework
    name: str
    category: FrameworkCategory
    purpose: str
    use_when: str
    do_not_use_when: str
    output: str
    components: Annotated[tuple[Component, ...], Field(min_length=4)]


class Example(WireModel):
    """The same thought before and after the rule; both are placeholders, not claims about anybody."""

    before: str
    after: str


class ReasoningPattern(WireModel):
    """A rule for judging a text; `order` is its place in the whole sequence, in which safety comes first."""

    id: Slug
    category: PatternCategory
    order: int
    name: str
    rule: str
    why: str
    check: str
    cannot_tell: str
    example: Example
    enabled: bool = True


class TemplateVariable(WireModel):
    """Something a template asks for; `effect` says what it changes in the plan, `example` is a placeholder."""

    name: VariableName
    label: str
    type: VariableType
    required: bool
    help: str
    effect: str
    example: str | float
    max_length: int | None = None
    one_per_line: bool = False
    max_items: int | None = None
    options: Texts = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None


class TemplateHours(WireModel):
    """Hours of the whole task network when the variables have their example values and one person does the work."""

    optimistic: float
    likely: float
    task_count: int


class TemplateSection(WireModel):
    """A part of what the template builds."""

    id: Slug
    title: str
    contents: str


class ExecutionTemplate(WireModel):
    """A plan that can be scheduled."""

    id: Slug
    template_type: TemplateType
    name: str
    summary: str
    difficulty: Difficulty
    difficulty_reason: str
    hours: TemplateHours
    variables: tuple[TemplateVariable, ...]
    sections: tuple[TemplateSection, ...]
    expected_result: str
    assumptions: Texts
    references: Texts = ()
