"""Every weight, threshold and sentence comes from `rules.yaml`, named in each result by version and hash."""

import hashlib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

Pillar = Literal["technical", "topical", "authority"]
Gate = Literal["unreachable", "noindex", "robots_blocked", "robots_unavailable", "canonical_elsewhere"]
CapGate = Literal["noindex", "robots_blocked", "robots_unavailable", "canonical_elsewhere"]
Effort = Literal["low", "medium", "high"]
Place = Literal["title", "main_heading", "subheading", "text"]
Curve = tuple[tuple[Decimal, Decimal], ...]

_Sentence = Annotated[str, Field(min_length=1, max_length=200)]
_Share = Annotated[Decimal, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule(_Strict):
    """What one check is called, how much it counts, how it judges and what it advises."""

    id: str = ""
    pillar: Pillar
    title: _Sentence
    weight: Annotated[Decimal, Field(ge=0, le=100)]
    unit: str | None = None
    source: _Sentence
    threshold: _Sentence
    why: _Sentence
    advice: _Sentence
    fix: _Sentence
    effort: Effort
    worst: Literal["warning", "critical"]
    needs_text: bool = False
    curve: Curve = ()
    limits: dict[str, Decimal] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _curve_is_one(self) -> Self:
        xs = [x for x, _ in self.curve]
        if xs != sorted(set(xs)) or any(not 0 <= y <= 1 for _, y in self.curve):
            raise ValueError("a curve rises in x and stays between 0 and 1 in y")
        return self


class Cap(_Strict):
    """The most a page can score while a gate is shut, in points of 100, and the check that finds it shut."""

    check: str
    cap: Annotated[int, Field(ge=0, le=100)]
    title: _Sentence


class EffortSpan(_Strict):
    """What one size of repair is assumed to take, in hours from and to, and what its points are divided by."""

    hours: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(gt=0)]]
    weight: Annotated[Decimal, Field(gt=0)]


class Thresholds(_Strict):
    """From which score a check is good, and from how much evidence a pillar has a score."""

    good: _Share
    minimum_coverage: _Share
    minimum_overall_coverage: _Share
    minimum_checks: Annotated[int, Field(ge=1)]


class Ruleset(_Strict):
    """All rules by id, and what makes a score of them."""

    version: str
    digest: str
    pillars: dict[Pillar, Annotated[Decimal, Field(gt=0)]]
    caps: dict[CapGate, Cap]
    efforts: dict[Effort, EffortSpan]
    prominence: dict[Place, Annotated[int, Field(ge=1)]]
    thresholds: Thresholds
    rules: dict[Annotated[str, Field(pattern=r"^[TCA]\d\d$")], Rule]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if set(self.pillars) != set(get_args(Pillar)) or set(self.caps) != set(get_args(CapGate)):
            raise ValueError("each pillar has a weight and each gate a cap")
        if set(self.efforts) != set(get_args(Effort)):
            raise ValueError("each size of effort has its hours and its weight")
        if set(self.prominence) != set(get_args(Place)):
            raise ValueError("each place of a word has its weight")
        if any(cap.check not in self.rules for cap in self.caps.values()):
            raise ValueError("each gate names the check that finds it, to be valid")
        return self

    @property
    def stamp(self) -> str:
        """What a result says it was made with; any change of the file changes it."""
        return f"{self.version}+{self.digest}"


@cache
def load_ruleset() -> Ruleset:
    """Read the rule set that belongs to this version of the code."""
    return parse_ruleset(files("seo_worker.checks").joinpath("rules.yaml").read_bytes())


def parse_ruleset(content: bytes) -> Ruleset:
    """Read a rule set.

    Raises:
        ValueError: naming the entry that isn't as it should be.
    """
    raw = yaml.safe_load(content)
    rules = {name: {"id": name, **rule} for name, rule in raw["rules"].items()}
    return Ruleset.model_validate({**raw, "rules": rules, "digest": hashlib.sha256(content).hexdigest()[:12]})
