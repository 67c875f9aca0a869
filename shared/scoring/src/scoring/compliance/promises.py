"""Promises that may not be made: guaranteed results in regulated fields, and scarcity that isn't there."""

import re
from collections.abc import Iterator, Sequence

from scoring.compliance.ground import Ground
from scoring.compliance.passages import Claim
from scoring.model import Breach
from scoring.numerals import numerals
from scoring.words import listed
from shared.contracts.requests import Brief

# Health, finance and law: fields whose advertising rules forbid promised results in most countries.
_REGULATED = re.compile(
    r"(?i)\b(?:health\w*|medic\w*|clinic\w*|dental|dentist\w*|orthodont\w*|pharma\w*|therap\w*|physio\w*|"
    r"osteopath\w*|chiropract\w*|hospitals?|hospices?|"
    r"optician\w*|optometr\w*|midwi\w*|matern\w*|nursing|surge\w+|aesthetic\w*|rehab\w*|wellness|"
    r"supplements?|nutrition\w*|psycholog\w*|psychiatr\w*|counsell\w*|financ\w*|fintech|invest\w*|loans?|lending|"
    r"credit|insur\w*|"
    r"(?<!food )banks?|banking|crypto\w*|trading|mortgage\w*|pensions?|brokers?|brokerage|"
    r"wealth|law|legal|lawyers?|attorneys?|solicitors?|notar(?:y|ies)|conveyanc\w*|immigration|tax|taxes|"
    r"accountan\w+)\b"
)
_GOODS = (
    "(?:results?|returns?|outcomes?|success|cures?|approvals?|wins?|victory|verdict|profits?|yields?|weight loss|"
    "recovery|savings|relief|healing|refunds?|gains?|acquittal|"
    "pregnancy|visa|loan)"
)
_GUARANTEE = re.compile(
    rf"(?i)\bguaranteed? (?:\w+ ){{0,2}}{_GOODS}\b|\b{_GOODS}\b[^.;:]{{0,40}}\b(?:is|are|comes?|be) (?:fully |"
    rf"always |absolutely )?(?:guaranteed|certain|assured)\b"
    r"|[,;:–—-] ?(?:fully |absolutely )?guaranteed\b|\bguaranteed to\b"
    r"|\bwe (?:can |do |fully |always )?(?:guarantee|promise|assure you|warrant) (?:that )?(?:you\b|your\b|"
    r"our (?:patients|clients)\b|everyone\b|every (?:patient|client|case)\b)"
    rf"|\bwe (?:guarantee|promise) (?:an? |the |full |complete |lasting |\d+ ?% )?(?:[\w-]+ ){{0,2}}{_GOODS}\b|"
    rf"\bpromise a return\b"
    r"|\brisk-free\b|\b(?:without|no|zero) (?:any )?risk\b|\b(?:without|no|zero) (?:any )?side effects\b|\b(?:cures|"
    r"heals)\b|\bcure for\b"
    r"|\b100 ?% (?:safe|effective|success\w*|painless|pain-free|guarantee\w*|certain)\b|\b(?:always works|"
    r"never fails|works for everyone|works every time|can't lose|cannot lose)\b"
    r"|\bwill (?:definitely|certainly|surely|always|permanently) \w+|\bwill (?:cure|heal|win your case|"
    r"double your (?:money|savings)|be pain-free|be cured|disappear for good)\b"
    r"|\bdouble your (?:money|savings|investment)\b|\blose \w+ (?:kilos?|kg|pounds|stone) in\b|"
    r"\bpermanent(?:ly)? (?:cure|relief|remove|pain-free|free of)\b"
    r"|\bcertain to (?:win|recover|get|be approved)\b"
)
_FEW = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|a handful of)"
_SCARCITY = re.compile(
    rf"(?i)\bonly {_FEW} (?:[\w-]+ ){{0,3}}(?:left|remaining|remain|spots|seats|places|available|slots|rooms are|"
    rf"to go)\b"
    rf"|\b(?:just|already) {_FEW} (?:[\w-]+ ){{0,2}}(?:left|remaining)\b|\b(?:the )?last (?:few )?(?:chance|spots|"
    rf"seats|places|rooms|remaining|pieces|tickets)\b"
    r"|\bfinal (?:hours?|chance|call|days?)\b(?! of)|\blimited[- ]time\b|\b(?:offer|price|discount|deal|sale|bonus|"
    r"promotion) (?:ends|expires|disappears|vanishes|is gone|closes|runs out) "
    r"(?:tonight|today|tomorrow|at (?:midnight|noon)|soon|in \w+ (?:minutes|hours)|this (?:evening|weekend)|forever)\b"
    r"|\bwhile (?:stocks?|supplies) lasts?\b|\bact (?:now|fast|today)\b|\bbefore it(?:'|’)?s too late\b|"
    r"\bbefore it is too late\b|\bbefore (?:it's|it is|they're|they are) (?:all )?gone\b"
    r"|\bhurry\b|\b(?:selling|going|filling)(?: up| out)? fast\b|\bsells? out fast\b|\b(?:almost|nearly) (?:sold out|"
    r"gone|full)[!.]"
    r"|\b(?:today|tonight|now|this weekend) only\b|\bonly (?:today|tonight)\b|\bspots are filling\b|\bcountdown\b|"
    r"\bdon(?:'|’)?t miss out\b|\bdo not miss out\b|\bnow or never\b"
    r"|\bpeople are (?:currently |also )?(?:looking at|viewing|watching)\b|\bdoors close\b|\b(?:price|offer|chance|"
    r"deal|discount) (?:won't|will not|"
    r"never) (?:come back|return|be repeated)\b|\bgone for ?ever\b"
    r"|\bwithin the next \w+ minutes\b|\b(?:book|order|buy|sign up|reserve) now\b[^.;]{0,20}\b(?:before|or)\b|"
    r"\blimited edition of\b"
)
# A limit with its cause is a fact about the firm, not pressure on the buyer.
_LIMIT_REASON = re.compile(
    r"(?i)\b(?:because|since|as (?:the|we|our|one|each)|which is what|that is what|is all)\b[^.;]{0,80}\b(?:capacity|"
    r"oven|crews?|hours?|people|person|vans?|rooms?|"
    r"staff|chairs?|kiln|trainers?|beds?|table|tables|bakers?|seats?|install|fit|bake|hold|holds|take)\b"
)
_DISMISSED = re.compile(
    r"(?i)\b(?:no|not|never|without|avoid|neither|nor|refuse|drop|stop)\b[^.;]{0,60}\b(?:countdowns?|scarcity|"
    r"urgency|pressure|deadlines?|tricks?)\b"
)
_URGENCY = listed(
    """
    only limited limited-time offer while act last before hurry selling today spots countdown just already final price
    discount deal sale bonus promotion going filling sells almost nearly tonight now weekend don't not people doors
    won't never gone minutes
    """
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
    found = _GUARANTEE.search(claim.text)
    if found and not claim.is_negated(found):
        yield Breach(
            "compliance.guaranteed-result",
            "fail",
            claim.span(found),
            "In health, finance and law a result may not be guaranteed.",
            "Promise what the firm does, not what will happen, for example: “We do not promise a result. We promise a "
            "call back within one working day and tell you after the first meeting if we can't help.”",
        )


def _scarcity(claim: Claim, limits: frozenset[float]) -> Iterator[Breach]:
    found = claim.search(_SCARCITY, _URGENCY)
    if found is None or claim.is_negated(found) or claim.path == "capacity.scarcity":
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
