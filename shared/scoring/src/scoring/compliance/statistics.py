"""Numbers about customers and results that come from nowhere, and authorities nobody can look up."""

import re
from collections.abc import Iterator, Sequence

from scoring.compliance.ground import Ground
from scoring.compliance.passages import Claim
from scoring.model import Breach
from scoring.numerals import is_known, numerals
from scoring.words import listed

_SUBJECTS = listed(
    """
    customers clients users buyers shoppers patients subscribers companies businesses firms teams people marketers
    members visitors consumers brands agencies owners parents students employees adults women men households readers
    homeowners families couples travellers guests hosts donors start-ups startups shops restaurants learners drivers
    tenants landlords agents farmers children kids retailers managers participants respondents graduates founders
    schools clinics hotels dogs cats mothers fathers seniors freelancers hospitals volunteers runners climbers
    """
)
_SUBJECT = "(?:" + "|".join(sorted(_SUBJECTS)) + ")"
_AUTHORITIES = listed(
    """
    studies study research researchers surveys survey experts scientists analysts statistics science psychologists
    economists doctors poll polls scientifically clinically proven report data
    """
)
_MANY = r"\d{1,3}(?:[,.]\d{3})+|\d{2,9}|hundreds|thousands"
_SHARE = (
    r"(?:\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent|per cent)|\d{1,2} (?:in|out of) (?:every )?\d{1,3}"
    r"|(?:nine|eight|seven|six|four|three|two) (?:in|out of) (?:every )?(?:ten|five|four|three)"
    r"|(?:two|three) (?:thirds|quarters)|four fifths)"
)
_SHARE_OF = re.compile(
    rf"(?i)\b{_SHARE}\s+(?:of\s+)?(?:(?:all|our|the|their|your|these|new|existing|its)\s+){{0,2}}"
    rf"(?:(?!more|fewer|less|extra|additional)[\w-]+\s){{0,2}}{_SUBJECT}\b"
)
_CROWD = re.compile(
    rf"(?i)\b(?:trusted|loved|used|chosen|recommended|preferred|relied on|approved) by (?:over |more than |nearly |"
    rf"almost |some )?"
    rf"(?:{_MANY})\+?\s(?:[\w-]+\s){{0,2}}{_SUBJECT}\b"
    rf"|\b(?:{_MANY})\+?\s(?:[\w-]+\s){{0,2}}{_SUBJECT}\s(?:\w+\s){{0,2}}?(?:already |have |now |who |worldwide )*"
    r"(?:trust|trusted|use|rely|love|loved|chose|choose|swear|recommend|joined|switched|enjoyed|can't be wrong|"
    r"believe in)\b"
    rf"|\b(?:helped|served|advised|trained|treated|taught|supported|delighted) (?:over |more than |nearly |almost |"
    rf"some )?(?:{_MANY})\+?\s"
    rf"(?:[\w-]+\s){{0,2}}{_SUBJECT}\b|\b(?:over|more than)\s(?:{_MANY})[+k]?\s(?:happy |satisfied |delighted |loyal )"
    rf"(?:[\w-]+\s)?{_SUBJECT}\b"
)
_GAINS = (
    "(?:see|saw|report|reported|experience|experienced|achieve|achieved|increase|increased|grow|grew|boost|boosted|"
    "double|"
    "doubled|triple|tripled|save|saved|gain|gained|improve|improved|reduce|reduced|cut|lose|lost|earn|earned|win|won|"
    "raise|"
    "raised|recover|recovered|spend|spent|convert|buy|bought)"
)
_RESULT = re.compile(
    rf"(?i)\b{_SUBJECT}\b[^.;:]{{0,40}}?\b{_GAINS}\b[^.;:]{{0,40}}?\d{{1,4}}(?:[.,]\d{{1,2}})?(?:\s?(?:%|percent|"
    rf"per cent)|x\b|\stimes\b)"
    rf"|\b(?:our|these)\s(?:[\w-]+\s)?{_SUBJECT}\b[^.;:]{{0,30}}?\b(?:double|doubled|triple|tripled|halve|halved)\b"
    rf"|\b(?:most|the majority|nearly all|almost all|all|virtually all|every one|the vast majority) (?:of )?(?:our|"
    rf"the) (?:[\w-]+ )?{_SUBJECT}\b"
    rf"[^.;:]{{0,30}}?\b(?:{_GAINS[3:-1]}|recommend|renew|return|succeed|pass|love|stay)\b"
    rf"|\b{_SUBJECT}\b[^.;:]{{0,60}}?\b(?:twice as|(?:two|three|four|five|six|ten|\d{{1,3}})(?: times|x) (?:as|more|"
    rf"faster|higher|better|less|fewer|longer))\b"
)
_RATE = re.compile(
    r"(?i)\b\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent|per cent) (?:customer |client |patient |guest )?(?:success|"
    r"satisfaction|approval|recovery|"
    r"recommendation|pass|happiness)\b|\b(?:success|satisfaction|pass|approval|recovery) rate (?:of|is|stands at) \d"
    r"|\brated \d(?:[.,]\d)?\s?(?:/|out of|of|stars?)\s?\d?|\b\d[.,]\d (?:stars?|out of (?:5|five|10|ten))\b"
    r"|\baverage rating of \d|\bawarded? (?:the )?(?:best|top|number one)\b|\baward-winning\b"
)
_AUTHORITY = re.compile(
    r"(?i)(?<!case )(?<!our )(?<!own )(?<!your )(?<!user )(?<!these )(?<!the )\b(?:studies|research|surveys|experts|"
    r"researchers|scientists|psychologists|economists|analysts|statistics|polls)\s(?:have |has |clearly |"
    r"consistently |often |now )?"
    r"(?:show|shows|shown|prove|proves|proved|proven|suggest|suggests|confirm|confirms|agree|agrees|say|says|"
    r"indicate|indicates|"
    r"recommend|recommends|reveal|reveals|find|finds|found|demonstrate|demonstrates|estimate|warn|tell us|claim)\b"
    r"|\baccording to (?:an? |several |many |recent |new |leading |the latest |independent |various |most )+"
    r"(?:[\w-]+ )?(?:study|studies|research|survey|surveys|poll|report|reports|experts?|scientists|analysts)\b"
    r"|\bscience (?:says|shows|proves|has (?:shown|proven|proved))\b|\ba (?:recent |new |famous |large |harvard |"
    r"stanford )+study\b"
)
_PROVEN = re.compile(
    r"(?i)\b(?:clinically|scientifically|statistically|medically) (?:proven|proved|tested|shown)\b|\b(?:is|are|been|"
    r"was) proven to\b"
    r"|\bproven to (?:increase|double|boost|cure|reduce|improve|work|raise|lift)\b|\bit is (?:a )?(?:well-known|"
    r"proven|known) (?:fact )?that\b"
)
_OPEN = re.compile(
    r"(?i)\b(?:if|unless|whether|assum\w+|suppose[ds]?|guess\w*|target(?:s|ed)?|goal|aims?|estimat\w+|let's say|"
    r"say that|hypothes\w+)\b"
)
_OPEN_BEFORE = re.compile(
    r"(?i)\b(?:until|when|once|would|below|above|fewer than|less than|at least|at most|expect\w*|measure|count|"
    r"reach(?:es)?|want|"
    r"need|get|until|lift|raise|win|ask|bring|check|from)\b[^.;:]{0,60}$"
)
# Somebody can look it up: that is a basis, if one of the firm's own.
_SOURCED = re.compile(
    r"(?i)\b(?:in|from|by|per|see|to) (?:the|our|your|his|her|their|last year's|my) (?:own |\w+ ){0,2}(?:logs?|"
    r"register|ledgers?|books?|till|"
    r"records?|diary|crm|analytics|calendar|files?|invoices|brief|console|accounts|sheet|order book|booking system)\b"
    r"|\b(?:we|i) (?:counted|measured|logged|recorded)\b|\byou (?:wrote|told|gave|said)\b|\bthe brief\b"
)
# Thresholds, tests and assumptions speak of what would be counted, not of what was.
_HYPOTHETICAL = listed(
    """
    threshold decision_rule early_sign response done_when test sensitivity statement success merge_rule
    condition cap numerator denominator window first_test voice worry trigger upgrade_trigger
    """
)


def breaches(ground: Ground, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield statistics about customers or results that rest on nothing, and unnamed authorities."""
    for claim in claims:
        if claim.role in _HYPOTHETICAL:
            continue
        for found in _hits(claim):
            if not _rests_on(found.group(), ground.numbers):
                yield Breach(
                    "compliance.sourceless-statistic",
                    "fail",
                    claim.span(found),
                    "A number or finding about customers or results needs a basis; this one has none.",
                    "Put the figure into the brief as a baseline, or delete the sentence. As an assumption it reads: "
                    f"“Assumed, to be counted before it is printed: {claim.said.strip().rstrip('.!')}.”",
                )


def _hits(claim: Claim) -> Iterator[re.Match[str]]:
    for pattern in (_AUTHORITY, _PROVEN):
        found = claim.search(pattern, _AUTHORITIES)
        if found and not claim.is_negated(found) and not _is_open(claim, found):
            yield found
            return
    found = _RATE.search(claim.text) if any(letter.isdigit() or letter == "w" for letter in claim.text) else None
    shares = (found, *(claim.search(pattern, _SUBJECTS) for pattern in (_SHARE_OF, _CROWD, _RESULT)))
    first = next((hit for hit in shares if hit and not claim.is_negated(hit)), None)
    if first and not _is_open(claim, first) and not _SOURCED.search(claim.text):
        yield first


def _is_open(claim: Claim, found: re.Match[str]) -> bool:
    """Tell a condition, target or assumption from a statement of fact."""
    return bool(_OPEN.search(claim.text) or _OPEN_BEFORE.search(claim.text[: found.start()]))


def _rests_on(text: str, known: frozenset[float]) -> bool:
    found = list(numerals(text))
    return bool(found) and all(is_known(number, known) for number in found)
