"""Who is placed above whom: to be better than a named firm is an attack, to be worse a concession.

A sentence is read clause by clause, since "they have the larger showroom, we answer the phone" ranks nobody.
"""

import re
from collections.abc import Iterator

_HEAD = r"(?:\w+ly |by far |simply |so |still |now |far |just |quite |also |always )*"
_TOP = (
    "best|finest|greatest|leading|number one|no\\.? ?1|first choice|superior|unrivalled|unrivaled|unbeatable|"
    "unmatched|unequalled|incomparabl\\w+|peerless|"
    "safest|strongest|smartest|nicest|friendliest|most \\w+|better (?!off|suited|served|for (?:them|you|him|her|"
    "buyers|people|those))\\w*|better(?=\\W*$)"
)
_ABOVE = re.compile(
    rf"(?i)\b(?:is|are|am|be|being|as|was|were|'re|'s|’s|remains?|stays?|became|become|makes? us|made us|do|does|did|"
    rf"deliver\w*|offer\w*|provid\w+|bakes?|builds?|works?|sells?|"
    rf"serv\w+|has|have|gives?|we)\s+{_HEAD}(?:the |a |an )?{_HEAD}(?:{_TOP})(?!\w)"
    rf"|\bthe (?:\w+ )?(?:only) (?:one|ones|firm|shop|school|clinic|agency|studio|company|provider|team|people|tool|"
    rf"product|maker|ledger|\w+ (?:that|who|which|for|in|with))"
    r"|\b(?:another|a different|a higher) league\b|\bleagues? (?:ahead|above|of (?:our|its) own)\b|"
    r"\bheads? and shoulders above\b|\b(?:far|miles|streets|years|light ?years|well|way) ahead of\b"
    r"|\ba (?:cut|class) above\b|\bsecond to none\b|\bcomes? (?:close|near)(?:r)? to\b|\bholds? a candle\b|"
    r"\bno (?:match|competition|contest) for (?:us|our)\b|#1\b|\btops? (?:the|every)\b"
    r"|\b(?:nobody|no one|none|no other|no sane \w+|no \w+) [^,;:]{0,50}\b(?:comes? close|match(?:es)?|like (?:us|"
    r"ours?)|rivals?|equals?|would (?:ever )?(?:choose|pick|prefer|go to))\b"
)
# With the firm as its object such a verb ranks whatever the subject is.
_OVER = re.compile(
    r"(?i)\b(?:outclass\w*|outperform\w*|outdo(?:es|ing|ne)?|outshin\w+|outstrip\w*|surpass\w*|eclips\w+|beats?|"
    r"beating|crush\w*|trounc\w+|trump(?:s|ed|ing)?|leav(?:es?|ing) behind|"
    r"overtak\w+|dwarf\w*|humiliat\w+|embarrass\w*|superior to|better than|worse than ours?|ahead of|above|over)\b"
)
_BELOW = re.compile(
    r"(?i)\b(?:inferior|second-rate|second rate|second best|mediocre|worse(?! off)|worst|weakest|poorest|"
    r"lags? (?:far )?behind|lagging behind|can(?:'t|not| not) (?:compete|keep up|hold)|"
    r"never (?:compete|keep up|reach us|catch up)|pales? (?:beside|next|in comparison|compared)|"
    r"falls? short of (?:us|our|what we)|no match|merely (?:adequate|average|good|decent)|"
    r"only (?:adequate|average)|a poor (?:copy|imitation|substitute)|not (?:half )?as good as|half as good|"
    r"nowhere near|not in (?:our|the same) (?:class|league)|(?:can|could) only dream of)\b"
)
_US = re.compile(r"(?i)\b(?:we|we're|our|ours|us|i|my|mine)\b")
_CLAUSE = re.compile(r"(?<=\w)[,;:—–]\s|\s[—–-]\s|\b(?:while|whereas|but|yet|whoever)\b", re.IGNORECASE)
_LENT = re.compile(
    r"(?i)\b(?:if|unless|whether|when|where|for (?:those|anyone|anybody|buyers|people|whoever|customers|owners|"
    r"clients|tax|filing))\b"
)


_NOBODY = re.compile(r"(?i)\b(?:nobody|no one|none|no other)\b")
_NEARNESS = re.compile(r"(?i)\b(?:comes? (?:close|near)|holds? a candle|match(?:es)?|rivals?|equals?)\b")
# The firm and we stand in the sentence as letters that no word has, so that patterns can name them.
_THEY, _WE = "Ř", "Ŵ"
_THEM = re.compile(f"{_THEY}+")
_LOOKS = (
    r"(?:like|as if|as though|old|slow|small|cheap|tired|silly|ridiculous|amateurish|outdated|pale|poor|dull|bad|"
    r"clumsy|lazy|expensive|stupid|weak|average|ordinary|dated|grey|sad|lost|naked|"
    r"helpless|harmless|medieval|prehistoric)"
)
_BELITTLED = re.compile(
    rf"(?i)\b(?:compared|in comparison|next|beside|besides|set against|against|measured) (?:with|to|by|"
    rf"against)? ?(?:us|our\w*|what (?:we|our)\b[^,]*|Ŵ+)\b[^.;]{{0,60}}Ř+"
    rf"|Ř+[^.;]{{0,60}}\b(?:compared|in comparison|next|beside|besides|measured) ?(?:with|to|against|by)? ?(?:us|"
    rf"our\w*|what (?:we|our))\b"
    rf"|\b(?:compared|in comparison) (?:with|to) (?:what )?Ř+[^.;]{{0,80}}\b(?:we|our|ours|us)\b|\b(?:next|"
    rf"beside) to (?:what )?Ř+[^.;]{{0,80}}\b(?:we|our|ours|us)\b"
    rf"|\bmakes? (?:\w+ )?Ř+ (?:\w+ )?(?:look|seem|appear|sound|feel)\b|Ř+ (?:looks?|seems?|feels?|sounds?|"
    rf"appears?) (?:\w+ ){{0,2}}{_LOOKS}\b"
    r"|\bleav(?:e|es|ing) Ř+ (?:\w+ )?(?:behind|standing|far|in the dust)\b|\b(?:settle|opt) for Ř+|"
    r"\bwhy (?:\w+ ){0,3}(?:choose|go to|pay|use|stay with|settle|bother with|take|buy from|wait for|call|trust|"
    r"put up with)\b[^?.;]{0,20}Ř+"
    r"|\bforget (?:about )?Ř+|Ř+ (?:can )?(?:only|merely|just|at best|still) (?:\w+ )?(?:talks?|dreams?|dream|"
    r"promises?|claims?|pretends?|tries|try|tinkers?|hopes?|copies|copy|follows?|imitates?|sells? dreams)"
    r"|Ř+ (?:would|wishes|wish|wants|dreams?) (?:\w+ ){0,2}(?:like to be|to be us|it (?:had|could|were)|of)|"
    r"\bwhat Ř+ (?:only|can only|merely|just|never|cannot|can't|does not|doesn't|fails to)"
    r"|\b(?:weaker|slower|poorer|lesser|clumsier|sloppier|duller|smaller|second|worse|inferior|losing) (?:one|choice|"
    r"option|brother|sister|copy|version|firm)\b"
    r"|\b(?:no|not one|not a single|nobody|no one|none|nothing|all|every|any)\b[^.;]{0,60}\bŘ+ (?:included|"
    r"and all the rest|too|as well)\b[^.;]{0,60}\b(?:we|our|ours|us)\b"
    r"|\b(?:nobody|no one|none|nothing|no \w+)\b[^.;]{0,40}\b(?:not even|least of all|let alone|and certainly not|"
    r"certainly not) Ř+|\bthere is Ř+,? (?:and|but)\b[^.;]{0,40}\b(?:then|us|our|ours|quality)\b"
    r"|\b(?:leave|left|leaving|drop|dropped|ditch\w*|dump\w*) Ř+ for us\b|\bswitch(?:es|"
    r"ed)? from Ř+ to us\b[^.;]{0,60}\b(?:never|nobody|no one|all|always)\b|\b(?:everything|all|"
    r"whatever) (?:that )?Ř+ (?:does|is not|isn't|would|cannot|can't|makes|offers|sells|promises|"
    r"wants)\b[^.;]{0,30}\bwe\b"
    r"|\bwe are (?:everything|all|what) (?:that )?Ř+|\bwhere Ř+ (?:\w+ ){0,2}(?:fails?|stops?|stumbles?|gives up|"
    r"falls short|struggles?|guess\w*|disappoints?)\b|\bŘ+ (?:could|can|should|might|has to|must) (?:\w+ )?learn\b|"
    r"\b(?:put|puts|putting) Ř+ (?:to shame|in the shade|in its place)\b"
    r"|\bŘ+ (?:is|are) (?:\w+ )?(?:no|not an?|hardly an?|scarcely an?) (?:\w+ )?(?:match|rival|competition|"
    r"alternative|comparison|threat|equal)\b|\b(?:better|faster|safer|cleaner|kinder|smarter|fairer|stronger|fresher|"
    r"cheaper|tastier|softer|lighter) than (?:anything|everything|whatever|all)\b[^.;]{0,30}Ř+"
    r"|\bthe (?:real|true|original|genuine|only real) (?:alternative|choice|one|thing|expert|experts|specialist|"
    r"specialists)\b|\b(?:outclass|outshine|outrun|outplay|outsmart)\w*\b"
)


def ranking(said: str, firm: re.Pattern[str], own: re.Pattern[str]) -> tuple[int, int] | None:
    """Return the span that places us above a firm or the firm below others; `own` finds our name."""
    text = own.sub(lambda found: _WE * len(found[0]), firm.sub(lambda found: _THEY * len(found[0]), said))
    whole = _BELITTLED.search(text)
    if whole:
        return whole.start(), whole.end()
    for start, end in _clauses(text):
        clause = text[start:end]
        found = _below(clause) or _above(clause, is_nobody=_NOBODY.search(text[:end]) is not None) or _over(clause)
        if found:
            return start + found.start(), start + found.end()
    return None


def _clauses(said: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _CLAUSE.finditer(said):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(said)


def _below(clause: str) -> re.Match[str] | None:
    """Find the firm placed below others; what is said of us in between is about us."""
    named = _THEM.search(clause)
    found = _BELOW.search(clause, named.end()) if named else None
    if found is None or named is None or _is_ours(clause[named.end() : found.start()]):
        return None
    return found


def _above(clause: str, *, is_nobody: bool) -> re.Match[str] | None:
    """Find us placed on top: by a word for us in the clause, or because nobody else comes near."""
    found = _ABOVE.search(clause)
    if found is None or _LENT.search(clause[: found.start()]):
        return None
    if is_nobody and (_NEARNESS.search(found.group()) or _NOBODY.search(found.group())):
        return found
    named = _THEM.search(clause)
    if named and named.end() <= found.start():
        # The firm is the subject of this clause, so its praise is a concession, unless we come in between.
        return found if _is_ours(clause[named.end() : found.end()]) else None
    return found if _is_ours(clause[: found.end()]) else None


def _over(clause: str) -> re.Match[str] | None:
    """Find a verb or comparison that puts something above the firm, which is its object."""
    found = _OVER.search(clause)
    named = _THEM.search(clause, found.end()) if found else None
    if found is None or named is None or _LENT.search(clause[: found.start()]):
        return None
    is_weak = found.group().lower() in {"over", "above", "ahead of"}
    return None if is_weak and not _is_ours(clause[: found.start()]) else found


def _is_ours(text: str) -> bool:
    return _US.search(text) is not None or _WE in text
