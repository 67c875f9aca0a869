import pytest

from library.frameworks import frameworks
from library.lint import RULES, lint, texts
from library.model import Example
from library.patterns import patterns
from library.templates import templates

BROKEN = {
    "uncited_number": "Pages like this convert at 3.5 % of cold traffic.",
    "promised_result": "You get guaranteed results.",
    "superlative": "We are the best choice.",
    "invented_popularity": "Trusted by 50000 users.",
    "stale_search_advice": "Keep FID below the limit.",
    "stale_ads_advice": "Start with similar audiences.",
    "folklore": "Use prices ending in 9.",
    "sample_quota": "Stop after 500 visitors per variant.",
    "contrast_level": "Contrast has to be 7:1 for AA.",
    "pressure": "Hurry, the offer ends.",
}


@pytest.mark.parametrize(("rule", "sentence"), BROKEN.items())
def test_a_sentence_that_breaks_a_rule_is_quoted_under_that_rule(rule: str, sentence: str) -> None:
    assert [(finding.rule, finding.quote) for finding in lint(f"This is fine. {sentence}")] == [(rule, sentence)]


def test_every_rule_has_a_sentence_that_breaks_it() -> None:
    assert {rule.id for rule in RULES} == set(BROKEN)


@pytest.mark.parametrize(
    "sentence",
    [
        "The test is sized for a 20 % difference (assumption), 95 % confidence level and 80 % power.",
        "A benefit above the 5 % threshold needs evidence.",
        "No rank or guaranteed results are promised.",
        "Is there a real reason to act now?",
        "7:1 is the contrast of level AAA.",
        "The leading objections come first.",
    ],
)
def test_a_sentence_with_its_reason_passes(sentence: str) -> None:
    assert lint(sentence) == ()


def test_a_label_in_one_sentence_does_not_excuse_the_next() -> None:
    assert [finding.quote for finding in lint("This is an assumption. It lifts sales by 30 %.")] == [
        "It lifts sales by 30 %."
    ]


def test_the_bad_half_of_an_example_is_not_read_and_the_good_half_is() -> None:
    assert list(texts(Example(before="bad", after="good"))) == ["good"]


def test_nothing_in_the_library_breaks_a_rule() -> None:
    found = [f for item in (*frameworks(), *patterns(), *templates()) for text in texts(item) for f in lint(text)]
    assert found == []
