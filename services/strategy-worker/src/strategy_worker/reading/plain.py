"""Text in plain words: one way of writing what people write in many, such as few, nobody and not."""

import re
from typing import Final

_NUMBER: Final = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred"
    r"|(?!(?:1|19\d\d|20\d\d)\b)\d[\d.,]*k?)"
)
_ANYBODY: Final = r"any ?(?:one|body)"
_ALMOST: Final = r"(?:hardly|barely|scarcely|almost|next to|nearly|virtually|practically)"
_PLAIN: Final = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"[’`]", "'"),
        (r"[-‐‑]", " "),
        (r"\be mail", "email"),
        (r"\btelephone", "phone"),
        (r"\bquotation", "quote"),
        (r"\b(?:homepage|home page|web site)", "website"),
        (r"%", " percent"),
        (r"\b(?:can ?not|cant|can't)\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should)n'?t\b", r"\1 not"),
        (r"'ve\b", " have"),
        (r"'re\b", " are"),
        (r"\bi'm\b", "i am"),
        (r"\b(it|that|there|what|he|she|who|where)'s\b", r"\1 is"),
        (
            r"\b(?:really|actually|even|simply|usually|basically|quite|very|currently|often|ever|properly|totally"
            r"|completely|extremely|increasingly)\s",
            "",
        ),
        (
            rf"\b(?:no ?one|no body|(?:{_ALMOST}|not) {_ANYBODY}|(?:only |too |so )?few people|{_ALMOST} nobody"
            r"|not (?:many|enough) people|(?:hardly any|no) people)\b",
            "nobody",
        ),
        (r"(?<!only )(?<!just )\ba few\b", "some"),
        (r"\b(?:no|not an?|not) (?:shortage|lack) of\b|\b(?:do|does|did) not lack\b|\bnever lack\b", "plenty of"),
        (
            r"\b(?:only|just) (?:have |has |get |got |see )?(?:a (?:few|handful of|dozen)|"
            rf"{_NUMBER})(?! of us)(?=\s|$)",
            "few",
        ),
        (rf"\b{_ALMOST} (?:any|no|nothing|none)\b", "few"),
        (r"\b(?:(?:do|does|did|is|are) )?not (?:have |get |see |receive |got )?(?:enough|many|much|any)\b", "few"),
        (
            r"\b(?:a )?(?:lack|shortage) of\b|\b(?:we )?(?:lack|lacks|lacking)\b|\bshort of\b|\binsufficient\b"
            r"|\b(?:too|so) (?:few|little)\b|\bzero\b|\blittle\b",
            "few",
        ),
        (rf"\b{_NUMBER}(?=\s|$)", "several"),
        (r"\b(?:do|does|did|can|could|will|would|should|have|has|had|is|are|was|were) not\b", "not"),
        (
            r"\b(?:never|hardly|rarely|seldom|barely|scarcely|unable to|(?:fail|fails|failed|refuse|refuses) to)\b",
            "not",
        ),
        (r"\bnot (?:able|want) to\b", "not"),
        (r"\b(?:struggle|struggles|struggling|difficult|tough|impossible|tricky|not easy) to\b", "hard to"),
        (r"\s+", " "),
    )
)
# In a phrase of the knowledge base these words stand for everything that is called so.
CLASSES: Final = {
    "few": r"few|no(?! longer)",
    "people": (
        r"(?:customer|client|patient|guest|member|donor|buyer|user|visitor|student|pupil|learner|supporter|subscriber"
        r"|shopper|parent|tourist|household|people|person|resident|tenant|diner|passenger|traveller|prospect|giver"
        r"|homeowner|landlord|reader|viewer|participant|carer|patron|subscription|account)s?|families|family"
    ),
    "buy": (
        r"buy(?:s|ing)?|bought|book(?:s|ed)?|order(?:s|ed)?|purchase[sd]?|sign(?:s|ed)? up|enrol(?:l|s|ls|led)?"
        r"|subscribe[sd]?|donate[sd]?|join(?:s|ed)?"
    ),
    "enquiry": r"(?:lead|request|call|demo|message|prospect|contact)s?|[ei]nquir(?:y|ies)",
    "falls": (
        r"fall(?:s|ing|en)?|fell|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|down|shrink(?:s|ing)?|shrunk|halved"
        r"|collaps(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|decreas(?:e|es|ed|ing)|dwindl(?:e|es|ed|ing)|dried|drying|fewer"
        r"|sink(?:s|ing)?|sunk|tank(?:s|ed|ing)|disappear(?:s|ed|ing)?|vanish(?:es|ed|ing)?|less"
    ),
    "rises": (
        r"ris(?:e|es|ing|en)|rose|climb(?:s|ed|ing)?|increas(?:e|es|ed|ing)|explod(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)"
        r"|tripl(?:e|es|ed|ing)|up|grow(?:s|ing)?|grown|grew|soar(?:s|ed|ing)?|dearer|higher"
    ),
    "staff": (
        r"(?:employee|worker|nurse|driver|chef|cook|waiter|technician|engineer|carer|teacher|tradesperson|plumber"
        r"|electrician|developer|volunteer|apprentice|trainee|mechanic|cleaner|therapist|stylist|hairdresser|assistant"
        r"|builder|baker|trainer|guide|warehouse worker|installer|colleague)s?|staff|personnel|tradespeople"
        r"|people to work"
    ),
    "boss": (
        r"(?:owner|founder|boss|director|ceo|chief|principal|senior partner|chef|master)(?:'?s)?|managing director|me"
    ),
    "price": r"(?:price|fee|rate|rent|tariff|charge|subscription)s?",
    "work": r"(?:job|project|order|mandate|case|assignment|contract)s?|work",
    "post": r"(?:post|video|article|blog|reel|guide|photo)s?|content|stories",
}


def plain(text: str) -> str:
    """Return a text in plain words."""
    said = text.lower()
    for old, new in _PLAIN:
        said = old.sub(new, said)
    return said.strip()
