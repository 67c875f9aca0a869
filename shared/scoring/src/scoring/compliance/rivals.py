"""What is said about named competitors."""

import re
from collections.abc import Iterator, Sequence

from documents.model import CompetitorModel
from scoring.compliance.ground import Ground
from scoring.compliance.passages import Claim
from scoring.material import Material
from scoring.model import Breach, Evidence
from scoring.words import listed

_INSULT = re.compile(
    r"(?i)\b(?:scam\w*|fraud\w*|liars?|lie[sd]? (?:about|to)|lying|dishonest\w*|incompeten\w+|amateurs?|amateurish|"
    r"clueless|hopeless|useless|"
    r"terrible|awful|horrible|appalling|abysmal|dreadful|disgraceful|garbage|rubbish|junk|trash|worthless|shoddy|"
    r"sloppy|crooks?|cheat\w*|"
    r"steal(?:s|ing)?|stole|stolen|thieves|thief|rip-?offs?|rips? off|ripp(?:ed|ing) off|con artists?|swindl\w+|"
    r"illegal\w*|break(?:s|ing)? the law|"
    r"criminals?|shady|unethical|immoral|stupid|idiots?|lazy|rude|arrogant|deceptive|deceiv\w+|mislead\w*|"
    r"manipulat\w+|corrupt|bribe\w*|greedy|"
    r"pathetic|laughing stock|joke|broken promises|bankrupt\w*|insolven\w+|going under|predatory|exploit(?:s|ing)?|"
    r"mistreat\w*|abus(?:es|ive|ing)|"
    r"overcharg\w+|price gouging|tax (?:evasion|evader|dodg\w+)|evad(?:es|ing) tax(?:es)?|money laundering|fakes?|"
    r"faked|faking|untrustworthy|unscrupulous|"
    r"(?:can't|cannot|can not|not|never) be trusted|negligen\w+|reckless|poison(?:s|ing|ed)?|plagiari\w+|"
    r"below the minimum wage|hidden fees|does ?n[o']t care about|don't care about|cut(?:s|ting)? corners|"
    r"dangerous (?:work|products?|treatments?|practices?)|"
    r"(?:convicted|under investigation|sued) (?:of|for|by)?)\b"
)
_SUPERLATIVE = re.compile(
    r"(?i)\b(?:is|are|was|we're|as|remains?|offers?|has|have|makes?|sells?|called?|than|being|delivers?|"
    r"provides?)(?: \w+ly| by far| simply| still| now)? the "
    r"(?:only|best|worst|cheapest|fastest|safest|greatest|leading|finest|strongest|weakest|most \w+|least \w+)\b"
    r"|\b(?:is|are) (?:the )?(?:best|worst)\b|\b(?:superior|inferior) to\b|\b(?:far|much|clearly|so much|way|a lot|"
    r"simply|always) (?:better|worse|superior) (?:than|in|at)\b"
    r"|\bbetter than\b|\bbeats?\b|\boutperforms?\b|\bcrush(?:es)?\b|\bno match for\b|\bfar ahead of\b|\bleav(?:es?|"
    r"ing) [^.;]{0,30} (?:far )?behind\b|#1\b|\bnumber one\b"
    r"|\b(?:nobody|no one|no sane \w+)\b[^.;]{0,40}\b(?:would|could|can|will) (?:ever )?(?:choose|pick|go to|prefer|"
    r"recommend)\b"
)
_CONCEDED = re.compile(
    r"(?i)\b(?:best|better|only|cheapest|fastest|leading|strongest)\b[^.;]{0,40}\b(?:for|if|when|where|who|to)\b"
)
_ABSOLUTE = re.compile(r"(?i)\b(?:always|never|fails? to|refuses? to|ignores?|abandons?|neglects?|overcharges?)\b")
_REACH = 32
_NEAR = 12
_DEPENDS = re.compile(r"(?i)\b(?:if|when|where|whether|unless)\b")
_US = re.compile(r"(?i)\b(?:we|our|us|i)\b")
# "Better for", "why chosen" and concessions speak in the rival's favour; objections speak in the buyer's voice.
_FAVOURABLE = frozenset({"better_for", "why_chosen", "concession", "voice", "worry"})
_NOT_A_FIRM = listed(
    """
    agencies agency alternatives consultants diy email excel freelancers freelancer generalists in-house inhouse
    interns manual marketplaces nothing nobody paper pen spreadsheet spreadsheets status templates word
    """
)


def breaches(ground: Ground, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield insults, allegations, superlatives and absolute claims that name a competitor."""
    names = _names(ground.rivals)
    if names is not None:
        for claim in claims:
            named = names.search(claim.said)
            if named:
                yield from _about(claim, named.end())


def _names(rivals: Sequence[str]) -> re.Pattern[str] | None:
    firms = [name for name in rivals if _is_firm(name)]
    if not firms:
        return None
    return re.compile(
        r"(?i)(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(firms, key=len, reverse=True)) + r")(?!\w)"
    )


def _is_firm(name: str) -> bool:
    """Tell a firm from a kind of alternative, such as "local gardeners" or "doing nothing"."""
    parts = re.findall(r"[\w-]+", name.casefold())
    is_kind = bool(_NOT_A_FIRM & set(parts)) or (len(parts) > 1 and name == name.casefold() and "." not in name)
    return not is_kind and len(name) > 1


def _about(claim: Claim, name_end: int) -> Iterator[Breach]:
    insult = _INSULT.search(claim.text)
    if insult and not claim.is_negated(insult):
        yield Breach(
            "compliance.rival-insult",
            "fail",
            claim.span(insult),
            "This insults a named competitor or accuses it of something.",
            "Say what a buyer can check on the competitor's public pages, with the date, and leave judgement out.",
        )
    if claim.role in _FAVOURABLE:
        return
    superlative = _SUPERLATIVE.search(claim.text)
    if superlative and not claim.is_negated(superlative) and not _concedes(claim, superlative, name_end):
        yield Breach(
            "compliance.rival-superlative",
            "fail",
            claim.span(superlative),
            "This ranks a named competitor or places the firm above it, and no evidence is attached.",
            "Compare one checkable property, name the source and the date, or compare with a category.",
        )
    absolute = _ABSOLUTE.search(claim.text, name_end, name_end + _REACH)
    if absolute:
        yield _fact(claim.span(absolute))


def _concedes(claim: Claim, found: re.Match[str], name_end: int) -> bool:
    """Tell a sentence in the rival's favour: it is the best choice for some buyers."""
    between = claim.text[name_end : max(name_end, found.start())]
    if _DEPENDS.search(between):
        return True
    return (
        _US.search(between) is None
        and 0 <= found.start() - name_end <= _NEAR
        and _CONCEDED.match(claim.text, found.start() + _verb(found)) is not None
    )


def _verb(found: re.Match[str]) -> int:
    """Return how far into a hit its praise begins."""
    praise = re.search(r"(?i)\b(?:best|better|only|cheapest|fastest|leading|strongest)\b", found.group())
    return praise.start() if praise else 0


def unverified(material: Material) -> Iterator[Breach]:
    """Yield the rivals of a document that are described without a way to check the description."""
    document = material.document
    if not isinstance(document, CompetitorModel):
        return
    for index, rival in enumerate(document.rivals.items):
        if rival.claim_basis != "user_given" and rival.sells and not rival.evidence_to_collect:
            yield _fact(material.quote(f"rivals.items[{index}].sells"))


def _fact(place: Evidence) -> Breach:
    return Breach(
        "compliance.rival-fact",
        "needs_revision",
        place,
        "A claim about a competitor that nobody has checked yet.",
        "Say where it can be checked and by when, or mark it as an inference.",
    )
