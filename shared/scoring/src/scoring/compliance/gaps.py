"""What is missing: bases, limitations, reviews, consent, filled gaps; each needs a revision, none fails a document."""

import re
from collections.abc import Iterable, Iterator, Sequence

from scoring.compliance.passages import Claim
from scoring.compliance.promises import is_regulated
from scoring.material import Material
from scoring.model import Breach, Evidence
from scoring.provenance import unexplained
from scoring.signals.risk import specific_limitations
from scoring.words import listed
from shared.contracts.requests import Brief

_MOST_SHOWN = 8
_IN_DOCUMENT = (
    "This number is neither in the brief nor in a quantity of the document.",
    "Make it a quantity with a basis (given, target, assumption, to measure) or take it out.",
)
_CONSENT_TOPIC = re.compile(
    r"(?i)\b(?:sms|text messages?|newsletters?|e-?mail (?:list|sequence|campaign|series)s?|cold e-?mails?|"
    r"testimonials?|customer (?:quotes?|stories|reviews)|retargeting|remarketing)\b"
)
_CONSENT_WORDS = listed(
    """
    sms text newsletter newsletters email e-mail emails e-mails cold testimonial testimonials customer retargeting
    remarketing
    """
)
_CONSENT = re.compile(
    r"(?i)\b(?:consent\w*|permission|opt(?:ed)?[- ]?in|opt[- ]?out|unsubscribe\w*|released?|releases|gdpr|"
    r"written approval|in writing|signed off)\b"
)
_REVIEW = re.compile(
    r"(?i)\b(?:lawyer|legal (?:review|counsel|check)|counsel|compliance (?:review|officer|check|team)|regulator\w*|"
    r"licen[cs]ed|reviewed by|review by|checked by|professional review|medical review|"
    r"supervisory|bar rules?|advertising rules?)\b"
)


def breaches(material: Material, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield what has to be added before anybody relies on the document."""
    yield from placeholders(sentence.gap for sentence in material.sentences if sentence.gap)
    yield from loose_numbers(unexplained(material), _IN_DOCUMENT)
    if not specific_limitations(material):
        items = material.document.limitations.items
        yield no_limitations(material.quote("limitations.items[0]") if items else Evidence("limitations"))
    yield from review(material.brief, material.texts.values(), Evidence("limitations"))
    yield from consent(material.texts.values(), claims)


def placeholders(places: Iterable[Evidence]) -> Iterator[Breach]:
    """Yield the gaps that somebody forgot to fill."""
    for place in places:
        yield Breach(
            "compliance.placeholder",
            "needs_revision",
            place,
            "A gap was left to be filled in.",
            "Fill the gap, or move the question to the open questions.",
        )


def loose_numbers(places: Sequence[Evidence], wording: tuple[str, str]) -> Iterator[Breach]:
    """Yield the first numbers that rest on nothing; `wording` says so and what to do."""
    for place in places[:_MOST_SHOWN]:
        yield Breach("compliance.number-without-basis", "needs_revision", place, *wording)


def no_limitations(place: Evidence) -> Breach:
    """Return the breach of saying nothing, or nothing in particular, about what isn't known."""
    return Breach(
        "compliance.limitations",
        "needs_revision",
        place,
        "The limitations are missing or would fit any document.",
        "Say what was not looked up, asked or measured for this brief.",
    )


def review(brief: Brief, texts: Iterable[str], place: Evidence) -> Iterator[Breach]:
    """Yield the missing review in a field whose claims are regulated; `place` is where it would go."""
    if is_regulated(brief) and not any(_REVIEW.search(text) for text in texts):
        yield Breach(
            "compliance.regulated-advice",
            "needs_revision",
            place,
            f"“{brief.industry}” is a regulated field, and nobody is named who checks the claims.",
            "Add a step or limitation: which professional reviews the claims before they are published.",
        )


def consent(texts: Iterable[str], claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield the first topic that needs consent when no text says how it is got."""
    topics = ((claim, claim.search(_CONSENT_TOPIC, _CONSENT_WORDS)) for claim in claims)
    place = next((claim.span(found) for claim, found in topics if found), None)
    if place and not any(_CONSENT.search(text) for text in texts):
        yield Breach(
            "compliance.consent",
            "needs_revision",
            place,
            "Messages and customer voices need consent, and the document doesn't say how it is got.",
            "Say how consent is asked for, recorded and withdrawn.",
        )
