import math

import pytest

from scoring import contributions, total
from scoring.assess import assess
from scoring.model import Dimension, Evidence, Gate, Signal
from scoring.total import Parts
from shared.contracts.requests import Framework
from support_documents import common, rewritten, strong

_FRAMEWORKS: tuple[Framework, ...] = (
    "brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture",
)  # fmt: skip
_NOWHERE = Evidence("plan")


def _parts(values: dict[Dimension, float], *gates: float, **caps: float) -> Parts:
    signals: dict[Dimension, tuple[Signal, ...]] = {
        name: (
            Signal(f"{name}.a", 0.75, values.get(name, 1.0), _NOWHERE, "", ""),
            Signal(f"{name}.b", 0.25, 1.0, _NOWHERE, "", ""),
        )
        for name in total.WEIGHTS
    }
    limits: dict[Dimension, float] = {name: caps[name] for name in total.WEIGHTS if name in caps}
    return Parts(signals, tuple(Gate(f"gate {g}", g, _NOWHERE, "", "") for g in gates), limits)


def _sums(parts: Parts, *, failed: bool = False) -> tuple[int, float, float]:
    overall = total.scores(parts, failed=failed).overall
    earned = math.fsum(part.points for part in contributions.earned(parts, overall))
    lost = math.fsum(part.points for part in contributions.lost(parts, overall, failed=failed))
    return overall, round(earned, 6), round(lost, 6)


@pytest.mark.parametrize(
    "parts",
    [
        _parts({}),
        _parts({"clarity": 0.0}),
        _parts({"proof": 0.5, "riskRemoval": 0.1}, 0.8, 0.3),
        _parts({"clarity": 0.9}, 0.5, proof=0.6),
        _parts(dict.fromkeys(total.WEIGHTS, 0.0), 0.0),
        _parts({}, 0.0),
    ],
)
@pytest.mark.parametrize("failed", [False, True])
def test_what_is_earned_and_lost_adds_up(parts: Parts, *, failed: bool) -> None:
    overall, earned, lost = _sums(parts, failed=failed)
    assert earned == overall
    assert overall + lost == 100


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_it_adds_up_for_documents_of_all_qualities(framework: Framework) -> None:
    brief = common.brief(framework)
    for document in (strong.document(framework), rewritten.fluent(framework)):
        found = assess(document, brief)
        assert round(math.fsum(part.points for part in found.earned), 6) == found.score.overall
        assert round(math.fsum(part.points for part in found.lost), 6) == 100 - found.score.overall


def test_only_what_is_weak_is_charged() -> None:
    parts = _parts({"proof": 0.5}, 0.8)
    charged = contributions.lost(parts, total.scores(parts, failed=False).overall, failed=False)
    assert {loss.rule for loss in charged} == {"proof.a", "gate 0.8"}
    # A gate takes from everything, half a signal of one dimension only from its own.
    assert [loss.rule for loss in charged] == ["gate 0.8", "proof.a"]


def test_a_single_weak_part_is_charged_with_all_that_is_missing() -> None:
    parts = _parts({"specificity": 0.2})
    overall = total.scores(parts, failed=False).overall
    charged = contributions.lost(parts, overall, failed=False)
    assert [(loss.rule, loss.points) for loss in charged] == [("specificity.a", 100 - overall)]


def test_two_parts_that_are_equally_weak_are_charged_alike() -> None:
    parts = _parts({"proof": 0.4, "objectionHandling": 0.4})
    charged = contributions.lost(parts, total.scores(parts, failed=False).overall, failed=False)
    assert abs(charged[0].points - charged[1].points) <= 0.1


def test_a_broken_safety_rule_is_charged_with_what_the_cap_takes() -> None:
    parts = _parts({})
    assert [(loss.rule, loss.points) for loss in contributions.lost(parts, 25, failed=True)] == [
        (contributions.SAFETY, 75.0)
    ]


def test_a_cap_is_charged_apart_from_the_signals_under_it() -> None:
    parts = _parts({}, proof=0.6)
    charged = contributions.lost(parts, total.scores(parts, failed=False).overall, failed=False)
    assert [loss.rule for loss in charged] == ["proof.user-evidence"]
