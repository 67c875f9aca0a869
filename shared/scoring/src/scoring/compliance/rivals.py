"""What is said about named competitors."""

import re
from collections.abc import Iterator, Sequence

from documents.model import CompetitorModel
from scoring.compliance.passages import Claim
from scoring.material import Material
from scoring.model import Breach, Evidence
from scoring.words import listed

_INSULT = re.compile(
    r"(?i)\b(?:scam|scammers?|fraud|fraudulent|frauds|liars?|lies|lying|dishonest|incompetent|terrible|awful|garbage|rubbish|crooks?|"
    r"cheats?|cheating|steals?|stealing|rip-?offs?|rips off|illegal|illegally|criminals?|shady|unethical|stupid|lazy|"
    r"deceptive|deceives?|misleads?|misleading|corrupt|greedy|pathetic|joke|broken promises|bankrupt|predatory)\b"
)
_SUPERLATIVE = re.compile(
    r"(?i)\bthe (?:only|best|worst)\b|\b(?:is|are) (?:the )?(?:best|worst)\b|\b(?:superior|inferior) to\b|"
    r"\bfar better than\b|\bmuch better than\b|\bbeats?\b|#1\b|\bnumber one\b"
)
_ABSOLUTE = re.compile(r"(?i)\b(?:always|never|fails? to|refuses? to|ignores?|abandons?|neglects?|overcharges?)\b")
_REACH = 32
# "Better for", "why chosen" and concessions speak in the rival's favour; objections speak in the buyer's voice.
_FAVOURABLE = frozenset({"better_for", "why_chosen", "concession", "voice", "worry"})
_NOT_A_FIRM = listed(
    """
    agencies agency alternatives consultants diy email excel freelancers freelancer generalists in-house inhouse
    interns manual marketplaces nothing nobody paper pen spreadsheet spreadsheets status templates word
    """
)


def breaches(material: Material, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield insults, allegations, superlatives and absolute claims that name a competitor."""
    names = _names(material.terms.rivals)
    if names is not None:
        for claim in claims:
            named = names.search(claim.sentence.text)
            if named:
                yield from _about(claim, named.end())
    yield from _unverified(material)


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
    if claim.sentence.role in _FAVOURABLE:
        return
    superlative = _SUPERLATIVE.search(claim.text)
    if superlative and not claim.is_negated(superlative):
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


def _unverified(material: Material) -> Iterator[Breach]:
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
