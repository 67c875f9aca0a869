"""Words put into somebody's mouth.

A doubt in quotation marks is no testimony: who speaks has to be one person or firm, and has to have spoken.
"""

import re
from collections.abc import Iterator, Sequence

from scoring import words
from scoring.compliance.ground import Ground
from scoring.compliance.passages import Claim
from scoring.model import Breach
from scoring.terms import COPY_SIZE

_QUOTATION = re.compile(
    r"[“\"«][^“”\"«»\n]{12,600}[”\"»]|‘(?:[^‘’\n]|(?<=\w)’(?=\w)){12,400}’(?!\w)"
    r"|(?<![\w'])'(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)){12,300}'(?!\w)"
)
_ROLE = (
    "(?:customer|client|user|buyer|patient|owner|guest|visitor|member|parent|mother|father|mum|dad|student|pupil|"
    "tenant|"
    "landlord|landlady|agent|manager|director|nurse|doctor|teacher|mayor|donor|reader|subscriber|reviewer|neighbour|"
    "neighbor|woman|man|couple|family|shopper|founder|chef|farmer|homeowner|volunteer|learner|graduate|participant|"
    "partner|supplier|judge|expert|boss|ceo|cfo|head|regular|traveller|bride|groom|user|critic|journalist)"
)
_ONE = rf"(?:[Aa]n?|[Oo]ne|[Oo]ur|[Aa]nother|[Tt]he|[Mm]y|[Tt]heir) (?:[\w-]+ ){{0,3}}?{_ROLE}\b"
_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][\w'’-]*[a-z]\b(?: (?:[A-Z][\w'’-]*|[A-Z]\.|von|van|de|da))*\.?"
_WHO = rf"(?:{_NAME}|{_ONE}(?: {_NAME})?)"
_WHICH = r"(?:,[^,“\"‘]{2,60},| (?:of|from|at|in|on|who|with) [^,“\"‘:]{2,50})?"
_SPOKE = (
    "(?:says|said|told|tells|writes|wrote|reports|reported|explains|explained|raves|raved|recalls|recalled|admits|"
    "admitted|"
    "confirms|confirmed|remembers|remembered|commented|comments|swears|swore|added|adds|noted|notes|praised|posted|"
    "puts it|put it|summed up|called|calls|described|describes)"
)
_AFTER = re.compile(
    rf"\s*[,.]?\s*(?:(?:—|–|--|-)\s*(?:{_NAME}|[A-Z]{{2,}}|an? |our |one )"
    rf"|\((?:{_NAME}|{_ONE})\s?[,;)]|,?\s*{_SPOKE}(?: (?:us|me))?\s+{_WHO}|,?\s*(?:as )?{_WHO}{_WHICH}\s+{_SPOKE}\b)"
)
_BEFORE = re.compile(
    rf"(?:\b{_WHO}{_WHICH}(?:,| once| recently| even| simply| just)*\s+{_SPOKE}(?:\s+(?:us|me|it|them|him|her|"
    rf"our \w+))?"
    rf"(?: (?:on|in|after|about|at) [^“\"‘:,]{{2,40}})?\s*[,:]?\s*(?:that\s+|as\s+)?"
    rf"|\b[Ii]n the words of {_WHO}{_WHICH}\s*[,:]?\s*|\b[Aa]ccording to {_WHO}{_WHICH}\s*[,:]?\s*"
    rf"|\b{_WHO}{_WHICH}:\s*)$"
)
# Nobody in particular, or nobody who has spoken yet.
_NOBODY = re.compile(
    r"\b(?:You|We|They|I|He|She|It|Nobody|Everyone|Everybody|Somebody|Someone|Who|Which|That|This|These|Those|Some|"
    r"Many|Most|People|"
    r"Ask|Answer|Say|Write|Print|Put|Show|Call|Headline|Objection|Question|Example|Promise|Title|Sentence|Instead|"
    r"Then|If|When|"
    r"Line|Subject|Heading|Slogan|Rule|Note|Test|Reply|Message|Label|Card|Page|Form|Price|Trust|Time|Effort|"
    r"Fit)\b[^A-Z]{0,24}$"
    r"|\b(?:will|would|may|might|could|should|can|shall|must|to|if|when|not|never|don't|doesn't|didn't|won't|"
    r"rather than|instead of)\s+"
    r"(?:\w+\s+){0,3}$"
)
_HYPOTHETICAL = re.compile(
    r"\b(?:will|would|may|might|could|should|can|must|never|don't|won't|if|suppose|imagine|hypothetical)\b[^.;:]{0,40}$"
)
_CLOSING = "?”\"’'"
_REACH = 110
_FEW_WORDS = 4
_FROM_BRIEF = 0.6


def breaches(ground: Ground, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield quotations that name a speaker although the brief holds no such words."""
    for claim in claims:
        for found in _QUOTATION.finditer(claim.said):
            if _has_speaker(claim.said, found) and not _is_from_brief(ground, found.group()):
                yield Breach(
                    "compliance.attributed-quotation",
                    "fail",
                    claim.span(found),
                    "These words are attributed to somebody, and nothing in the brief shows that they were said.",
                    "Delete the quotation, or collect it with the speaker's written release and add it to the brief. "
                    f"Until then write: “To be collected: what a customer says about {_topic(found.group())}.”",
                )


def _has_speaker(said: str, found: re.Match[str]) -> bool:
    if len(words.words(found.group())) < _FEW_WORDS:
        return False
    before = said[max(0, found.start() - _REACH) : found.start()]
    after = _AFTER.match(said, found.end(), found.end() + _REACH)
    if after:
        return _NOBODY.search(after.group().strip(" ,.—–-") + " ") is None and not _HYPOTHETICAL.search(after.group())
    spoken = _BEFORE.search(before)
    if spoken is None or _HYPOTHETICAL.search(before) or _NOBODY.search(before):
        return False
    # A question after a name is a script for whoever asks it.
    return not found.group().rstrip(_CLOSING[1:]).endswith("?")


def _topic(quotation: str) -> str:
    """Return the last words of a quotation that say what it is about."""
    told = [word for word in words.words(quotation) if len(word) >= _FEW_WORDS]
    return f"“{told[-1]}”" if told else "this"


def _is_from_brief(ground: Ground, quotation: str) -> bool:
    tokens = words.words(quotation)
    runs = list(words.ngrams(tokens, COPY_SIZE))
    return bool(runs) and sum(run in ground.runs for run in runs) / len(runs) >= _FROM_BRIEF
