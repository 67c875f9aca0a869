"""Proof: what rests on figures of the firm, what is only assumed, and who will find out."""

import re
from collections.abc import Iterator

from scoring.model import Signal
from scoring.prose.basis import loose_numbers, supported_share
from scoring.prose.reading import Item, Reading
from scoring.prose.scale import enough, played

CAP_WITHOUT_EVIDENCE = 0.60
_EVIDENCE = re.compile(
    r"\b(?:photos?|photograph\w*|film\w*|video\w*|record(?:s|ed|ing)?|logs?|logged|samples?|certificates?|"
    r"references?|receipts?|invoices?|registers?|permits?|"
    r"sheets?|reports?|statements?|diar(?:y|ies)|books?|notes?|test(?:s|ed)?|trials?|pilots?|audits?|reviews?|"
    r"letters?|cases?|before-and-after|tasting|demo\w*|display\w*|"
    r"measured|counted|counts?|figures?|files?|data|prices? list|map|list|story|stories|blind|side by side|compar\w+|"
    r"interviews?|answers?|survey)\b"
)
_COLLECTING = re.compile(
    r"\b(?:ask\w*|count\w*|log\w*|record\w*|measur\w*|photograph\w*|writ(?:e|es|ten) down|note\w*|survey\w*|"
    r"interview\w*|test\w*|call\w*|ring\w*|check\w*|compar\w+|collect\w*|keep\w*|"
    r"track\w*|report\w*|look\w*|visit\w*|recalculat\w*|read\w*|run\w*|trial\w*|tr(?:y|ies)|taste\w*|watch\w*|"
    r"find out|get\b)\b"
)


def signals(reading: Reading) -> Iterator[Signal]:
    """Yield the signals of proof."""
    yield _shown(reading)
    yield _collection(reading)
    yield _basis(reading)
    yield _tests(reading)


def has_user_evidence(reading: Reading) -> bool:
    """Tell whether the brief gives figures that anything could rest on."""
    return bool(reading.manuscript.brief.baselines)


def _shown(reading: Reading) -> Signal:
    found = [item.said for item in reading.items if _EVIDENCE.search(item.said.lower)]
    return Signal(
        "proof.claims-with-proof",
        0.15,
        enough(reading, sum(sorted(said.worth for said in found)), 3),
        reading.manuscript.evidence(min(found, key=lambda said: (said.worth, said.key), default=None)),
        f"{len(found)} sentences name something that can be shown or looked up.",
        "Say for each claim which record, page, count or sample a stranger could look at.",
    )


def _collection(reading: Reading) -> Signal:
    found = [item for item in reading.items if _collects(item)]
    return Signal(
        "proof.evidence-plan",
        0.30,
        enough(reading, sum(sorted(item.said.worth for item in found)), 2),
        reading.manuscript.evidence(found[0].said if found else None),
        f"{len(found)} sentences say who finds something out, and when or how many.",
        "Say who counts or asks what, how many, and by when.",
    )


def _collects(item: Item) -> bool:
    return (
        _COLLECTING.search(item.said.lower) is not None
        and item.form.is_act
        and (item.form.has_deadline or item.form.has_rhythm or any(number.counts for number in item.said.amounts))
    )


def _basis(reading: Reading) -> Signal:
    loose = loose_numbers(reading)
    share, count = supported_share(reading)
    return Signal(
        "proof.basis-labels",
        0.30,
        share * enough(reading, count, 5),
        reading.manuscript.quote(*loose[0]) if loose else reading.manuscript.evidence(None),
        f"{count} numbers come from the brief, follow from others, or say that they are guesses; {len(loose)} do not.",
        "Say of the quoted number where it comes from: the brief, a sum, a record, or an assumption.",
    )


def _tests(reading: Reading) -> Signal:
    found = reading.played("assumption")
    return Signal(
        "proof.assumption-tests",
        0.25,
        played(reading, found, 1.0),
        reading.manuscript.evidence(reading.weakest("assumption")),
        f"{len(found)} sentences say that something is assumed or not known.",
        "Name what you take for true without knowing, and the cheapest way to find out.",
    )
