"""The form of one sentence, read once: who acts, under which condition, when, with which reason."""

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from scoring.lexicon import FUNCTION
from scoring.prose import cues
from scoring.prose.labels import hints
from scoring.prose.orders import is_action, is_order
from scoring.prose.statement import Statement
from scoring.prose.wording import detail
from scoring.words import listed

_VERB = r"([a-z][\w'-]*)(?: ([a-z0-9£$€][\w'-]*))?"
_LEAD = re.compile(
    r"^(?:\W+)?(?:then |and |so |but |first,? |next,? |also |instead,? |please |therefore,? |now |here |today )?"
    + _VERB
)
_CLAUSE = re.compile(r"(?:[:;–—|]|\bthen\b|, (?:and|so|but) (?:then )?) ?(?:then )?" + _VERB)
_MAIN_CLAUSE = re.compile(
    r"^(?:if|when|once|unless|from|by|in|at|on|after|before|until|every|each|for|where|with|"
    r"end)\b[^,]{1,90}, ?(?:then )?" + _VERB
)
_AFTER_COMMA = re.compile(r"(?:[,;:—–|(]|\bthen\b|\band\b|->|→|=>)\s*(?:then |and |also )?([a-z][\w'-]*)")
_NAME = re.compile(r"(?<=[\w,;:(|–—-] )[A-Z][a-z]{2,}\b|\b[A-Z]{2,5}\b")
_OWNER = re.compile(
    r"\bowner: ?\w|\bowned by\b|\bresponsible\b|\b(?:the |our |a |one |an )?(?:(?:office|shop|site|practice|clinic|"
    r"sales|field|project|account|programme|program|support|general|service|duty|head|lead|senior|junior|"
    r"front desk) )?(?:manager|nurse|founder|owner|assistant|bookkeeper|coordinator|director|engineer|designer|"
    r"technician|teacher|volunteer|receptionist|partner|accountant|chef|clerk|developer|driver|trainer|officer|"
    r"apprentice|foreman|electrician|plumber|dentist|vet|editor|writer|baker|buyer|supervisor|secretary|dispatcher|"
    r"planner|treasurer|trustee|team|staff|desk|crew)\b[^.;:]{0,24}\b[a-z]{2,}(?:s|es)\b"
)
_MOST_CLAUSES = 6
_DOES = listed("will and then also does asks")
_DOING = re.compile(
    r"\b(?:we|i|you|they)(?:'ll)?(?: (?:will|would|shall|should|must|can|have to|need to|also|first|then|only|now|"
    r"just|never|not|don't|do not|won't|will not|both|each|all|still|always))* ([a-z]+)"
)
_NOT_ACTIONS = listed("is was has does this its his less as us")


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a sentence shows; `hints` is what its heading, lead-in or own label announces."""

    hints: frozenset[str]
    has_condition: bool
    has_threshold: bool
    has_deadline: bool
    has_rhythm: bool
    has_reason: bool
    has_cause: bool
    has_contrast: bool
    has_owner: bool
    is_ours: bool
    does: bool
    is_order: bool
    acts_after: bool
    has_consequence: bool
    has_ending: bool
    is_hedged: bool
    refuses: bool
    is_unknowing: bool
    is_assumed: bool
    is_tested: bool
    is_question: bool

    @property
    def is_act(self) -> bool:
        """Whether somebody of ours does something in it."""
        return self.does or self.is_order or self.has_owner


def form(said: Statement, names: frozenset[str]) -> Form:
    """Read the form of a sentence; `names` are the people and things the text calls by name."""
    lower = _unquoted(said)
    return Form(
        hints=hints(said.block.label) | hints(_label(lower)),
        has_condition=cues.CONDITION.search(lower) is not None,
        has_threshold=cues.THRESHOLD.search(lower) is not None,
        has_deadline=cues.DEADLINE.search(lower) is not None,
        has_rhythm=cues.RHYTHM.search(lower) is not None,
        has_reason=cues.REASON.search(lower) is not None,
        has_cause=cues.CAUSE.search(lower) is not None,
        has_contrast=cues.CONTRAST.search(lower) is not None,
        has_owner=_has_owner(lower, said, names),
        is_ours=cues.WE.search(lower) is not None,
        does=_does(lower),
        is_order=_is_order(lower),
        acts_after=_acts_after(lower),
        has_consequence=cues.CONSEQUENCE.search(lower) is not None,
        has_ending=cues.ENDING.search(lower) is not None,
        is_hedged=cues.HEDGED.search(lower) is not None,
        refuses=cues.REFUSAL.search(lower) is not None,
        is_unknowing=_is_unknowing(lower, said.words),
        is_assumed=cues.ASSUMED.search(lower) is not None,
        is_tested=cues.TESTED.search(lower) is not None,
        is_question=cues.QUESTION.search(lower) is not None,
    )


def _is_unknowing(lower: str, tokens: tuple[str, ...]) -> bool:
    may_be = not cues.DOUBTING.isdisjoint(tokens) or any(token.endswith("n't") for token in tokens)
    return may_be and cues.UNKNOWING.search(lower) is not None


def names(said: tuple[Statement, ...], known: frozenset[str]) -> frozenset[str]:
    """Return the words that are written with a capital inside sentences and are neither the brief's nor English."""
    found = {name.casefold() for item in said for name in _NAME.findall(item.text)}
    return frozenset(word for word in found if detail(word) == 1.0 and word not in FUNCTION and word not in known)


def _unquoted(said: Statement) -> str:
    """Blank out what others say, since its form isn't the sentence's."""
    lower = said.lower
    for start, end in said.quoted:
        if end - start > 24:
            lower = lower[:start] + '"' + "n" * (end - start - 2) + '"' + lower[end:]
    return lower


def _label(lower: str) -> str:
    head, colon, _ = lower.partition(":")
    return head if colon and len(head) <= 48 else ""


def _is_order(lower: str) -> bool:
    """Look for an order at the beginning, after the first clause, and after a colon, dash or semicolon."""
    starts = (_LEAD.match(lower), _MAIN_CLAUSE.match(lower), *islice(_CLAUSE.finditer(lower), _MOST_CLAUSES))
    return any(is_order(found[1], found[2] or "") for found in starts if found)


def _has_owner(lower: str, said: Statement, names: frozenset[str]) -> bool:
    """Tell whether a role or somebody called by name does something."""
    if _OWNER.search(lower):
        return True
    return any(
        first in names and (second in _DOES or (second.endswith("s") and second not in _NOT_ACTIONS))
        for first, second in pairwise(said.words)
    )


def _acts_after(lower: str) -> bool:
    """Tell whether an action follows a first clause: "below 5, stop" or "below 5, Dawn stops"."""
    return any(
        is_action(word) or (word.endswith("s") and is_action(word[:-1]))
        for word in _AFTER_COMMA.findall(lower)
        if word not in _NOT_ACTIONS
    )


def _does(lower: str) -> bool:
    """Tell whether we, I or you do something one can see."""
    return any(is_action(found) for found in _DOING.findall(lower))
