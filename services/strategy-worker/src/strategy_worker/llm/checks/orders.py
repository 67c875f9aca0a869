"""Sentences of a brief that may be orders to a model.

A wide look, since nothing follows from it but that their rare words and wordings must not come back; what is shown to
the user is the narrower look of the briefing.
"""

from collections.abc import Iterator
from typing import Final

from scoring import words
from scoring.compliance.folding import any_of, fold

_SIGNS: Final = any_of(
    r"\b(?:ignore|ignoring|disregard|forget|override|bypass|overrule|skip)\b[^.\n]{0,40}\b(?:rest|rules?|instructions?|"
    r"prompts?|above|before|previous|prior|earlier|everything|schema|brief|limits?|guidelines?|format\w*|json|"
    r"policy)\b",
    r"\b(?:system|developer|hidden|secret|your|real|new) (?:prompts?|notes?|messages?|instructions?|rules|orders?|"
    r"updates?|"
    r"tasks?)\b",
    r"\btool[_ ](?:result|call|use|output)\b|\bfunction[_ ]call\b|\"(?:role|content|system|assistant)\"\s*:",
    r"\b(?:analyst|assistant|model|ai|llm|bot|chatbot|claude|chatgpt|gpt|machine|strategist)\b,? (?:must|should|"
    r"has to|shall|"
    r"please|to|ignore|note|always|never|you)\b|\b(?:note|message|memo|word|reminder) (?:for|to) (?:the |any |every )?"
    r"(?:analyst|assistant|model|ai|reader|writer|machine|strategist|editor)s?\b",
    r"\b(?:rot-?13|base-?64|hex|hexadecimal|backwards?|in reverse|morse|caesar|cipher|unicode|decode|decrypt|"
    r"unscramble|"
    r"translate)\b[^.\n]{0,40}\b(?:follow|obey|do|execute|decode|say|says|instructions?|comply|answer|print)\b",
    r"\b(?:instruction|order|command|message)s? in (?:rot-?13|base-?64|hex|morse|reverse)\b",
    r"\b(?:follow|obey|copy|repeat|execute|imitate) (?:this|the following|these|my|those|it|what)\b",
    r"\b(?:begin|end|start|finish|close|open) (?:every|each|all) (?:\w+ )?(?:sections?|texts?|answers?|sentences?|"
    r"paragraphs?|"
    r"items?)\b|\b(?:add|insert|append|include|put|print|write|say|repeat|output|reply|respond|answer|mention) (?:only|"
    r"exactly|the (?:words?|phrase|link|sentence|following|text|address)|this|verbatim)\b|\bin (?:every|"
    r"each) (?:section|"
    r"text|answer|sentence|paragraph|line)\b",
    r"\b(?:tell|ask|instruct|order|advise|urge) (?:every|each|all|the|any) (?:readers?|users?|owners?|recipients?)\b",
    r"\b(?:from now on|henceforth|you are now|you're now|pretend|act as|role-?play|jailbreak|do anything now)\b",
    r"\bapi keys?\b|\bpasswords?\b[^.\n]{0,20}\b(?:print|reveal|show|tell)\b|\b(?:print|reveal|show|leak|"
    r"expose) (?:your|the) "
    r"|\bas a (?:test|safety test|drill)\b|\banthropic\b|\bopenai\b",
    r"\[/?inst\]|<\|?\w+\|?>|</?brief\b|(?:^|\n)\W*(?:system|assistant|human|user|developer)\s*:|<script|javascript:",
)


def orders(line: str) -> Iterator[str]:
    """Yield the sentences of a line that may be orders."""
    text = fold(line)
    if not _SIGNS.search(text):
        return
    for start, end in words.sentences(line):
        if _SIGNS.search(text, start, end):
            yield line[start:end]
