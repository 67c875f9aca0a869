"""Which numerals in prose rest on nothing: not the brief, a quantity, a step, a date or a threshold of ours."""

import re

from scoring.material import Material
from scoring.model import Evidence
from scoring.numerals import Numeral, is_known, numerals
from scoring.sentence import Sentence
from scoring.words import listed

# These fields state what we decide, try or would do; a number in them is a commitment, not a fact about the world.
_COMMITMENTS = listed(
    """
    threshold decision_rule done_when action early_sign test test_cost capacity stop_rule scope success then
    merge_rule response cap condition first_test sensitivity evidence_by by_when measured_when leading_indicator
    upgrade_trigger who_pays cost_to_us query queries modifier entity question deciding_question changes
    forbidden tests window asset engine_note title
    """
)
_TIME_AFTER = re.compile(
    r"(?i)^[\s-]*(?:to|–|-|and|or)?[\s-]*\d{0,4}[\s-]*(?:working |business |calendar )?"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?|am|pm|o'clock)\b"
)
_LABEL_BEFORE = re.compile(
    r"(?i)\b(?:week|weeks|day|days|month|months|year|quarter|phase|step|stage|point|no|number|question|challenge|part|"
    r"section|chapter|version|v|wave|batch|move|q)[\s.]{0,2}(?:\d{1,4}\s?(?:–|-|to|and)\s?)?$"
)
_CONDITION = re.compile(r"(?i)^\W*(?:if|when|once|unless|until|should)\b")
_BOUND_BEFORE = re.compile(r"(?i)\b(?:below|above|fewer than|less than|at least|at most|under|up to|no more than)\s$")
_SMALL_COUNT = 12
_YEARS = range(1990, 2101)


def unexplained(material: Material) -> list[Evidence]:
    """Return the numerals that nothing in the document or brief accounts for."""
    return [
        Evidence(sentence.path, number.text, sentence.start + number.start, sentence.start + number.end)
        for sentence in material.sentences
        if sentence.role not in _COMMITMENTS and not sentence.is_copied
        for number in numerals(sentence.text)
        if not _is_explained(sentence, number, material.numbers)
    ]


def _is_explained(sentence: Sentence, number: Numeral, known: frozenset[float]) -> bool:
    if not number.is_percent and _is_date_or_count(sentence.text, number):
        return True
    return _is_bound(sentence.text, number) or is_known(number, known)


def _is_bound(text: str, number: Numeral) -> bool:
    """Tell whether a number says what would be acted on, as in a threshold, rather than what is."""
    before = text[max(0, number.start - 16) : number.start]
    return _CONDITION.match(text) is not None or _BOUND_BEFORE.search(before) is not None


def _is_date_or_count(text: str, number: Numeral) -> bool:
    before, after = text[max(0, number.start - 24) : number.start], text[number.end : number.end + 30]
    value = number.readings[0] if number.readings else 0.0
    is_money = (
        re.search(r"[$€£¥]\s?$", before) is not None or re.match(r"\s?(?:[$€£¥]|EUR|USD|GBP|CHF)", after) is not None
    )
    is_year = "." not in number.text and value in _YEARS
    is_count = not is_money and value == int(value) and value <= _SMALL_COUNT
    return is_count or is_year or bool(_TIME_AFTER.match(after) or _LABEL_BEFORE.search(before))
