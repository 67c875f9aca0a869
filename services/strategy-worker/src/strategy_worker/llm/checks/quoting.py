"""Words in quotation marks that nobody said: neither the brief nor the planned document holds them."""

import re
from typing import Final

from scoring import words
from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.passages import Passage

QUOTATION: Final = re.compile(
    r"“([^“”\n]{1,600})(?:”|$)|\"([^\"\n]{1,600})(?:\"|$)|«([^«»\n]{1,600})»|„([^„“”\n]{1,600})[“”]"
    r"|‘((?:[^‘’\n]|(?<=\w)’(?=\w)){3,400})’(?!\w)|(?<![\w'])'(?=\w)((?:[^'\n]|(?<=\w)'(?=\w)){8,300})'(?!\w)"
)
# A doubt is hypothetical speech; words to avoid, searches and questions to ask are named, not reported.
_SPOKEN: Final = words.listed("voice forbidden queries query modifier question deciding_question")
_SOME_SAY: Final = re.compile(
    r"(?i)\b(?:our|your|their|its|many|most|all|happy|existing|past|several) (?:[\w-]+ )?(?:customers|clients|users|"
    r"buyers|"
    r"guests|patients|donors|members|readers|owners|students|tenants) (?:\w+ly |always |often |regularly |"
    r"already )?(?:say|"
    r"tell us|told us|report|reported|rave|love|praise|praised|swear|thank us|describe us|call us|recommend us|agree) "
)
_CROWD: Final = words.listed(
    "customers clients users buyers guests patients donors members readers owners students tenants"
)
_TAKEN_AS_TERM: Final = 2
_ASKED: Final = 12


def foreign_quotation(passage: Passage, role: str, grounds: Grounds) -> str:
    """Return a quotation, or speech reported of customers, that rests on nothing; a term in marks is no quotation."""
    if role in _SPOKEN:
        return ""
    if any(mark in passage.text for mark in "“\"«„‘'"):
        for found in QUOTATION.finditer(passage.text):
            tokens = words.words(next(group for group in found.groups() if group))
            if _is_question(found[0]) and len(tokens) <= _ASKED:
                continue
            if len(tokens) > _TAKEN_AS_TERM and not grounds.says(" ".join(tokens)):
                return found[0]
    reported = None if _CROWD.isdisjoint(passage.words) else _SOME_SAY.search(passage.text)
    return reported[0] if reported and not grounds.says(" ".join(passage.words)) else ""


def _is_question(quotation: str) -> bool:
    """Tell a question to be asked from something that was said."""
    return quotation.rstrip("”\"»“’'").endswith("?")
