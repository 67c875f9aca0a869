"""Addresses that the brief doesn't hold: pages, hosts, mailboxes, telephone numbers, accounts."""

import re
from typing import Final

from strategy_worker.llm.checks.grounds import Grounds

_TLD: Final = (
    r"(?:com|net|org|io|ai|app|dev|info|biz|shop|store|online|site|xyz|eu|uk|de|fr|es|nl|ch|us|ca|au|ru|cn|jp|br|pl|"
    r"se|dk|"
    r"fi|pt|ie|be|cz|gr|tv|cc|ly|gg|sh|top|club|live|page|link|click|tech|cloud|agency|studio|test|example|local|"
    r"onion|gov|"
    r"edu|mil|co|me|it|in|at|no|to|so|is)"
)
_SCHEME: Final = re.compile(
    r"(?i)\b(?:h\w{2}ps?|ftp|file|wss?|javascript|vbscript|data|mailto|tel|sms|ipfs)\s?:(?=\S)\S+"
)
_HOST: Final = re.compile(
    rf"(?i)(?<![\w@.-])(?:www\.)?[a-z0-9](?:[a-z0-9-]{{0,62}}[a-z0-9])?(?:\.[a-z0-9][a-z0-9-]{{0,62}}){{0,6}}\.{_TLD}(?![\w-])"
    rf"(?:[:/?#][^\s)\]”\"]*)?"
)
_HIDDEN: Final = re.compile(
    rf"(?i)\b[\w-]+\s?(?:\[\.\]|\(\.\)|\{{\.\}}|\[dot\]|\(dot\)|\s+dot\s+|\s\.\s?)\s?{_TLD}\b|\b[\w.+-]+\s?(?:\[at\]|"
    rf"\(at\)|"
    rf"\(@\))\s?[\w-]+|(?<![\d.])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?:[:/]\S*)?|\bwww\s?\.\s?\w+|//[\w-]+\.\w+"
)
_MAILBOX: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ACCOUNT: Final = re.compile(r"(?<![\w@.])[@#][A-Za-z_]\w{2,}")
_PHONE: Final = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d ()/.-]{6,18}\d(?![\w.,]*\d)")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_HINT: Final = re.compile(r"(?i)\.\w|:\S|\bdot\b|[\[({](?:\.|dot|at|@)[\])}]|//|www|\w \. ?\w")
_DIGIT: Final = re.compile(r"\d")
_LEAST_DIGITS: Final = 7
# Words that end like a host when a blank is missing after a full stop.
_NO_HOSTS: Final = frozenset({"e.g.to", "i.e.to", "schema.org"})


def new_address(text: str, grounds: Grounds) -> str:
    """Return an address that isn't in the brief, empty when there is none."""
    for pattern in (_SCHEME, _MAILBOX, _HOST, _HIDDEN) if _HINT.search(text) else ():
        for found in pattern.finditer(text):
            if not _is_known(found[0], grounds) and not _is_missing_blank(found[0]):
                return found[0]
    for found in _ACCOUNT.finditer(text) if "@" in text or "#" in text else ():
        if found[0].casefold() not in grounds.literal:
            return found[0]
    return _new_phone(text, grounds) if len(_DIGIT.findall(text)) >= _LEAST_DIGITS else ""


def _new_phone(text: str, grounds: Grounds) -> str:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        is_grouped = any(sign in found[0] for sign in "+()/- ") or digits.startswith("0")
        # "10-20" and "120 000" are amounts; a telephone number has more groups or a leading zero or plus.
        is_amount = re.fullmatch(r"\d{1,3}(?: \d{3})+|\d{1,6}\s?-\s?\d{1,6}", found[0]) is not None
        if len(digits) < _LEAST_DIGITS or not is_grouped or is_amount or _DATE.fullmatch(found[0].strip()):
            continue
        if digits not in re.sub(r"[ ()/.+-]", "", grounds.literal):
            return found[0]
    return ""


def _is_known(address: str, grounds: Grounds) -> bool:
    bare = address.casefold().rstrip(".,;:!?)")
    return bare in grounds.literal or bare.removeprefix("www.") in grounds.literal or bare in _NO_HOSTS


def _is_missing_blank(address: str) -> bool:
    """Tell "ends.It begins" from a host: the part after the full stop begins with a capital and is a word."""
    before, _, after = address.rpartition(".")
    return after in {"It", "In", "At", "No", "To", "So", "Is", "Me", "Us"} and before.isalpha()
