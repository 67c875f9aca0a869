"""How players and terms are called inside a sentence."""

import re
from typing import Final

from strategy_worker.case import Case

_WAITING: Final = re.compile(
    r"(?:doing|giving|buying|changing|booking|hiring) nothing|nothing\b|no \w+\b|waiting|leaving it|leaving things|"
    r"keeping|staying|postponing|putting it off|going without|doing without|another year",
    re.IGNORECASE,
)


def term(case: Case, text: str) -> str:
    """Return what buyers weigh in quotation marks: it may be a noun, an adjective or a question."""
    return f"“{case.voice.say(text)}”"


def terms(case: Case, texts: tuple[str, ...]) -> str:
    """List terms in one sentence."""
    *most, last = (term(case, text) for text in texts)
    return f"{', '.join(most)} and {last}" if most else last


def rival(case: Case) -> str:
    """Return the first competitor of the brief, or words for anybody else in the field."""
    named = case.reading.competitors
    return named[0] if named else case.voice.phrase("house.any_rival")


def is_waiting(name: str) -> bool:
    """Tell whether an alternative is the status quo under another name."""
    return _WAITING.match(name) is not None
