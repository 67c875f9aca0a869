"""The criteria of the evaluation on the development half; time is left to `make eval`, which runs alone."""

import pytest
from bench.evaluation import baselines, sentences
from bench.evaluation.measures import interval_alpha
from bench.evaluation.report import order, score
from bench.evaluation.texts import Labelled, labelled

_TEXTS = labelled("development")


@pytest.fixture(scope="module", name="scores")
def _scores() -> dict[Labelled, float]:
    return {text: float(score(text)) for text in _TEXTS}


def test_there_are_enough_texts_with_two_labels() -> None:
    assert len(_TEXTS) >= 60
    assert all(len(text.labels) == 2 for text in _TEXTS)
    assert interval_alpha([text.labels for text in _TEXTS]) >= 0.8


def test_the_scorer_orders_texts_as_readers_do_and_beats_the_baselines(scores: dict[Labelled, float]) -> None:
    ours = order("scorer", _TEXTS, scores.__getitem__)
    assert ours.spearman >= 0.90
    assert ours.partial >= 0.75
    assert ours.pairs >= 0.90
    assert ours.lowest >= 0.85
    for baseline in (baselines.word_count, baselines.sentence_count, baselines.flesch):
        theirs = order("baseline", _TEXTS, lambda text, count=baseline: count(text.text))
        assert theirs.spearman < ours.spearman


def test_worthless_and_excellent_texts_do_not_meet(scores: dict[Labelled, float]) -> None:
    by_label = {label: [scores[text] for text in _TEXTS if round(text.label) == label] for label in (1, 5)}
    assert max(by_label[1]) < 20
    assert min(by_label[5]) >= 50


def test_unsafe_sentences_are_caught_and_harmless_ones_are_left_alone() -> None:
    unsafe = sentences.unsafe("development")
    assert len(list(sentences.missed(unsafe))) <= 0.05 * len(unsafe)
    assert list(sentences.alarms(sentences.harmless("development"))) == []
