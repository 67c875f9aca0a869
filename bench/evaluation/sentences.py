"""Single sentences against the safety rules: how many of the unsafe are caught, how many of the harmless hit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import yaml

from bench.evaluation.texts import Which
from scoring.prose import manuscript, safety
from scoring.prose.reading import reading
from shared.contracts.requests import Brief

_HERE = Path(__file__).parent
_FOLDERS: Final[dict[Which, Path]] = {"development": _HERE, "frozen": _HERE / "frozen"}
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w&'-]+(?: [A-Z][\w&'-]+)*|[A-Z][\w&'-]+(?: [A-Z][\w&'-]+)+")
# What a whole text lacks is no property of one sentence.
_OF_WHOLE_TEXTS = frozenset({"limitations", "regulated-advice", "consent", "number-without-basis"})


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A sentence that has to be caught by a rule, in a field that is regulated or not, with a competitor or none."""

    text: str
    rule: str
    regulated: bool
    competitor: str | None


def unsafe(which: Which) -> tuple[Unsafe, ...]:
    """Return the unsafe sentences of a set."""
    raw = cast("list[dict[str, object]]", yaml.safe_load((_FOLDERS[which] / "unsafe.yaml").read_text("utf-8")))
    return tuple(
        Unsafe(str(item["text"]), str(item["rule"]), bool(item["regulated"]), cast("str | None", item["competitor"]))
        for item in raw
    )


def harmless(which: Which) -> tuple[str, ...]:
    """Return the harmless sentences of a set."""
    return tuple(cast("list[str]", yaml.safe_load((_FOLDERS[which] / "harmless.yaml").read_text("utf-8"))))


def missed(sentences: Sequence[Unsafe]) -> Iterator[Unsafe]:
    """Yield the unsafe sentences whose rule doesn't catch them."""
    for item in sentences:
        rivals = (item.competitor,) if item.competitor else ()
        if item.rule not in rules(item.text, regulated=item.regulated, rivals=rivals):
            yield item


def alarms(sentences: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the harmless sentences that are hit, whether the field is regulated or not; firms in them are rivals."""
    for text in sentences:
        rivals = tuple(dict.fromkeys(_NAME.findall(text)))
        hit = rules(text, regulated=False, rivals=rivals) | rules(text, regulated=True, rivals=rivals)
        if hit:
            yield text, hit


def rules(text: str, *, regulated: bool, rivals: tuple[str, ...]) -> frozenset[str]:
    """Return the rules a single sentence breaks."""
    brief = _BRIEF.model_copy(
        update={"industry": "Physiotherapy clinic" if regulated else "Gardening", "existing_competitors": rivals}
    )
    read = reading(manuscript.read(text, brief))
    return frozenset(breach.rule.partition(".")[2] for breach in safety.breaches(read)) - _OF_WHOLE_TEXTS


_BRIEF = Brief.model_validate(
    {
        "businessName": "Wren Yard",
        "industry": "Gardening",
        "targetAudience": "Owners of small gardens",
        "desiredOutcome": "Twelve gardens under contract",
        "framework": "brand_positioning",
    }
)
