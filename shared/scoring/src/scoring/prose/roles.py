"""What a sentence does in a plan: refuses, decides, promises, defines, plans, admits; each from several cues at once.

A role is how strongly the form speaks for it, from 0 to 1. What it earns is this times the sentence's worth, so a cue
without content earns nothing.
"""

import re

from scoring.prose.form import Form
from scoring.prose.statement import Statement
from scoring.shapes import mean

_REVERSAL = re.compile(
    r"\b(?:refund\w*|money back|free of charge|at no (?:charge|cost)|no charge|(?:is|are|it's|ours is|comes|"
    r"stays) free|for free|(?:pays?|paid|owes?|owed) (?:nothing|only|back|half)|(?:don't|do not|doesn't|does not|"
    r"never|not) (?:pay|charge[ds]?|bill(?:ed)?|invoiced?)|no fee|without (?:a )?(?:fee|penalty|charge)|cancel(?:s|"
    r"led)?|leave (?:with|at|after|within|any)|(?:give|gives|given|hand|hands|get|gets|send|sends|pay|pays|take|"
    r"takes) [^.;]{0,30}\bback|returns?|credit(?:s|ed)?|redo(?:es|ne)?|re-do|waive[sd]?|guarantee[sd]?|warrant\w*|"
    r"at our (?:own )?(?:cost|expense)|on us|we (?:pay|cover|carry|bear|absorb|repeat|replace)|half (?:the|its|their|"
    r"of the) (?:fee|price)|deposit|no obligation|exit|money|walk away|repay\w*|swap(?:s|ped)?|replace[sd]?)\b"
)
_GIVEN = re.compile(
    r"\b(?:you|your|customers?|clients?|buyers?|they|their|them|the (?:customer|client|buyer|owner|school|parent|"
    r"patient|guest|agent|tenant|donor|member|firm|shop)|we|our|us|fee|price|deposit|first (?:month|visit|order|job)|"
    r"month|order|visit|job|repair|session|delivery)\b"
)
_CAP = re.compile(
    r"\b(?:up to|at most|once|maximum|max|limited to|limit|capped|cap|no more than|only (?:the|for|on|once)|"
    r"within \d|within (?:\w+ ){1,2}(?:days|weeks|hours)|for (?:the )?first|one (?:time|visit|month|free)|"
    r"per (?:customer|client|household|year|order|job|site)|until|before|ceiling|not more than|exposure|worst case|"
    r"costs us)\b|[£$€¥₦]\s?\d"
)
_MEASURE = re.compile(
    r"\b(?:share|proportion|percentage|number|count|ratio|rate|average|median|total|sum|cost per|time (?:from|"
    r"between|to)|days? (?:from|between|to)|hours? (?:from|between|to)|minutes? (?:from|between|to))\b|\bhow many\b|"
    r"\bof (?:ten|every|\d+)\b|\bdivided by\b|\bout of\b|÷|\bper (?:week|month|quarter|day|year|hundred|visit|order|"
    r"enquiry|call|job|customer|client)\b|\bof (?:all|those|every|the)\b|%"
)
_DEFINED = re.compile(
    r"\b(?:measured?|counts?|counted|counting|defined|means|is (?:the|a)|we (?:track|count|measure|watch|read|log)|"
    r"read (?:from|off|in)|taken from|recorded|logged|tracked|metric|numerator|denominator|baseline|divided|out of|"
    r"within|rolling|trailing|equals|per)\b|[=÷]"
)
_PARTED = re.compile(r"\b(?:per|of|out of|divided by|from|between|among|who|that|which)\b|[/÷]")
_READ_OFF = re.compile(r"\b(?:from|in|off|by|at) (?:the|our|each|a|every) [a-z-]+")
_TARGET = re.compile(
    r"\bfrom [^.;:]{0,24}\d[^.;:]{0,40}\bto\b[^.;:]{0,16}\d|\b(?:target|goal|aim|reach(?:es)?|hit|get to|grow to|"
    r"raise|lift|win|add|need|needs|outcome|success)\b|→|->"
)
_ASKING = re.compile(r"(?:when|what|how|why|who|where|which|if|unless)\b")
_FAILURE = re.compile(
    r"\b(?:fail(?:s|ed|ure|ures|ing)?|go(?:es)? wrong|risks?|danger|threat|could (?:kill|sink|break|stop|lose|fall|"
    r"go|take|run)|might (?:not|go|leave|copy|say|be)|may (?:not|copy|leave|go|be)|breaks? (?:down)?|"
    r"falls? (?:through|apart|ill|short)|backfires?|weak(?:est)? (?:point|link)|quits?|resigns?|dries up|runs? out|"
    r"copies|copied|undercuts?|too (?:few|slow|late)|worst)\b"
)
_SIGN = re.compile(
    r"\b(?:early|first|warning|clearest) (?:sign|signal|warning|symptom)\b|\bsigns? ?:|\b(?:sign|signal|warning|"
    r"symptom) (?:is|would be|will be)\b|\bwe (?:will |would )?(?:see|notice|know|spot)\b|\bshows? (?:up|as|in|"
    r"itself|first|by)\b|\bwatch (?:for|the|how)\b"
)
_ANSWERED = re.compile(
    r"\b(?:then|response|in that case|instead|if so|we (?:would|will|then|switch|move|drop|stop|cut|hire|ask|call|go|"
    r"pause|halve)|plan b|fall ?back)\b"
)

_ADVERSE = re.compile(
    r"\b(?:below|under|fewer|less than|or less|no rise|no change|not|n't|still|short|miss\w*|only|without|none|"
    r"nobody|fails?|drops?|falls?|lower|wrong|otherwise|or the|more than)\b"
)


def refusal(said: Statement, form: Form) -> float:
    """Something this plan leaves out; with a reason it is a choice."""
    is_announced = "refusal" in form.hints
    base = 0.65 if form.refuses and (form.is_act or is_announced or _is_short_no(said)) else 0.0
    base = max(base, 0.6 if is_announced and said.block.kind != "paragraph" else 0.0)
    if not base or form.is_question or form.is_unknowing or _ASKING.match(said.lower):
        return 0.0
    if not is_announced and reversal(said, form) >= 0.6:
        return 0.0
    return base + 0.35 * form.has_reason


def _is_short_no(said: Statement) -> bool:
    return said.words[:1] in {("no",), ("not",), ("never",)}


def rule(said: Statement, form: Form) -> float:
    """A condition on a number by a time, and what is done then."""
    has_number = any(number.unit not in {"date", "label"} for number in said.amounts)
    is_conditional = form.has_condition or (
        form.has_threshold and has_number and (form.has_deadline or "rule" in form.hints)
    )
    decides = form.has_ending or form.acts_after or form.is_order or (form.has_consequence and form.is_act)
    if form.is_question or not is_conditional or not decides or not (has_number or form.has_threshold):
        return 0.0
    value = (
        0.25
        + 0.3 * (has_number and form.has_threshold)
        + 0.25 * form.has_deadline
        + 0.2 * (has_number and form.has_condition)
    )
    return value * (0.4 if reversal(said, form) >= 0.7 and not form.has_deadline else 1.0)


def reversal(said: Statement, form: Form) -> float:
    """A promise that takes a risk off the buyer, with a condition and a cap."""
    has_hint = "reversal" in form.hints
    if not (_REVERSAL.search(said.lower) and _GIVEN.search(said.lower)) or form.is_question:
        return 0.0
    if not (form.has_condition or has_hint or _CAP.search(said.lower)):
        return 0.0
    return 0.35 + 0.35 * form.has_condition + 0.2 * bool(_CAP.search(said.lower)) + 0.1 * has_hint


def metric(said: Statement, form: Form) -> float:
    """A number that two people would compute alike."""
    is_announced = "metric" in form.hints
    if not _MEASURE.search(said.lower) or form.is_question:
        return 0.0
    parts = (
        bool(_DEFINED.search(said.lower)) or is_announced,
        form.has_rhythm or form.has_deadline,
        bool(_PARTED.search(said.lower)),
        bool(_READ_OFF.search(said.lower)) or form.has_owner,
    )
    return mean(float(part) for part in parts)


def target(said: Statement, form: Form) -> float:
    """Where a number has to go, and by when."""
    has_number = any(number.counts or number.unit == "none" for number in said.amounts)
    if not has_number or not (_TARGET.search(said.lower) or "target" in form.hints):
        return 0.0
    return 0.6 + 0.4 * form.has_deadline


def step(said: Statement, form: Form) -> float:
    """Who does what by when."""
    has_time = (
        form.has_deadline or form.has_rhythm or ("plan" in form.hints and any(c.isdigit() for c in said.block.label))
    )
    if not form.is_act or form.is_question or not (has_time or "plan" in form.hints):
        return 0.0
    return 0.4 * has_time + 0.35 * form.has_owner + 0.25 * (form.is_order or form.is_ours)


def assumption(said: Statement, form: Form) -> float:
    """Something taken for true, said to be so; with the test that would overturn it."""
    base = 0.6 * (form.is_assumed or ("assumption" in form.hints and said.block.kind != "paragraph"))
    return base + 0.4 * form.is_tested if base else 0.0


def failure(said: Statement, form: Form) -> float:
    """A way this plan goes wrong, how it shows, and what is done then."""
    is_named = bool(_FAILURE.search(said.lower)) and not form.is_question
    if not is_named and "failure" not in form.hints:
        return 0.0
    parts = (0.4, 0.3 * bool(_SIGN.search(said.lower)), 0.3 * (bool(_ANSWERED.search(said.lower)) or form.acts_after))
    return sum(parts) * (1.0 if "failure" in form.hints or parts[1] or form.has_condition else 0.6)


def limit(said: Statement, form: Form) -> float:
    """What was not looked at, and so might change the advice."""
    if form.is_unknowing:
        return 1.0
    if "limit" in form.hints and said.block.kind != "paragraph":
        return 0.7
    return 0.6 if form.is_question and "question" in form.hints else 0.0


def failing(said: Statement, form: Form) -> float:
    """A way to fail with its response, or a rule that ends or turns the plan when a number stays low."""
    adverse = _ADVERSE.search(said.lower) is not None
    return max(failure(said, form), rule(said, form) if adverse else 0.0)


ROLES = {
    "refusal": refusal,
    "rule": rule,
    "reversal": reversal,
    "metric": metric,
    "target": target,
    "step": step,
    "assumption": assumption,
    "failing": failing,
    "limit": limit,
}
"""Every role by its name."""
