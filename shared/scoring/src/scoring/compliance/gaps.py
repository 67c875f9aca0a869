"""What is missing: bases, limitations, reviews, consent, filled gaps; each needs a revision, none fails a document."""

import re
from collections.abc import Iterator, Sequence

from scoring.compliance.passages import Claim
from scoring.compliance.promises import is_regulated
from scoring.material import Material
from scoring.model import Breach, Evidence
from scoring.provenance import unexplained
from scoring.signals.risk import specific_limitations
from scoring.words import listed

_MOST_SHOWN = 8
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
    yield from _placeholders(material)
    yield from _numbers(material)
    yield from _limitations(material)
    yield from _review(material)
    yield from _consent(material, claims)


def _placeholders(material: Material) -> Iterator[Breach]:
    for sentence in material.sentences:
        if sentence.gap:
            yield Breach(
                "compliance.placeholder",
                "needs_revision",
                sentence.gap,
                "A gap was left to be filled in.",
                "Fill the gap, or move the question to the open questions.",
            )


def _numbers(material: Material) -> Iterator[Breach]:
    for place in unexplained(material)[:_MOST_SHOWN]:
        yield Breach(
            "compliance.number-without-basis",
            "needs_revision",
            place,
            "This number is neither in the brief nor in a quantity of the document.",
            "Make it a quantity with a basis (given, target, assumption, to measure) or take it out.",
        )


def _limitations(material: Material) -> Iterator[Breach]:
    if not specific_limitations(material):
        items = material.document.limitations.items
        yield Breach(
            "compliance.limitations",
            "needs_revision",
            material.quote("limitations.items[0]") if items else Evidence("limitations"),
            "The limitations are missing or would fit any document.",
            "Say what was not looked up, asked or measured for this brief.",
        )


def _review(material: Material) -> Iterator[Breach]:
    if is_regulated(material.brief) and not any(_REVIEW.search(text) for text in material.texts.values()):
        yield Breach(
            "compliance.regulated-advice",
            "needs_revision",
            Evidence("limitations"),
            f"“{material.brief.industry}” is a regulated field, and nobody is named who checks the claims.",
            "Add a step or limitation: which professional reviews the claims before they are published.",
        )


def _consent(material: Material, claims: Sequence[Claim]) -> Iterator[Breach]:
    topics = ((claim, claim.search(_CONSENT_TOPIC, _CONSENT_WORDS)) for claim in claims)
    place = next((claim.span(found) for claim, found in topics if found), None)
    if place and not any(_CONSENT.search(text) for text in material.texts.values()):
        yield Breach(
            "compliance.consent",
            "needs_revision",
            place,
            "Messages and customer voices need consent, and the document doesn't say how it is got.",
            "Say how consent is asked for, recorded and withdrawn.",
        )
