"""Sentences that obey somebody instead of saying something about the business.

That is talk of a model about itself or its task, echoes of flagged pieces of the brief, and answers that are no
sentence of a strategy.
"""

import re
import unicodedata
from typing import Final

from scoring import words
from scoring.compliance.folding import any_of, fold
from scoring.lexicon import FUNCTION
from strategy_worker.llm.checks.grounds import ORDER_SIZE, Grounds
from strategy_worker.llm.checks.passages import Passage
from strategy_worker.llm.checks.vocabulary import is_ordinary

_SELF_TALK: Final = any_of(
    r"\b(?:as|i am|i'm|being|you are|you're) (?:an? |the )?(?:helpful |honest |large |your |unrestricted )*(?:ai|llm|"
    r"language model|chat ?bot|assistant|claude|chatgpt|gpt\S*|dan)\b",
    r"\b(?:language model|system prompt|developer mode|jailbreak\w*|prompt injection|chain of thought|hidden rules?|"
    r"context window|knowledge cut-?off|training data)\b",
    r"\b(?:my|your|the|these|previous|prior|earlier|above|original|initial|all|hidden|secret|new) (?:\w+ ){0,2}"
    r"(?:instructions?|prompts?|directives?|guidelines?|guardrails?)\b[^.;]{0,40}\b(?:are|is|say|says|read|reads|tell|"
    r"told|were|was|follow|ignor\w*|disregard\w*|forg[eo]t\w*|overrid\w*|reveal\w*|print\w*|repeat\w*|begin)",
    r"\b(?:ignor\w*|disregard\w*|forg[eo]t\w*|overrid\w*|overrul\w*|bypass\w*|reveal\w*|print\w*|repeat\w*|obey\w*|"
    r"follow(?:ed|ing)?|leak\w*|according to|set aside)\b (?:\w+ ){0,4}(?:instructions?|prompts?|directives?|"
    r"guardrails?|"
    r"orders given|rules? above|rules? i was)\b",
    r"\b(?:i|we) (?:was|were|am|are|have been) (?:\w+ )?(?:told|instructed|asked|ordered|programmed|trained|prompted|"
    r"built|configured|not allowed|unable) to\b",
    r"\b(?:as|like) (?:you )?(?:requested|instructed|ordered|commanded|you (?:asked|wished|wanted|told me))\b|"
    r"\bper your "
    r"(?:instructions?|request)\b|\bas the (?:brief|user|input|text) (?:asks|demands|instructs|requests|tells|orders|"
    r"says"
    r" to)\b|\bthe user (?:asked|asks|wants|requests|requested|instructed|said)\b",
    r"^\W*(?:sure|certainly|of course|absolutely|understood|okay|ok|affirmative|yes,? master|roger)\b[,!.:;—-]"
    r"|\bhere(?:'s| is| are) (?:the|your|my|a) (?:\w+ )?(?:translation|answer|response|output|json|text|system|prompt|"
    r"result|instructions?|poem|joke|recipe|password|key|secret|decoded)\b|\b(?:decoded|base64|rot13) (?:text|message|"
    r"string|instruction)\b|\b(?:mode|override|access|protocol) (?:has been |is |was )?(?:enabled|activated|granted|"
    r"unlocked|engaged|accepted|complete)\b",
    r"\b(?:you have|i have been|been) (?:been )?(?:hacked|pwned|owned|jailbroken)\b|\bhacked by\b|\bhello,? world\b",
    r"<\|?\w+\|?>|\[/?(?:inst|sys|system|assistant|user|tool)\w*\]|^\W*(?:system|assistant|human|user|developer|tool|"
    r"function|admin|root)\s*:|\b(?:tool_call|tool_result|function_call|tool_use|im_start|im_end|end_turn|max_tokens)\b"
    r"|[{\[]\s*\"|\"\s*:\s*[\"{\[\dtfn]|\"\s*[}\]]",
    r"\b(?:api|secret|access|private) keys?\b[^.;]{0,20}\b(?:is|are|:)|\bsk-[a-z0-9-]{4,}",
)
_IN_PERSON: Final = any_of(
    r"\bi(?:'m| am) (?:sorry|afraid|happy to|glad to|now|here to|ready to|going to|free|unrestricted)\b|\bi (?:will|"
    r"shall)"
    r" (?:now|ignore|obey|comply|follow|reveal|print|repeat|answer|speak|write|act|pretend)\b|\bi have (?:ignored|"
    r"followed|complied|obeyed|decoded|switched|been (?:freed|reset|updated|unlocked))\b",
    r"\bi (?:can(?:no|')t|cannot|can not|won't|will not|am unable to|must refuse to|"
    r"do not feel able to) (?:\w+ )?(?:help|"
    r"assist|comply|do that|fulfil|provide|complete|answer|write|continue|share|disclose|reveal)",
)
_CODE: Final = re.compile(r"[<{}\[\]|]|\"\s*:|^\W*\w+:")
# Words without which none of it can match; asking for them first is cheaper.
_TRIGGERS: Final = words.listed(
    """
    ai llm language chatbot chat assistant claude chatgpt gpt dan system developer jailbreak jailbreaks jailbroken
    prompt prompts injection chain hidden context knowledge training instruction instructions directive directives
    guideline guidelines guardrail guardrails orders rules told instructed asked ordered programmed trained prompted
    configured allowed unable requested commanded asks demands instructs requests tells wants said says user input
    text brief sure certainly course absolutely understood okay ok affirmative yes roger here here's decoded base64
    rot13 mode override access protocol hacked pwned owned hello tool function admin root human key keys wished
    request built
    """
)
_FIRST_PERSON: Final = words.listed("i i'm")
_TALK: Final = ((_SELF_TALK, _TRIGGERS), (_IN_PERSON, _FIRST_PERSON))
_VOICES: Final = frozenset({"voice", "worry"})
_LOUD: Final = re.compile(r"[A-Z]{3}|[^\W\d_a-z]{3}")
_SHORT: Final = 4
# A name or heading may be as short as it likes; elsewhere one or two words answer nothing.
_NAMES: Final = words.listed(
    """
    name title item owner said_by kind category queries query entity modifier against player numerator denominator
    window channel asset intent better_for said_in alternative audience cost_to_us cap traits forbidden page
    schema_type signed_by source who_cares by_when evidence_by event unit effort level basis claim_basis proof_status
    metric move contents
    """
)
_EMPTY: Final = words.listed("yes no ok okay done true false null none nil n/a na test hello hi undefined error nan")


def obeys(passage: Passage, role: str, grounds: Grounds) -> str:
    """Return the words that show obedience, empty when none do."""
    text = fold(unicodedata.normalize("NFKC", passage.text)).replace("’", "'")
    for pattern, triggers in _TALK:
        if pattern is _IN_PERSON and role in _VOICES:
            continue
        found = None if triggers.isdisjoint(passage.words) and not _CODE.search(text) else pattern.search(text)
        if found and not _is_business(found[0], grounds):
            return found[0]
    return _echo(passage, grounds) or _foreign_script(passage, grounds) or _nonsense(passage, role, grounds)


def _is_business(said: str, grounds: Grounds) -> bool:
    """Tell a firm whose trade is models or prompts: its brief, as far as it isn't flagged, says the same."""
    tokens = [word for word in words.words(said) if word not in FUNCTION]
    return bool(tokens) and f" {' '.join(words.words(said))} " in grounds.honest


def _echo(passage: Passage, grounds: Grounds) -> str:
    if not grounds.orders and not grounds.odd:
        return ""
    rare = next((word for word in passage.words if word in grounds.odd), "")
    if rare:
        return rare
    runs = (run for size in (ORDER_SIZE, ORDER_SIZE - 1) for run in words.ngrams(passage.words, size))
    return " ".join(next((run for run in runs if run in grounds.orders), ()))


def _foreign_script(passage: Passage, grounds: Grounds) -> str:
    if passage.text.isascii() or not grounds.is_english:
        return ""
    for word in passage.words:
        if not word.isascii() and word not in grounds.words and any(_is_other_script(letter) for letter in word):
            return word
    return ""


def _is_other_script(letter: str) -> bool:
    return letter.isalpha() and ord(letter) > 0x24F and not unicodedata.name(letter, "").startswith("LATIN")


def _nonsense(passage: Passage, role: str, grounds: Grounds) -> str:
    if not passage.words:
        return passage.text if any(character.isalnum() for character in passage.text) else ""
    if not grounds.is_english:
        return ""
    strange = [word for word in passage.words if word not in grounds.words and not _is_known(word, grounds)]
    if len(passage.words) < _SHORT and (
        _is_strange(strange, passage, role, grounds) or _EMPTY.issuperset(passage.words)
    ):
        return passage.text
    if len(strange) > max(2, 0.4 * len(passage.words)) or _is_repeated(passage.words):
        return passage.text
    is_lone = len(passage.words) == 1 and role not in _NAMES
    return passage.text if is_lone or _is_shouted(passage, grounds) else ""


def _is_strange(strange: list[str], passage: Passage, role: str, grounds: Grounds) -> bool:
    """Tell a few words most of which are no words; a name may be one, unless it is shouted."""
    is_name = len(passage.words) == 1 and role in _NAMES
    return 2 * len(strange) > len(passage.words) and (not is_name or _is_shouted(passage, grounds))


def _is_known(word: str, grounds: Grounds) -> bool:
    return word[0].isdigit() or grounds.knows(word) or is_ordinary(word)


def _is_repeated(tokens: tuple[str, ...]) -> bool:
    """Tell a word said over and over, or letters that are to be read together."""
    return len(tokens) > 2 and (len(set(tokens)) == 1 or sum(len(token) == 1 for token in tokens) > len(tokens) / 2)


def _is_shouted(passage: Passage, grounds: Grounds) -> bool:
    if not _LOUD.search(passage.text):
        return False
    letters = [letter for letter in passage.text if letter.isalpha()]
    loud = sum(letter.isupper() for letter in letters)
    own = passage.text.casefold().strip(" .!?") in grounds.literal
    return len(letters) > _SHORT and loud > 0.8 * len(letters) and not own
