"""Words that need no ground of their own: those of the knowledge base and the scorer, channels, the calendar."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from scoring import lexicon, words

# Reviewed by hand: what anybody may name as a channel, tool or kind of thing without having it from the brief.
CHANNELS: Final = words.listed(
    """
    google bing youtube linkedin facebook instagram tiktok pinterest reddit whatsapp x twitter meta microsoft excel
    powerpoint word outlook gmail maps ads analytics console search profile business wikipedia chatgpt crm seo sea ppc
    cpc ctr faq faqs pdf csv url html kpi kpis roi sla slas nda hr it api apis b2b b2c saas usp icp nps cac ltv mrr
    arr aov cro cta rfp rfq ceo cfo cto coo vat gdpr ok tv sms qr id utm iso ip ui ux ai pr diy eu uk us usa gbp eur
    usd chf q1 q2 q3 q4 am pm p&l r&d a4 a5 schema.org e-mail jtbd cv dm dms gp mot vip led pos erp
    """
)
PROPER: Final = words.listed(
    """
    monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday
    sundays january february march april may june july august september october november december christmas easter
    ramadan diwali hanukkah i i'm i'd i'll i've english british european europe american america german french spanish
    italian african asian african latin internet web pareto moore i.e e.g mr mrs ms dr
    """
)
# What challenges and industries are recognised by is weighed word by word, brands among them: no ordinary words.
_RECOGNISER: Final = re.compile(r"[^\n,{}:]+:\s*-?\d+(?=[,}\s])")
_WORD: Final = re.compile(r"(?<!\w)[a-z]+(?:['’-][a-z]+)*")
_EVERYDAY: Final = words.listed(
    """
    sharpen narrow widen tighten sketch draft prune trim anchor frame phrase settle commit swap drop hold keep
    rehearse brief debrief chase nudge spell outline state restate tally gauge chart map log note flag spot sort rank
    weigh sift sorry hello thanks thank please okay obvious plainly rarely seldom hardly scarcely merely mostly partly
    roughly nevertheless nonetheless meanwhile otherwise therefore moreover however although whereas despite besides
    everyone anyone somebody nobody none neither either both another several plenty enough
    """
)


@cache
def english() -> frozenset[str]:
    """Return the stems of ordinary words."""
    found = _EVERYDAY | lexicon.FUNCTION | lexicon.TIME | lexicon.NUMBER_WORDS
    for text in _texts(files("strategy_worker.knowledge")):
        found = found | frozenset(_WORD.findall(_RECOGNISER.sub(" ", text)))
    stems = frozenset(words.stem(word) for word in found)
    return stems | lexicon.ABSTRACT | lexicon.CONCRETE | lexicon.COMMON


def is_ordinary(word: str) -> bool:
    """Tell whether a case-folded word, or each part of a hyphenated one, is ordinary English."""
    known = english()
    return words.stem(word) in known or all(words.stem(part) in known for part in word.split("-"))


def _texts(folder: Traversable) -> list[str]:
    found: list[str] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            found += _texts(item)
        elif item.name.endswith(".yaml"):
            found.append(item.read_text(encoding="utf-8"))
    return found
