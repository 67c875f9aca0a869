"""Doubts in a buyer's voice and what answers them: an answer is content the doubt did not have, said right after it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.prose.amounts import amounts
from scoring.prose.form import Form
from scoring.prose.statement import Statement
from scoring.prose.wording import detail, is_everyday, stemmed
from scoring.shapes import ramp
from scoring.words import words

_PERSON = re.compile(r"\b(?:i|i'm|i've|we|we're|we've|my|our|us|me|you|your|you're|they)\b|\?")
_DOUBTING = re.compile(
    r"\b(?:too|already|why|what if|can't|cannot|won't|don't|doesn't|afford|sure|never|only|just|cheaper|expensive|"
    r"dear|costs?|price|time|need|trust|how (?:do|can|long|much|will)|is it|will it|not|always|before|last time|scam|"
    r"real|works?|fine|enough|busy|later|risk)\b|\?"
)
_REPORTED = re.compile(
    r"\b(?:worr(?:y|ies|ied)|fears?|afraid|doubts?|hesitates?|objects?|objections?|suspects?|sceptical|skeptical|"
    r"wonders?|complains?|distrusts?|mistrusts?|(?:will|may|might|would|often|some|many|they|who)(?: also|"
    r" still)? (?:say|think|ask|argue|feel|object|believe)|asks? (?:whether|why|if|what|how|who)|put off by|"
    r"reluctan\w+|balks? at|resists?)\b"
)
_CONCEDES = re.compile(
    r"\b(?:better (?:off|served|suited)|(?:is|are|they're|he's|she's) right|fair (?:point|enough|question|objection)|"
    r"(?:it|that) is true|that's true|true[,:;.]|is cheaper|are cheaper|should (?:stay|choose|use|go|keep|buy|take|"
    r"hire|pick)|not (?:for (?:you|them|everyone)|the right|worth it for)|we (?:lose|cannot match|can't match|"
    r"are not the|are dearer|cost more|will lose)|admit\w*|concede\w*|if you only|recommend (?:them|him|her|it|"
    r"the other|another)|refer (?:them|you)|send them to|he may be|they may be|may well be|wins? on|beats? us|"
    r"do(?:es)? it better|no reason to (?:switch|change|buy))\b|\b(?:we|you|they)(?:'ll| will| may| might)? (?:lose|"
    r"not win|never win)\b|\b(?:won't|can't|cannot) (?:win|beat|match|get [^.;]{2,20} back)\b|\baccept(?:s|"
    r"ed)? (?:losing|fewer|that)\b|\bwins? (?:where|when|because|before|if)\b|\bmay not be able\b|\blose (?:some|"
    r"a few)\b|\band (?:you |we )?should\b\.?$"
)
_KINDS = {
    "price": re.compile(r"price|pricey|cost|expens|dear\b|cheap|afford|budget|\bpay|fee|[£$€¥]|money|charge|discount"),
    "trust": re.compile(
        r"trust|proof|prove|real\b|scam|believ|relia|quality|safe|heard|know you|guarantee|promis|last time|burn|"
        r"stolen|privacy|data|work(?:s)? (?:for|at)|does it work|result"
    ),
    "effort": re.compile(
        r"\btime|hassle|bus(?:y|ier)|effort|disrupt|week|wait|set ?up|switch|learn|train|complicat|difficult|move|"
        r"migrat|long\b|hours?"
    ),
    "fit": re.compile(
        r"for (?:us|me|people like)|like (?:us|me|ours)|our size|too small|too big|different|special|need|suit|"
        r"my (?:child|house|dog|skin)|local"
    ),
    "status_quo": re.compile(
        r"already|always|current|happy with|ourselves|myself|nothing|spreadsheet|excel|fine (?:as|now)|usual|"
        r"we have (?:a|someone)|later|not now|existing"
    ),
    "authority": re.compile(
        r"boss|partner|spouse|wife|husband|committee|board|approv|my manager|head office|sign off|decision|landlord|"
        r"council|parents"
    ),
}  # fmt: skip
_FEW = 3
_PLAIN = 0.2
_REACH = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt: how strongly it is one, of which kinds, and how much its answer says beyond it (0 to 1)."""

    said: Statement
    strength: float
    kinds: frozenset[str]
    answer: float

    @property
    def value(self) -> float:
        """What voicing it earns; a doubt nobody answers earns what it says itself."""
        return self.strength * max(self.said.worth, self.answer, 0.25 * bool(self.said.ties))


def doubts(said: Sequence[tuple[Statement, Form]]) -> Iterator[Doubt]:
    """Yield the doubts of a group of sentences that belong together."""
    strengths = [_strength(*item) for item in said]
    for index, (item, _) in enumerate(said):
        if strengths[index]:
            following = _following(said, strengths, index)
            yield _doubt(item, strengths[index], following)


def concedes(said: Statement) -> bool:
    """Tell whether a sentence says for whom a doubt is right, who is better off elsewhere, or what won't be won."""
    return _CONCEDES.search(said.lower) is not None


def _strength(said: Statement, form: Form) -> float:
    voiced = max((_voice(said.lower[start:end]) for start, end in said.quoted), default=0.0)
    if voiced:
        return 1.0 if "objection" in form.hints or _REPORTED.search(said.lower) or _says(said) else 0.8 * voiced
    is_listed = "objection" in form.hints and said.block.kind != "heading"
    if is_listed and (_DOUBTING.search(said.lower) or form.is_question) and _is_first(said):
        return 0.8
    if _REPORTED.search(said.lower) and not re.match(r"(?:we|i)\b", said.lower):
        return 0.7
    return 0.0


def _is_first(said: Statement) -> bool:
    return said.start == said.block.start or said.text.rstrip().endswith("?")


def _says(said: Statement) -> bool:
    return (
        re.search(r"\b(?:says?|said|asks?|think|thinks|object|hear|tell|told|answer|reply)\b", said.lower) is not None
    )


def _voice(quote: str) -> float:
    """Tell a doubt from a slogan or a title in quotation marks."""
    if len(words(quote)) < _FEW:
        return 0.0
    return 1.0 if _DOUBTING.search(quote) and _PERSON.search(quote) else 0.6 if _DOUBTING.search(quote) else 0.0


def _following(said: Sequence[tuple[Statement, Form]], strengths: Sequence[float], index: int) -> list[Statement]:
    doubt = said[index][0]
    found: list[Statement] = []
    for (item, _), strength in zip(said[index + 1 : index + 1 + _REACH], strengths[index + 1 :], strict=False):
        is_apart = item.block.kind in {"item", "row"} and item.block.start != doubt.block.start
        if strength >= 0.8 or is_apart:
            break
        found.append(item)
    return found


def _doubt(said: Statement, strength: float, following: list[Statement]) -> Doubt:
    voice, rest = _parted(said)
    doubted = {root for token in words(voice) if (root := stemmed(token))}
    answer = " ".join((rest, *(item.text for item in following)))
    return Doubt(
        said=said,
        strength=strength,
        kinds=frozenset(name for name, pattern in _KINDS.items() if pattern.search(voice)) or frozenset({"other"}),
        answer=_says_more(answer, doubted),
    )


def _parted(said: Statement) -> tuple[str, str]:
    """Part a sentence into the doubt and what else it says."""
    if said.quoted:
        start, end = max(said.quoted, key=lambda span: span[1] - span[0])
        return said.lower[start:end], said.lower[:start] + " " + said.lower[end:]
    if said.block.kind == "row" and "|" in said.lower.strip("| "):
        cells = [cell for cell in said.lower.strip("| ").split("|") if cell.strip()]
        return cells[0], " ".join(cells[1:])
    for sign in (" — ", " – ", ": ", "; ", " - ", " but "):
        head, found, tail = said.lower.partition(sign)
        if found and len(words(head)) >= _FEW:
            return head, tail
    return said.lower, ""


def _says_more(answer: str, doubted: set[str]) -> float:
    tokens = {token for token in words(answer) if (root := stemmed(token)) and root not in doubted}
    things = {stemmed(token): detail(token) for token in tokens}
    counted = {(number.value, number.unit) for number in amounts(answer) if number.counts}
    plain = _PLAIN * sum(is_everyday(token) for token in tokens)
    return ramp(sum(things.values()) + plain + 0.8 * min(3, len(counted)), 0.8, 4.0) * ramp(len(things), 2, 5)
