import pytest

from scoring import total
from scoring.assess import assess
from scoring.material import read
from scoring.model import Dimension, Evidence, Gate, Signal
from scoring.signals import clarity, objections, outcome, proof, risk, specificity
from scoring.total import Parts
from support_documents import common, rewritten, strong

_NOWHERE = Evidence("plan")


def _signal(rule: str, weight: float, value: float) -> Signal:
    return Signal(rule, weight, value, _NOWHERE, "", "")


def _gate(value: float, *, is_legibility: bool = False) -> Gate:
    return Gate("gate", value, _NOWHERE, "", "", is_legibility)


def _parts(value: float, *gates: Gate, **other: float) -> Parts:
    names: tuple[Dimension, ...] = tuple(total.WEIGHTS)
    signals: dict[Dimension, tuple[Signal, ...]] = {
        name: (_signal(f"{name}.a", 1.0, other.get(name, value)),) for name in names
    }
    return Parts(signals, gates, {})


def test_the_weights_are_those_of_the_rubric() -> None:
    assert dict(total.WEIGHTS) == {
        "clarity": 15, "specificity": 25, "outcomeFocus": 20, "proof": 15, "objectionHandling": 15, "riskRemoval": 10,
    }  # fmt: skip


def test_equal_dimensions_give_their_own_value() -> None:
    assert total.overall(_parts(0.7)) == pytest.approx(70)


def test_an_empty_dimension_costs_more_than_its_weight() -> None:
    # 0.75 of the weight at 1 and specificity at 0: 100 * 0.75 ** (1 / 0.6) = 61.9, against 75 for a plain mean.
    assert total.overall(_parts(1.0, specificity=0.0)) == pytest.approx(61.9, abs=0.05)


def test_gates_multiply() -> None:
    assert total.overall(_parts(0.8, _gate(0.5), _gate(0.9))) == pytest.approx(36)


def test_legibility_lowers_dimensions_and_total_alike() -> None:
    parts = _parts(0.8, _gate(0.5, is_legibility=True))
    assert total.dimension(parts, "clarity") == pytest.approx(0.4)
    assert total.overall(parts) == pytest.approx(40)


def test_a_dimension_is_the_weighted_mean_of_its_signals() -> None:
    assert total.weighted([_signal("a", 0.2, 1.0), _signal("b", 0.6, 0.5), _signal("c", 0.2, 0.0)]) == pytest.approx(
        0.5
    )


def test_a_cap_limits_a_dimension() -> None:
    parts = Parts(_parts(0.9).signals, (), {"proof": 0.6})
    assert total.dimension(parts, "proof") == pytest.approx(0.6)
    assert total.dimension(parts.without_cap("proof"), "proof") == pytest.approx(0.9)


def test_points_are_what_the_score_gains_when_the_signal_is_perfect() -> None:
    parts = _parts(1.0, proof=0.5)
    gain = total.overall(parts.with_signal("proof", "proof.a")) - total.overall(parts)
    # The weighted sum falls from 1 to 1 - 0.15 * (1 - 0.5 ** 0.6), and its power 1 / 0.6 is 0.916.
    assert gain == pytest.approx(8.4, abs=0.05)


@pytest.mark.parametrize(("points", "whole"), [(79.5, 80), (79.4999999, 80), (79.4, 79), (0.0, 0), (100.0, 100)])
def test_points_are_rounded_half_up_without_noise(points: float, whole: int) -> None:
    assert total.rounded(points) == whole


def test_a_failed_document_stays_under_the_cap() -> None:
    assert total.scores(_parts(0.9), failed=True).overall == 25
    assert total.scores(_parts(0.2), failed=True).overall == 20
    assert total.scores(_parts(0.9), failed=True).clarity == 90


def test_signal_weights_add_up_to_one_in_every_dimension() -> None:
    material = read(rewritten.fluent(), common.brief())
    for module in (clarity, specificity, outcome, proof, objections, risk):
        found = list(module.signals(material))
        assert sum(signal.weight for signal in found) == pytest.approx(1.0)
        assert all(0 <= signal.value <= 1 for signal in found)
        assert len({signal.rule for signal in found}) == len(found)


def test_the_overall_score_follows_from_the_dimensions_when_no_gate_closes() -> None:
    score = assess(strong.positioning(), common.brief()).score
    shares: dict[Dimension, int] = {
        "clarity": score.clarity, "specificity": score.specificity, "outcomeFocus": score.outcome_focus,
        "proof": score.proof, "objectionHandling": score.objection_handling, "riskRemoval": score.risk_removal,
    }  # fmt: skip
    mean = sum(total.WEIGHTS[name] / 100 * (value / 100) ** 0.6 for name, value in shares.items()) ** (1 / 0.6)
    # The one gate that isn't open is the depth of the framework: two of three alternatives, all else complete.
    depth = 0.5 + 0.5 * (1 + 2 / 3 + 1 + 1) / 4
    assert score.overall == pytest.approx(100 * mean * depth, abs=1)
