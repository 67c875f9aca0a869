"""A sentence without an end costs no more than the same text in sentences: what is compared in pairs is bounded."""

from collections import Counter

import pytest
from bench.evaluation.texts import labelled

from scoring.prose import manuscript
from scoring.prose.assess import assess_text

BRIEF = next(item.brief for item in labelled("development"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["only 5 ", "10 in 10 ", "5% of ", "customers see 5x ", "is proven to ", "a"])
def test_no_sentence_is_longer_than_anybody_reads(unit: str) -> None:
    # Unbounded, sixty thousand characters of "only 5" took a minute and a half.
    text = unit * (40_000 // len(unit))
    read = manuscript.read(text, BRIEF)
    assert max(said.end - said.start for said in read.statements) <= 600
    assert sum(len(said.words) for said in read.statements) == pytest.approx(len(text.split()), rel=0.01, abs=70)


@pytest.mark.timeout(60)
def test_a_rule_is_reported_no_more_often_than_anybody_mends_in_one_go() -> None:
    found = assess_text("Experts say so. " * 3 + "Customers see 5x growth in week one! " * 900, BRIEF)
    counted = Counter(finding.rule for finding in found.findings)
    assert 1 < max(counted.values()) <= 40
