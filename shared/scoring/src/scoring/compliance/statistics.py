"""Numbers about customers and results that come from nowhere, and authorities nobody can look up."""

import re
from collections.abc import Iterator, Sequence

from scoring.compliance.findings import FINDINGS
from scoring.compliance.folding import folded
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
# Words without which a pattern of this module can't match; asking for them first is cheaper.
_AUTHORITIES = listed(
    """
    studies study research researcher researchers surveys survey experts expert scientists scientist psychologists
    psychologist economists economist analysts analyst statistics polls poll insiders insider specialists specialist
    universities academics doctors neuroscientists neuroscientist neuroscience economics sociologists sociologist
    consultants science scholars professors reports report data numbers experiment known established documented accepted
    recognised understood everybody everyone anybody any proven proved tested shown demonstrated demonstrably
    """
)
_AMOUNTS = listed(
    """
    half third thirds quarter quarters fifth fifths tenth tenths majority most many some all nearly hardly virtually
    hundreds thousands millions dozens countless every each twice times fold percent per ten fifteen twenty twenty-five
    thirty forty fifty sixty seventy eighty ninety hundred two three four five six seven eight nine eleven twelve
    dozen one average
    typically general rated award award-winning awarded trusted loved used chosen recommended preferred helped served
    """
)
_MANY = r"\d{1,3}(?:[,.]\d{3})+|\d{2,9}|hundreds|thousands"
_NUMBER_WORD = (
    "(?:ten|fifteen|twenty|twenty-five|thirty|forty|forty-five|fifty|sixty|sixty-five|seventy|seventy-five|eighty|"
    "eighty-five|ninety|ninety-five|ninety-nine|a hundred)"
)
_SHARE = (
    rf"(?:(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{_NUMBER_WORD})\s?(?:%|percent\b|per cent\b)|\d{{1,3}} (?:in|"
    rf"out of) (?:every )?\d{{1,4}}"
    r"|(?:nine|eight|seven|six|four|three|two|one) (?:in|out of) (?:every )?(?:ten|five|four|three|two|seven|eight)|"
    r"(?:two|three|four|nine) (?:thirds|quarters|fifths|tenths))"
)
# What we split up ourselves, and what is counted as part of a thing, is no finding about a market.
_OWN_MATTERS = (
    "(?:budget|price|time|week|month|day|year|fee|cost|costs|deposit|money|margin|capacity|calls?|visits?|orders?|"
    "plan|hours?|spend|work|stock|rent|bill|amount|sum|it|this|that|them|these|pages?|text|list|target|invoices?|"
    "sales|turnover|revenue)"
)
_SHARE_OF = folded(
    rf"(?i)\b{_SHARE}\s+(?:of\s+)?(?:(?:all|our|the|their|your|these|new|existing|its)\s+){{0,2}}(?:(?!more\b|"
    rf"fewer\b|less\b|extra\b|additional\b|from\b|to\b|in\b|for\b|on\b|per\b|with\b|by\b|at\b|or\b|and\b|than\b|"
    rf"when\b|if\b)[\w-]+\s){{0,2}}{_SUBJECT}\b|\b{_SHARE}\s+of\s+(?:(?:all|the|every|today's|"
    rf"modern)\s+){{1,2}}(?!{_OWN_MATTERS}\b)[\w-]+s\b|\b(?:most|the majority|a majority|nearly all|almost all|many|"
    rf"some) (?:of )?(?:[\w'’-]+ ){{1,4}}?[\w-]+s?, (?:roughly|about|around|nearly|some|over|more than|almost|"
    rf"up to)? ?{_SHARE}|\b(?:the )?average [\w-]+ (?:\w+ )?(?:spends?|loses?|needs?|checks?|sees?|reads?|buys?|"
    rf"forgets?|takes?)\b[^.;]{{0,30}}\d"
)
# Facts about how people and markets are, whoever they are about.
_GENERAL = folded(
    rf"(?i)\b(?:every|each) (?:second|third|fourth|fifth|sixth|seventh|tenth) (?:[\w-]+ )?(?:{_SUBJECT}|customer|"
    rf"client|user|buyer|visitor|patient|company|firm|business|parent|owner|guest|"
    r"person|shopper|reader|member|household|family|woman|man|child|student|employee|traveller|driver|home|shop|"
    r"restaurant|start-?up|marriage|letter|e-?mail|call|order|project|lead|quote|job)\b"
    rf"|\b(?:half|a third|a quarter|a fifth|a tenth|two thirds|three quarters|the majority|the vast majority|most|"
    rf"almost all|nearly all|virtually all|hardly any) (?:of )?(?:all |the |small |big |large |modern |today's |"
    rf"young |local |german |british |american |european |independent )*(?:{_SUBJECT}|decisions|purchases|marriages|"
    rf"projects|campaigns|websites|adverts|accidents|problems|diseases)\b (?!who|that|which|whose|in our|on our|"
    rf"at our|of ours|we )"
    r"(?:\w+ ){0,2}?(?:is|are|was|were|has|have|do|does|don't|never|always|will|can't|cannot|fail|fails|close|closes|"
    r"leave|leaves|prefer|choose|buy|decide|read|look|lose|regret|say|want|need|trust|forget|give up|quit|stop|"
    r"switch|begin|start|happen|come|go|end|pay|spend|use|know|think|believe|abandon|ignore|die|drop)\b|\b(?:costs?|"
    r"takes?|is|are|brings?|works?|sells?|earns?|makes?|gets?|grows?|converts?|spends?|stays?|lasts?|lives?|learns?|"
    r"remembers?)\b[^.;]{0,30}\b(?:twice as|(?:two|three|four|five|six|seven|eight|ten|twenty|\d{1,3})(?: times|"
    r"-fold|x) (?:as|more|less|cheaper|dearer|harder|easier|faster|slower|longer|better|likelier|higher|"
    r"lower))\b(?=[^.;]{0,80}\b(?:than|as|to|when|if)\b)|\bfor (?:every|each) (?:single )?(?:dollar|euro|pound|franc|"
    r"krone|cent|penny)\b|\b(?:market|demand|industry|sector|sales of|trend|category|segment|"
    r"business)\b[^.;]{0,40}\b(?:grows?|growing|grew|rises?|rising|rose|shrinks?|shrinking|shrank|falls?|doubles?|"
    r"doubled|expands?|expanding|is worth|was worth)\b[^.;]{0,30}\d"
    rf"|\b(?:people|{_SUBJECT}|adults|users|consumers)\b[^.;]{{0,40}}\b(?:on average|in (?:the )?average|"
    rf"typically)\b[^.;]{{0,40}}\d|\b(?:on average|in general|typically),? (?:people|{_SUBJECT}|adults|a customer|"
    rf"a person|a visitor|every \w+)\b[^.;]{{0,60}}\d|\b(?:hundreds|thousands|millions|dozens|"
    rf"countless numbers?) of (?:[\w-]+ )?(?:{_SUBJECT})\b[^.;]{{0,30}}\b(?:have|already|trust|use|love|swear|saved?|"
    rf"cut|doubled|can't|cannot|prefer|recommend|rely|chose|switched)\b|\b(?:only|just|barely|a mere|fewer than|"
    rf"less than) {_SHARE} (?:of )?(?:all |the )?(?:[\w-]+ ){{0,2}}(?:{_SUBJECT}|visits|e-?mails|letters|calls|leads|"
    rf"ads|adverts|pages|sites|start-?ups)\b|\b(?:more than|over|almost|nearly|up to|about|around|some|"
    rf"roughly) {_SHARE} of (?:all |the |our )?(?:[\w-]+ )?(?:decisions|purchases|buying|sales|searches|bookings|"
    rf"complaints|accidents|{_SUBJECT})\b"
)
_CROWD = folded(
    rf"(?i)\b(?:trusted|loved|used|chosen|recommended|preferred|relied on|approved) by (?:over |more than |nearly |"
    rf"almost |some )?(?:{_MANY})\+?\s(?:[\w-]+\s){{0,2}}{_SUBJECT}\b|"
    rf"\b(?:{_MANY})\+?\s(?:[\w-]+\s){{0,2}}{_SUBJECT}\s(?:\w+\s){{0,2}}?(?:already |have |now |who |worldwide )*"
    r"(?:trust|trusted|use|rely|love|loved|chose|choose|swear|recommend|joined|switched|enjoyed|can't be wrong|"
    r"believe in)\b"
    rf"|\b(?:helped|served|advised|trained|treated|taught|supported|delighted) (?:over |more than |nearly |almost |"
    rf"some )?(?:{_MANY})\+?\s(?:[\w-]+\s){{0,2}}{_SUBJECT}\b|\b(?:over|more than)\s(?:{_MANY})[+k]?\s(?:happy |"
    rf"satisfied |delighted |loyal )(?:[\w-]+\s)?{_SUBJECT}\b"
)
_GAINS = (
    "(?:see|saw|report|reported|experience|experienced|achieve|achieved|increase|increased|grow|grew|boost|boosted|"
    "double|doubled|triple|tripled|save|saved|gain|gained|improve|improved|reduce|reduced|cut|lose|lost|earn|earned|"
    "win|won|raise|raised|recover|recovered|spend|spent|convert|buy|bought)"
)
_RESULT = folded(
    rf"(?i)\b{_SUBJECT}\b[^.;:]{{0,40}}?\b{_GAINS}\b[^.;:]{{0,40}}?\d{{1,4}}(?:[.,]\d{{1,2}})?(?:\s?(?:%|percent|"
    rf"per cent)|x\b|\stimes\b)|\b(?:our|these)\s(?:[\w-]+\s)?{_SUBJECT}\b[^.;:]{{0,30}}?\b(?:double|doubled|triple|"
    rf"tripled|halve|halved)\b|\b(?:most|the majority|nearly all|almost all|all|virtually all|every one|"
    rf"the vast majority) (?:of )?(?:our|the) (?:[\w-]+ )?{_SUBJECT}\b[^.;:]{{0,30}}?\b(?:{_GAINS[3:-1]}|recommend|"
    rf"renew|return|succeed|pass|love|stay)\b|\b{_SUBJECT}\b[^.;:]{{0,60}}?\b(?:twice as|(?:two|three|four|five|six|"
    rf"ten|\d{{1,3}})(?: times|x) (?:as|more|faster|higher|better|less|fewer|longer))\b"
)
_RATE = folded(
    r"(?i)\b\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent|per cent) (?:customer |client |patient |guest )?(?:success|"
    r"satisfaction|approval|recovery|recommendation|pass|happiness)\b|\b(?:success|satisfaction|pass|approval|"
    r"recovery) rate (?:of|is|stands at) \d|\brated \d(?:[.,]\d)?\s?(?:/|out of|of|stars?)\s?\d?|"
    r"\b\d[.,]\d (?:stars?|out of (?:5|five|10|ten))\b|\baverage rating of \d|\bawarded? (?:the )?(?:best|top|"
    r"number one)\b|\baward-winning\b"
)
_EXPERTS = (
    "(?:studies|research|researchers?|surveys?|experts?|scientists?|psychologists?|economists?|analysts?|statistics|"
    "polls?|insiders?|specialists?|universities|academics|doctors|neuroscientists?|neuroscience|"
    "behavioural economics|sociologists?|consultants|science|scholars|professors|industry reports?|market data|"
    "the data|the numbers|trend reports?)"
)
_AUTHORITY = folded(
    rf"(?i)(?<!case )(?<!our )(?<!own )(?<!your )(?<!user )(?<!these )(?<!two )(?<!three )(?<!the case )\b(?:the )?"
    rf"(?:leading |many |most |several |numerous |recent |independent |international )*{_EXPERTS}\s"
    rf"(?:\w+ly |have |has |had |"
    rf"now |also |all |long |will |can |do |in the field |worldwide |everywhere |in this field |of all kinds )*"
    r"(?:show(?:s|n|ed)?|prov(?:e|es|ed|en)|suggest(?:s|ed)?|confirm(?:s|ed)?|agree(?:s|d)?|say|says|said|"
    r"indicate[sd]?|recommend(?:s|ed)?|reveal(?:s|ed)?|find|finds|found|know|demonstrat\w+|estimat(?:e|es|ed)|"
    r"warn(?:s|ed)?|tell us|tells us|claim(?:s|ed)?|establish(?:ed|es)?|point(?:s|ed)? to|discover(?:ed)?|"
    r"conclud(?:e|es|ed)|put(?:s)? it at|swear by|attest)\b|\b(?:according to|as shown by|as proven by|based on|"
    r"backed by|confirmed by|supported by|on the evidence of) (?:an? |several |many |recent |new |leading |"
    r"the latest |independent |various |most |numerous |countless |extensive |international |some |scientific |"
    r"solid )*(?:[\w-]+ )?(?:study|studies|research|surveys?|polls?|experts?|scientists|analysts|science|insiders)\b|"
    r"\ban? (?!case\b)(?:[\w-]+ ){1,2}(?:study|survey|experiment|analysis) (?:found|shows?|showed|proved|proves|"
    r"says)\b|\ba (?:recent |new |famous |large |well-known |major |harvard |stanford |oxford |university )+(?:study|"
    r"survey|experiment)\b|\b(?:well|widely|generally|long|commonly) (?:known|established|documented|accepted|proven|"
    r"recognised|understood)\b[^.;]{0,30}\b(?:from|by|in|that)\b"
    rf"|\bas (?:{_EXPERTS}|everybody|everyone|anybody|any \w+) (?:will |can |would )?(?:confirm|know|knows|tell|"
    rf"attest|agree)s?\b"
    r"|\bit (?:is|has (?:long )?been) (?:a )?(?:well[- ]known |proven |known |established |scientific |"
    r"documented )(?:fact )?(?:that|from)\b"
)
_PROVEN = folded(
    r"(?i)\b(?:clinically|scientifically|statistically|medically|demonstrably) (?:proven|proved|tested|shown|"
    r"established|sound)\b|\b(?:is|are|been|was|were|being) (?:\w+ly )?(?:proven|proved|demonstrated) to\b|"
    r"\bproven to (?:increase|double|boost|cure|reduce|improve|work|raise|lift|cut|save)\b|\bproven (?:method|"
    r"results?|success|formula|effect)\b"
)
_OPEN = folded(
    r"(?i)\b(?:if|unless|whether|assum\w+|reckon\w*|suppose[ds]?|guess\w*|target(?:s|ed)?|goal|aims?|estimat\w+|"
    r"let's say|say that|hypothes\w+)\b"
)
_OPEN_BEFORE = folded(
    r"(?i)\b(?:until|when|once|would|below|above|fewer than|less than|at least|at most|expect\w*|measure|count|"
    r"reach(?:es)?|want|need|get|until|lift|raise|win|ask|bring|check|from)\b[^.;:]{0,60}$"
)
# Somebody can look it up: that is a basis, if one of the firm's own.
_SOURCED = re.compile(
    r"(?i)\b(?:in|from|by|per|see|to) (?:the|our|your|his|her|their|last year's|my) (?:own |\w+ ){0,2}(?:logs?|"
    r"register|ledgers?|books?|till|records?|diary|crm|analytics|calendar|files?|invoices|brief|console|accounts|"
    r"sheet|order book|booking system)\b|\b(?:we|i) (?:counted|measured|logged|recorded)\b|\((?:our|own|my|from our|"
    r"from the|per our) [\w -]{2,24}[,;)]|\bsays (?:the|our) |\byou (?:wrote|told|gave|said)\b|"
    r"\bour own (?:\w+ )?(?:count|list|log|survey|figures|records?)\b|\bthe brief\b"
)
# A named source with its year can be looked up as well.
_NAMED = re.compile(
    r"(?i)\bsources?: [^;]{3,200}?\b(?:19|20)\d\d\b|\([A-Z][^()]{3,80}, (?:19|20)\d\d\)|\breplace with yours\b"
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
        if (
            found
            and not claim.is_negated(found)
            and not _is_conditional(claim, found)
            and not _NAMED.search(claim.context)
        ):
            yield found
            return
    has_number = any(word[0].isdigit() for word in claim.words) or not _AMOUNTS.isdisjoint(claim.words)
    patterns = (_RATE, _SHARE_OF, _GENERAL, _CROWD, _RESULT, FINDINGS) if has_number else (_RESULT,)
    shares = (pattern.search(claim.text) for pattern in patterns)
    first = next((hit for hit in shares if hit and not claim.is_negated(hit)), None)
    if first and not _is_open(claim, first) and not _SOURCED.search(claim.context) and not _NAMED.search(claim.context):
        yield first


def _is_conditional(claim: Claim, found: re.Match[str]) -> bool:
    """Tell whether what comes before an authority makes it a question; experts who "estimate" claim all the same."""
    before = claim.text[: found.start()]
    return bool(_OPEN.search(before) or _OPEN_BEFORE.search(before))


def _is_open(claim: Claim, found: re.Match[str]) -> bool:
    """Tell a condition, target or assumption from a statement of fact."""
    return bool(_OPEN.search(claim.text) or _OPEN_BEFORE.search(claim.text[: found.start()]))


def _rests_on(text: str, known: frozenset[float]) -> bool:
    found = list(numerals(text))
    return bool(found) and all(is_known(number, known) for number in found)
