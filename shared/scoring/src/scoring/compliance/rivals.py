"""What is said about named competitors."""

import re
from collections.abc import Iterator, Sequence

from documents.model import CompetitorModel
from scoring.compliance.blame import INSULT
from scoring.compliance.folding import folded
from scoring.compliance.ground import Ground
from scoring.compliance.passages import Claim
from scoring.compliance.praise import ranking
from scoring.compliance.turns import ATTACKS, PUTDOWNS
from scoring.material import Material
from scoring.model import Breach, Evidence
from scoring.words import listed

_ABSOLUTE = folded(r"(?i)\b(?:always|never|fails? to|refuses? to|ignores?|abandons?|neglects?|overcharges?)\b")
_REACH = 32
_DENIED = folded(
    r"(?i)^\W*(?:(?:we|you|they|i) )?(?:do not|don't|never|avoid|stop|must not|should not|will not|won't|cannot|"
    r"can't|refuse)\b"
    r"|\b(?:not|never|no longer|whether|without)\s+(?:\w+\s+){0,2}$"
    r"|\bno reason to \w+ that\b[^.;]*$"
)
_UNLIKE = folded(r"(?i)\W*(?:unlike|in contrast to|as opposed to|other than)\b")
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
        own = re.compile(rf"(?i)(?<!\w){re.escape(ground.brief.business_name)}(?!\w)")
        for claim in claims:
            named = names.search(claim.said)
            if named:
                yield from _about(claim, named, (names, own))


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


def _about(claim: Claim, named: re.Match[str], names: tuple[re.Pattern[str], re.Pattern[str]]) -> Iterator[Breach]:
    insult = INSULT.search(claim.text) or ATTACKS.search(claim.text)
    if insult and not _is_refused(claim, insult):
        yield Breach(
            "compliance.rival-insult",
            "fail",
            claim.span(insult),
            "This insults a named competitor or accuses it of something.",
            "Leave judgement out and write what a buyer can look up, for example: "
            f"“{named.group()} lists its prices on its own page; we list ours on the first page.”",
        )
    if claim.role in _FAVOURABLE:
        return
    ranked = ranking(claim.said, *names)
    if ranked is None and (turned := PUTDOWNS.search(claim.text)):
        ranked = turned.span()
    if ranked and not _DENIED.search(claim.text[: ranked[0]]):
        yield Breach(
            "compliance.rival-superlative",
            "fail",
            claim.place(*ranked),
            "This ranks a named competitor or places the firm above it, and no evidence is attached.",
            "Compare one thing anybody can check, with its source and date, or compare with a kind of firm: "
            "“Where others answer by e-mail, we answer the phone.”",
        )
    absolute = _ABSOLUTE.search(claim.text, named.end(), named.end() + _REACH)
    if absolute:
        yield _fact(claim.span(absolute))


def _is_refused(claim: Claim, found: re.Match[str]) -> bool:
    """Tell a refusal to say it; "unlike them, we do not cheat" says it all the same."""
    return claim.is_refused(found.start()) and _UNLIKE.match(claim.text) is None


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
