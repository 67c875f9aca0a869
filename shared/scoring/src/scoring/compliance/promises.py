"""Promises that may not be made: guaranteed results in regulated fields, and scarcity that isn't there."""

import re
from collections.abc import Iterator, Sequence

from scoring import words
from scoring.compliance.folding import folded
from scoring.compliance.ground import Ground
from scoring.compliance.lures import CERTAINTIES, PRESSING, PRESSURE
from scoring.compliance.outcomes import COMING, HEDGED, MATTER, SURE
from scoring.compliance.passages import Claim
from scoring.model import Breach
from scoring.numerals import numerals
from shared.contracts.requests import Brief

# Health, finance and law: fields whose advertising rules forbid promised results in most countries.
_REGULATED = re.compile(
    r"(?i)\b(?:health\w*|medic\w*|clinic\w*|dental|dentist\w*|orthodont\w*|pharma\w*|therap\w*|physio\w*|"
    r"osteopath\w*|chiropract\w*|hospitals?|hospices?|optician\w*|optometr\w*|midwi\w*|matern\w*|nursing|surge\w+|"
    r"aesthetic\w*|rehab\w*|wellness|supplements?|nutrition\w*|psycholog\w*|psychiatr\w*|counsell\w*|financ\w*|"
    r"fintech|invest\w*|loans?|lending|credit|insur\w*|(?<!food )banks?|banking|crypto\w*|trading|mortgage\w*|"
    r"pensions?|brokers?|brokerage|wealth|law|legal|lawyers?|attorneys?|solicitors?|notar(?:y|ies)|conveyanc\w*|"
    r"immigration|tax|taxes|accountan\w+)\b"
)
_GOODS = (
    "(?:results?|returns?|outcomes?|success|cures?|approvals?|wins?|victory|verdict|profits?|yields?|weight loss|"
    "recovery|savings|relief|healing|refunds?|gains?|acquittal|pregnancy|visa|loan|custody|compensation|settlement|"
    "remission|interest|payout|dividends?|growth)"
)
_CERTAIN = (
    r"guaranteed|certain(?:ly)?|definitely|without (?:any |a )?(?:doubt|fail|exception)|no doubt|undoubtedly|"
    r"beyond (?:any )?doubt|for sure|surely|for certain|assured|in writing|whatever (?:happens|the \w+ (?:does|say|"
    r"says|do))|no matter (?:what|how|which)|come what may|100 ?%|one hundred per ?cent|inevitabl[ey]|always|"
    r"every time|(?:only|just|merely) a (?:question|matter) of (?:time|days|weeks|months)|as good as (?:won|done|"
    r"cured|certain)|foregone conclusion|you have our word|we give you our word|rest assured|count on it|"
    r"take it to the bank|for ever|forever|for good|permanently|for life|never again|once and for all"
)
_GAINED = (
    r"win|wins|winning|recover|recovers|heal|heals|be (?:healed|cured|pain-free|free of|approved|acquitted|gone|"
    r"rid of|healthy)|get (?:better|well|rid|your money|the loan|approved|custody)|double|doubles|triple|triples|"
    r"rise|rises|grow|grows|pay (?:you|out)|pays (?:you|out)|receive|keep|lose (?:weight|\w+ (?:kilos?|kg|pounds|"
    r"stone))|disappear|disappears|vanish|vanishes|be gone|stop hurting|succeed|succeeds|pass|passes|conceive|"
    r"fall pregnant|sleep|walk|see|hear|quit|be refunded|be reduced|be dismissed|be cleared|earn|gain|save|sink|fall|"
    r"drop"
)
_GUARANTEE = folded(
    rf"(?i)\bguaranteed? (?:\w+ ){{0,2}}{_GOODS}\b|\b{_GOODS}\b[^.;:]{{0,40}}\b(?:is|are|comes?|"
    rf"be) (?:\w+ly )?(?:{_CERTAIN})\b|[,;:–—-] ?(?:\w+ly )?(?:guaranteed|without (?:any )?doubt|for sure|"
    rf"for certain)\b|\bguaranteed to\b"
    r"|\bwe (?:can |do |fully |always |even )?(?:guarantee|promise|assure you|warrant) (?:you )?(?:that )?(?:you\b|"
    r"your\b|our (?:patients|clients)\b|everyone\b|every (?:patient|client|case)\b|the (?:pain|judge|court|bank|"
    r"tax)\b)"
    rf"|\bwe (?:guarantee|promise) (?:you )?(?:an? |the |full |complete |lasting |"
    rf"\d+ ?% )?(?:[\w-]+ ){{0,2}}{_GOODS}\b|\bpromise a return\b|\b(?:will|shall|'ll|is going to|are going to|"
    rf"going to) (?:\w+ly )?(?:{_GAINED})\b[^.;]{{0,60}}\b(?:{_CERTAIN})\b|\b(?:{_CERTAIN})\b[^.;]{{0,50}}\b(?:will|"
    rf"shall|'ll|going to) (?:{_GAINED})\b|\bwill (?:definitely|certainly|surely|always|undoubtedly|permanently|"
    rf"without fail) \w+|\b(?:winning|recovery|success|victory|your cure|healing|"
    rf"approval)\b[^.;]{{0,60}}\b(?:{_CERTAIN})\b"
    r"|\brisk-free\b|\b(?:without|no|zero|not the slightest) (?:any )?risk\b|\b(?:without|no|"
    r"zero) (?:any )?side[- ]effects\b|\b(?:cures|heals|banishes|eliminates) (?!nothing)\w+|\bcure for\b|"
    r"\b100 ?% (?:safe|effective|success\w*|painless|pain-free|guarantee\w*|certain|secure)\b|\b(?:100 ?%|all|"
    r"every (?:one|single \w+)|each) (?:of )?(?:our )?(?:clients?|patients?|cases?|investors?|"
    r"members?) (?:\w+ ){0,2}(?:keep|keeps|win|wins|won|recover\w*|get|gets|pass\w*|succeed\w*|save\w*|are cured|"
    r"is cured|heal\w*|walk|sleep|see|double\w*|made|make|profit\w*)\b|\b(?:always works|never fails?|"
    r"works for everyone|works every time|can't lose|cannot lose|can not lose|can't go wrong|cannot go wrong|"
    r"nothing can go wrong)\b|\bwill (?:cure|heal|win your case|double your (?:money|savings)|be pain-free|be cured|"
    r"disappear for good)\b|\bdouble your (?:money|savings|investment|pension)\b|\blose \w+ (?:kilos?|kg|pounds|"
    r"stone) in\b|\bpermanent(?:ly)? (?:cure|relief|remove|pain-free|free of)\b|\b(?:certain|sure|bound|"
    r"destined) to (?:win|recover|get|be|rise|double|pass|heal|grow|succeed)\b|\b(?:nobody|no one|no patient|"
    r"no client)\b[^.;]{0,60}\b(?:will ever|has ever|will) (?:need|lost|lose|suffer|pay|fail|failed|relapse\w*)\b|"
    r"\bwill never (?:need|have|suffer|pay|lose|hurt|feel|return|come back|worry)\b"
    rf"|\b(?:full |complete |the )?(?:{_GOODS}|\w+ing|kilos|pounds) or (?:your|you get your) money back\b|"
    rf"\bor your money back\b"
)
_FEW = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|(?:a|very) few|a handful(?: of)?)"
_PLACES = (
    "(?:spots?|seats?|places?|rooms?|tickets?|slots?|pieces|items|units|copies|dates|appointments|tables|bottles|"
    "spaces|vacancies|openings|licen[cs]es|bundles|packages|products|stocks?|supplies|beds)"
)
_SCARCITY = folded(
    rf"(?i)\bonly {_FEW} (?:more )?(?:[\w-]+ ){{0,2}}{_PLACES}\b(?: (?:are|is|remain|remaining|left|available|"
    rf"at this|for this|to go|still)|[.!,]|$)|\bonly {_FEW} (?:are |is )?(?:left|remaining|remain|available)\b|"
    rf"\b(?:just|already|barely|hardly) {_FEW} (?:[\w-]+ ){{0,2}}(?:left|remaining)\b|\b(?:the |our |"
    rf"your )?(?:very )?last (?:few |remaining )(?:chance|{_PLACES})\b|\blast chance\b|\blast {_PLACES} (?:left|"
    rf"available|remaining|at this|for this)\b"
    r"|\bfinal (?:hours?|chance|call|days?|weekend)\b(?! of the (?:course|project|month|term))|\blimited[- ]time\b|"
    r"\blimited (?:offer|places|seats|spots|availability|stock|edition of)\b|\b(?:offer|price|discount|deal|sale|"
    r"bonus|promotion|chance|rate|code) (?:\w+ )?(?:ends?|expires?|disappears?|vanish(?:es)?|is gone|closes?|"
    r"runs? out|is over|evaporates?|dies) (?:\w+ )?(?:tonight|today|tomorrow|at (?:midnight|noon|dawn)|soon|"
    r"in \w+ (?:minutes|hours)|this (?:evening|weekend)|forever|when the (?:clock|timer)|any (?:minute|moment|"
    r"second))\b"
    rf"|\b{_PLACES} (?:are|is) (?:\w+ly |almost |nearly |already )*(?:running (?:out|low)|vanish\w*|disappear\w*|"
    rf"going fast|selling(?: out)?|filling(?: up)?|almost gone|nearly gone|melting|flying|being snapped up|shrinking|"
    rf"scarce)\b|\b{_PLACES} (?:\w+ )?(?:run|sell|fill|go) (?:out |up )?(?:fast|quickly|in (?:minutes|hours))\b|"
    rf"\brunning out (?:fast|quickly|of time)\b|\btime is running out\b|\b(?:clock|timer) is ticking\b|"
    rf"\bticking clock\b"
    r"|\bwhile (?:stocks?|supplies|they) lasts?\b|\bact (?:now|fast|today|quickly)\b|\bbefore it(?:'|’)?s too late\b|"
    r"\bbefore it is too late\b|\bbefore (?:it's|it is|they're|they are) (?:all )?gone\b|\btomorrow (?:it )?(?:may|"
    r"might|will|could) be (?:too late|gone|sold out)\b|(?<!in a )\bhurry\b(?! (?:is|was|would|has))|"
    r"\b(?:selling|going|filling|"
    r"booking)(?: up| out)? fast\b|\bsells? out fast\b|\b(?:almost|nearly|practically) (?:sold out|fully booked|"
    r"booked out)\b|\b(?:today|tonight|now|this weekend) only\b|\bonly (?:today|tonight)\b|\bspots are filling\b|"
    r"\bcountdowns?\b|\bdon(?:'|’)?t (?:miss out|miss (?:this|your) chance|wait|hesitate|delay)\b|"
    r"\bdo not (?:miss out|wait|hesitate)\b|\bnow or never\b|\b(?:people|families|couples|buyers|customers|visitors|"
    r"others|guests|shoppers|clients|parties) are (?:currently |also |right now |already )?(?:looking at|viewing|"
    r"eyeing|bidding on)\b|\bdoors? (?:is |are |will )?(?:clos\w+|stays? open|shut\w*)\b(?! at (?:four|five|six|"
    r"seven|eight|nine|ten|\d))|\b(?:price|offer|chance|deal|discount|stocks?|supplies) (?:\w+ ){0,4}(?:won't|"
    r"will not|will never|never|may never|might never) (?:come back|return|be repeated|be seen)\b|"
    r"\bmay never come back\b|\bgone for ?ever\b|\bnever be (?:this|so) (?:low|cheap) again\b|\b(?:nobody|"
    r"no one) (?:can say|knows) how (?:much )?long(?:er)?\b|\bas you read this\b|\bas we speak\b|\bonce they(?:'re|"
    r" are) gone\b|\bwithin the next \w+ (?:minutes|hours)\b|\b(?:book|order|buy|sign up|reserve|decide|"
    r"call) (?:right )?now\b[^.;]{0,20}\b(?:before|or)\b|\bsecure your (?:spot|place|seat) (?:now|before|today)\b|"
    r"\bfear of missing out\b|\bfake (?:scarcity|urgency|deadline)\b|\b(?:clock|timer|"
    r"counter)\b[^.;]{0,40}\b(?:starts? again|restarts?|resets?|runs? down|counts? down|ticks?)\b|\b(?:pretend|"
    r"act as if|make (?:it )?look as if|give the impression)\b[^.;]{0,60}\b(?:last|left|full|sold|booked|gone|"
    r"overbooked|waiting|short|rare|scarce)\b|\b(?:say|tell|write|claim|announce|show)\b[^.;]{0,50}\b(?:left|last|"
    r"full|sold|gone|few|looking|waiting|booked|running)\b[^.;]{0,50}\b(?:even (?:if|when|though)|whether or not|"
    r"although|regardless)\b|\b(?:tomorrow|tonight|at midnight|next week|on monday|"
    r"after today) (?:\w+ ){0,3}(?:price|it|this|rate|fee|offer)s? (?:\w+ )?(?:doubles?|rises?|goes up|jumps?|"
    r"is gone|ends?|disappears?|will be)\b|\b(?:decide|order|book|buy|sign|call|reserve|join|register|act|"
    r"claim (?:it|yours)) (?:\w+ ){0,2}?(?:today|now|at once|immediately|within the hour|tonight|before midnight|"
    r"this minute|without delay)\b(?=[^.;]{0,40}(?:!|\bor\b|\bbefore\b|\blater\b))|\b(?:will|may|might|"
    r"could) be (?:far |much )?too late\b|\b(?:tomorrow|next \w+|later) is too late\b|\bor (?:lose|miss|forfeit|"
    r"pay double)\b|\b\d+ (?:\w+ )?(?:sold|booked|bought|ordered) in the last (?:hour|minutes?|\d+)\b|\b(?:every|"
    r"each) (?:minute|second|hour|day) you (?:hesitate|wait|delay)\b"
    rf"|\b{_PLACES}\b[^.;]{{0,30}}\b(?:is|are) (?:\w+ly |almost |very )?(?:limited|nearly gone|almost gone|scarce|"
    rf"nearly full|almost full|running low|dwindling)\b|\b(?:this|such a|an) (?:chance|opportunity|offer|"
    rf"price) (?:will |won't |does |comes? )?(?:not |never )?(?:come|comes|return|be|repeat)?\s?(?:again|only once|"
    rf"once)\b"
    r"|\bonce in a lifetime\b|\bin your lifetime\b|\bjust (?:two|three|four|five|\d+) of (?:these|them) left\b|"
    r"\bthe last one (?:was|is|has|left)\b|\bthere (?:are|is) (?:just|only) (?:one|two|three|four|five|a few|"
    r"\d+)\b[^.;]{0,30}\bleft\b|\bdemand is (?:exploding|overwhelming|through the roof)\b|\b(?:exclusive|"
    r"special) (?:price|offer) (?:for|in) the next\b|\bfirst come,? first served\b(?=[^.;]*!)"
)
# Words without which none of the pattern's alternatives can match; asking for them first is cheaper.
_URGENT = words.listed(
    """
    left remaining remain available last final limited limited-time ends end expires expire disappears disappear
    vanishes vanish closes close closing shut gone over tonight today tomorrow midnight noon dawn soon minutes minute
    hours hour evening weekend forever clock timer counter second running vanishing disappearing going selling filling
    booking flying melting scarce shrinking dwindling run sell fill go lasts ticking act late hurry fast quickly sold
    booked only now countdown countdowns miss wait hesitate delay never looking viewing eyeing bidding door doors long
    longer read speak once secure fear fake exploding overwhelming roof exclusive special first pretend again lifetime
    double doubles lose forfeit nearly almost full limited rises jumps edition few come return repeated seen
    """
)
# A limit with its cause is a fact about the firm, not pressure on the buyer.
_LIMIT_REASON = folded(
    r"(?i)\b(?:because|since|as (?:the|we|our|one|each)|which is what|that is what|is all)\b[^.;]{0,80}\b(?:capacity|"
    r"oven|crews?|hours?|people|person|vans?|rooms?|staff|chairs?|kiln|trainers?|beds?|table|tables|bakers?|seats?|"
    r"install|fit|bake|hold|holds|take)\b"
)
_DISMISSED = folded(
    r"(?i)\b(?:no|not|never|without|avoid|neither|nor|refuse|drop|stop)\b[^.;]{0,60}\b(?:countdowns?|scarcity|"
    r"urgency|pressure|deadlines?|tricks?)\b|\b(?:is|are) (?:a )?(?:lie|trick)s?\b|\bleave (?:it|them) out\b"
)


def is_regulated(brief: Brief) -> bool:
    """Tell whether the brief's industry is one whose promises are regulated."""
    return _REGULATED.search(brief.industry) is not None


def breaches(ground: Ground, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield guaranteed results in regulated fields and scarcity without a real limit."""
    regulated = is_regulated(ground.brief)
    for claim in claims:
        if regulated:
            yield from _guarantee(claim)
        yield from _scarcity(claim, ground.limits)


def _guarantee(claim: Claim) -> Iterator[Breach]:
    found = _GUARANTEE.search(claim.text) or _sure_outcome(claim)
    if found and not claim.is_negated(found):
        yield Breach(
            "compliance.guaranteed-result",
            "fail",
            claim.span(found),
            "In health, finance and law a result may not be guaranteed.",
            "Promise what the firm does, not what will happen, for example: “We do not promise a result. We promise a "
            "call back within one working day and tell you after the first meeting if we can't help.”",
        )


def _sure_outcome(claim: Claim) -> re.Match[str] | None:
    """Find a good end that is said to be certain, or to come by a date."""
    if HEDGED.search(claim.text) or MATTER.search(claim.text) is None:
        return None
    return SURE.search(claim.text) or COMING.search(claim.text) or CERTAINTIES.search(claim.text)


def _scarcity(claim: Claim, limits: frozenset[float]) -> Iterator[Breach]:
    hits = (claim.search(_SCARCITY, _URGENT), claim.search(PRESSURE, PRESSING))
    found = next((hit for hit in hits if hit and not claim.is_negated(hit)), None)
    if found is None or claim.path == "capacity.scarcity":
        return
    if any(reading in limits for number in numerals(found.group()) for reading in number.readings):
        return
    if _LIMIT_REASON.search(claim.text, found.start()) or _DISMISSED.search(claim.text):
        return
    yield Breach(
        "compliance.fake-scarcity",
        "fail",
        claim.span(found),
        "Urgency without a limit that really exists misleads the buyer.",
        "Leave the urgency out, or name the real limit and its cause, for example: “We take as many orders a month as "
        "one person can do well; the calendar shows what is free.”",
    )
