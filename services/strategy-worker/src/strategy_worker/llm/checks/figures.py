"""Numbers that rest on nothing, in digits or in words; what we decide, try or would do is a commitment and no fact."""

import re
from typing import Final

from scoring import words
from scoring.compliance.folding import any_of, fold
from scoring.numerals import Numeral, is_known, numerals
from strategy_worker.llm.checks.grounds import SMALL, Grounds
from strategy_worker.llm.checks.number_words import NUMBER_WORD, ONES, SCALES, TENS, spoken_numbers
from strategy_worker.llm.checks.passages import Passage

# Thresholds, conditions and tests speak of what would be counted, not of what was.
COMMITMENTS: Final = words.listed(
    """
    threshold decision_rule done_when action early_sign test first_test test_cost capacity stop_rule success then
    merge_rule response cap condition sensitivity evidence_by by_when measured_when leading_indicator upgrade_trigger
    forbidden query queries modifier entity voice worry
    """
)
_TIME_AFTER: Final = re.compile(
    r"(?i)^[\s-]*(?:or \w+ |to \w+ )?(?:working |business |calendar )?(?:second|minute|hour|day|week|month|quarter|"
    r"year)s?\b"
)
_MANY_TIMES: Final = any_of(
    rf"\b(?:{NUMBER_WORD}|\d+(?:[.,]\d+)?|several|many) ?(?:times|x) (?:as |more|the|less|fewer|higher|lower|faster|"
    rf"cheaper|longer|better|likelier|bigger|over|what)",
    r"\btwice (?:as |the |what|more)|\bhalf as (?:many|much|often|long)\b|\bhalf of (?:the|all|our|your|their|those|"
    r"these) \w+|\bhalf (?:the|of "
    r"their|of) (?:\w+ )?(?:time|cost|price|customers|clients|visitors|buyers|leads|calls|orders|people|owners|users|"
    r"enquiries|bookings|patients|donors|revenue|sales|effort|guests|firms|companies|homeowners)\b",
    r"\b(?:two|three|four|five|ten|hundred|thousand|\d+)-?fold\b|\bby half\b|\bin half\b",
    r"\b(?:doubl|tripl|trebl|quadrupl|halv)(?:es|ed|ing)\b(?! (?:as|up|back|down) )|\b(?:pays?|paid|costs?|earns?|"
    r"worth|"
    r"takes?) (?:double|triple|half)\b",
    r"\b(?:this|that|it|which|they|we|and|to|will|can|would|could) (?:\w+ly )?(?:double|triple|treble|quadruple|halve) "
    r"(?!check|-)\w+",
    r"\b(?:a|one|two|three) (?:third|quarter|fifth|tenth|thirds|quarters|fifths|tenths) (?:of|more|less|fewer|higher|"
    r"lower|cheaper|faster)\b|\bby an? (?:third|quarter|fifth|tenth)\b",
    r"\b(?:hundreds|thousands|millions|dozens|scores) of\b|\bthe (?:vast |great |overwhelming )?majority of\b",
    rf"\b(?:{NUMBER_WORD}|\d+) (?:in|out of|of) (?:every |each )?(?:{NUMBER_WORD}|\d+)\b",
)
_MULTIPLE: Final = re.compile(r"(?i)(?<![\w.,])\d+(?:[.,]\d+)?\s?[x×](?![\w])|(?<![\w.,])x\d+\b")
_COMPACT: Final = re.compile(r"(?i)(?P<digits>\d+(?:[.,]\d+)?)\s?(?P<scale>k|m|bn|million|billion|thousand)\b")
# An effect that somebody claims to have counted; how long something takes, or what we set out to do, is none.
_EFFECT: Final = any_of(
    r"\b(?:saves|saved|cuts|reduces|reduced|wins|won|gains|gained|brings|brought|adds|added|earns|earned|lifts|lifted|"
    r"raises|raised|grows|grew|loses|lost|yields|yielded|returns|delivers|delivered|generates|generated|boosts|boosted|"
    r"improves|improved|increases|increased|drops|dropped|falls|fell|rises|rose|converts|converted|jumps|jumped)\b"
    rf"[^.;:,]{{0,40}}?(?:\d[\d.,]*|\b{NUMBER_WORD}\b)",
    rf"\b(?:from|than) (?:\d[\d.,]*|{NUMBER_WORD}) (?:\w+ )?(?:to|down to|up to) (?:\d[\d.,]*|{NUMBER_WORD})\b",
)
_CONDITION: Final = re.compile(r"(?i)^\W*(?:if|when|once|unless|until|should|where)\b")
_OPEN: Final = re.compile(
    r"(?i)\b(?:below|above|fewer than|less than|at least|at most|under|up to|no more than|until|unless|target|"
    r"threshold|"
    r"aim|goal|if|whether|would have to|suppose|assum\w+)\b[^.;:]{0,40}$"
)
_NEXT: Final = re.compile(r"[^\w.;:]{0,3}\w+(?: \w+)?")
_DIGIT: Final = re.compile(r"\d")
# Words without which nothing here can match, beside the number words themselves.
_COUNTING: Final = (
    frozenset(ONES)
    | frozenset(TENS)
    | frozenset(SCALES)
    | words.listed(
        """
    half times twice double doubles doubled doubling triple triples tripled tripling treble trebles trebled trebling
    quadruple quadruples quadrupled quadrupling halve halves halved halving third quarter fifth tenth thirds quarters
    fifths tenths hundreds thousands millions dozens scores majority twofold threefold fourfold fivefold tenfold
    hundredfold thousandfold two-fold three-fold ten-fold twenty-one
    """
    )
)
_HYPHENED: Final = re.compile(r"(?i)\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty-")


def loose_number(passage: Passage, role: str, grounds: Grounds) -> str:
    """Return a number in words, a multiple, share or effect that nothing accounts for, empty when there is none.

    Plain numerals are the business of the scorer's provenance; here are those it excuses as small, or can't see.
    """
    if role in COMMITMENTS or _CONDITION.match(passage.text):
        return ""
    if _COUNTING.isdisjoint(passage.words) and not _DIGIT.search(passage.text) and not _HYPHENED.search(passage.text):
        return ""
    text = fold(passage.text)
    return (
        _loose_share(text, grounds)
        or _loose_multiple(text, grounds)
        or _loose_compact(text, grounds)
        or _loose_words(text, grounds)
        or _loose_effect(text, grounds)
    )


def _loose_share(text: str, grounds: Grounds) -> str:
    if "%" not in text and "per" not in text:
        return ""
    for number in numerals(text):
        if number.is_percent and not is_known(number, grounds.shares) and not _OPEN.search(text[: number.start]):
            return number.text
    return ""


def _loose_multiple(text: str, grounds: Grounds) -> str:
    for pattern in (_MANY_TIMES, _MULTIPLE):
        for found in pattern.finditer(text):
            # Said of something else, the same multiple is another statement.
            about = _NEXT.match(text, found.end())
            spoken = " ".join(words.words(found[0] + (about[0] if about else "")))
            if not _OPEN.search(text[: found.start()]) and not grounds.says(spoken):
                return found[0]
    return ""


def _loose_compact(text: str, grounds: Grounds) -> str:
    scales = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
    for found in _COMPACT.finditer(text):
        value = float(found["digits"].replace(",", ".")) * scales[found["scale"]]
        is_metres = found["scale"] == "m" and value < 1e7
        if not is_metres and not _is_known_value(value, grounds.numbers) and not _OPEN.search(text[: found.start()]):
            return found[0]
    return ""


def _loose_words(text: str, grounds: Grounds) -> str:
    for number in spoken_numbers(text):
        known = grounds.shares if number.is_percent else grounds.numbers
        is_small = not number.is_percent and number.readings[0] <= SMALL
        if is_small or _TIME_AFTER.match(text[number.end :]) or _OPEN.search(text[: number.start]):
            continue
        if not is_known(number, known):
            return number.text
    return ""


def _loose_effect(text: str, grounds: Grounds) -> str:
    for found in _EFFECT.finditer(text):
        if _OPEN.search(text[: found.start()]) or grounds.says(" ".join(words.words(found[0]))):
            continue
        stated = [*numerals(found[0]), *spoken_numbers(found[0])]
        if any(not is_known(number, grounds.numbers) for number in stated if number.readings != (1.0,)):
            return found[0]
    return ""


def _is_known_value(value: float, known: frozenset[float]) -> bool:
    return is_known(Numeral(0, 0, "", (value,), is_percent=False), known)
