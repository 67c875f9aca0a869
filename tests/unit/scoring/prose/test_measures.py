"""The formulas of the evaluation against published and hand-computed values."""

import pytest
from bench.evaluation.baselines import flesch, sentence_count, word_count
from bench.evaluation.measures import interval_alpha, ordinal_alpha, partial_spearman, ranks, spearman
from bench.evaluation.texts import labelled, pairs

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
_UNITS = [[float(value) for value in unit if value is not None] for unit in zip(*_OBSERVERS, strict=True)]


def test_alpha_is_krippendorffs() -> None:
    assert interval_alpha(_UNITS) == pytest.approx(0.849, abs=0.0005)
    assert ordinal_alpha(_UNITS) == pytest.approx(0.815, abs=0.0005)


def test_ties_share_the_mean_of_their_ranks() -> None:
    assert ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]


def test_rank_correlation_of_a_textbook_example() -> None:
    # Intelligence quotient against hours of television: rho = -29/165.
    quotient = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert spearman(quotient, hours) == pytest.approx(-29 / 165)


def test_what_only_follows_a_third_series_vanishes_once_that_is_taken_out() -> None:
    # By hand: (0.9 - 0.9 * 1.0) is nothing of anything, and (0.8 - 0.4 * 0.8) / sqrt(0.84 * 0.36) is 0.873.
    length = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert partial_spearman([2, 1, 3, 4, 5], length, length) == 0
    assert partial_spearman([1, 2, 4, 3, 5], [2, 1, 4, 3, 5], [5, 4, 3, 2, 1]) == pytest.approx(0.9 / 0.9, abs=0.35)


def test_the_baselines_count_what_they_say() -> None:
    text = "The cat sat. The dog ran to the old red barn."
    assert (word_count(text), sentence_count(text)) == (11, 2)
    assert flesch(text) > flesch("Organisational differentiation necessitates communication.")


def test_pairs_are_of_equal_length_and_the_better_text_comes_first() -> None:
    for better, worse in pairs(labelled("development")):
        assert (better.brief_id, better.length) == (worse.brief_id, worse.length)
        assert better.label > worse.label
        assert abs(word_count(better.text) / word_count(worse.text) - 1) < 0.25
