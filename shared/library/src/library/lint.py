"""What a text of ours may not say: the linter that the library and the roadmap templates are tested with.

It reads one sentence at a time, so a label in one sentence doesn't excuse a claim in the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from pydantic import BaseModel

from library.model import Example

_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class LintRule:
    """A pattern that needs a reason to stand in a text; a sentence that matches `unless` has one."""

    id: str
    pattern: re.Pattern[str]
    says: str
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A sentence that breaks a rule."""

    rule: str
    quote: str
    says: str


def _rule(rule_id: str, pattern: str, says: str, unless: str | None = None) -> LintRule:
    return LintRule(
        rule_id, re.compile(pattern, re.IGNORECASE), says, re.compile(unless, re.IGNORECASE) if unless else None
    )


RULES: Final = (
    _rule(
        "uncited_number",
        r"\d(?:[\d.,]*\d)?\s?(?:%|percent\b|×|x\b(?!\s*\w*\s*=)|times (?:more|as|higher|faster)\b)",
        "a rate needs a source or the label (assumption)",
        r"\bassumption|\bsource:|\bthreshold|\bconfidence level\b|\bpower\b",
    ),
    _rule(
        "promised_result",
        r"\b(?:guaranteed? (?:results?|success|rank\w*|sales|growth)|risk[- ]free|will (?:double|triple|rank|go viral)"
        r"|page one|first page of google)\b",
        "no result may be promised",
        r"\b(?:no|not|never|can't|cannot)\b",
    ),
    _rule(
        "superlative",
        r"\b(?:is|are|be|we're|it's) the (?:best|leading|only|fastest|cheapest)\b|\bworld[- ]class\b"
        r"|\bcutting[- ]edge\b|#1(?!\d)"
        r"|\bthe (?:best|leading|number one) (?:\S+ )?(?:solution|product|provider|platform|agency|brand)\b",
        "a superlative needs proof",
    ),
    _rule(
        "invented_popularity",
        r"\b(?:trusted by|loved by|join(?:ed by)?)\b[^.]*(?:\d|thousands|millions|leading)",
        "popularity is counted, not asserted",
    ),
    _rule(
        "stale_search_advice",
        r"\b(?:FID|first input delay|LSI|latent semantic|keyword density|mobile-friendly test|FAQ rich results?"
        r"|HowTo rich results?|meta keywords|domain age|PageRank sculpting)\b",
        "retired or never true: INP replaced FID; density, LSI and domain age are not ranking factors",
    ),
    _rule(
        "stale_ads_advice",
        r"\b(?:similar audiences|relevance score|20[ -]?%[ -]text rule)\b",
        "the platforms retired this",
    ),
    _rule(
        "folklore",
        r"\b(?:prices? (?:ending )?in 9|charm pric\w+|(?:red|orange|green) buttons?|goldfish)\b",
        "folklore without a source",
    ),
    _rule("sample_quota", r"\b\d[\d,.]* visitors? per variant\b", "a sample size is computed, not fixed"),
    _rule("contrast_level", r"\b7:1\b(?![^.]*\bAAA\b)", "7:1 is WCAG AAA; AA asks for 4.5:1"),
    _rule(
        "pressure",
        r"\b(?:act now|last chance|hurry|only \d+ (?:left|spots?|places?)|limited time)\b",
        "urgency has to be real and say its reason",
        r"\breal reason\b",
    ),
)


def lint(text: str) -> tuple[LintFinding, ...]:
    """Return every sentence of a text that breaks a rule, with the rule."""
    return tuple(
        LintFinding(rule.id, sentence.strip(), rule.says)
        for sentence in _SENTENCE.split(text)
        for rule in RULES
        if rule.pattern.search(sentence) and not (rule.unless and rule.unless.search(sentence))
    )


def texts(value: object) -> Iterator[str]:
    """Yield every text in a model, at any depth, except the bad half of an example."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Example):
        yield value.after
    elif isinstance(value, BaseModel):
        yield from texts(tuple(getattr(value, name) for name in type(value).model_fields))
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from texts(item)
