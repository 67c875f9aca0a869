"""Texts that try to earn a score without a strategy stay under 30, whatever brief they are made for."""

import pytest
from bench.evaluation.attacks import attacks, others
from bench.evaluation.report import uncapped
from bench.evaluation.texts import labelled

from shared.contracts.requests import Brief
from support_prose.texts import BRIEF, DENSE, GENERIC

_TEXTS = {text.brief_id: text for text in labelled("development") if text.label >= 4}
_BRIEFS = {"plumber": BRIEF, **{brief_id: text.brief for brief_id, text in _TEXTS.items()}}
_GOOD = {"plumber": DENSE, **{brief_id: text.text for brief_id, text in _TEXTS.items()}}
_ALL = [(brief_id, name, text) for brief_id, brief in _BRIEFS.items() for name, text in attacks(brief, _GOOD[brief_id])]
_BY_OTHERS = [(brief_id, name, text) for name, brief_id, text in others()]
_EVERY = [*_ALL, *_BY_OTHERS]


def test_there_are_attacks_of_every_kind() -> None:
    names = {name for name, _ in attacks(BRIEF, DENSE)}
    assert {"lorem ipsum", "keyboard mash", "headings only", "the brief echoed"} <= names
    assert sum(name.startswith("rubric-aware") for name in names) >= 10
    assert len(_BY_OTHERS) >= 6


@pytest.mark.parametrize(("brief_id", "name", "text"), _EVERY, ids=[f"{brief}: {name}" for brief, name, _ in _EVERY])
def test_an_attack_stays_under_30(brief_id: str, name: str, text: str) -> None:
    assert uncapped(text, _BRIEFS[brief_id]) < 30


@pytest.mark.parametrize("name", ["Acme", "Zürich & Söhne", "Letting Repairs", "Q"])
def test_a_business_name_does_not_make_generic_text_specific(name: str) -> None:
    brief = BRIEF.model_copy(update={"business_name": name})
    assert uncapped(GENERIC.replace("Aire Valley Plumbing", name), brief) < 15


def _scores(text: str, briefs: list[Brief]) -> list[int]:
    return [uncapped(text, brief) for brief in briefs]


@pytest.mark.parametrize("brief_id", sorted(_TEXTS))
def test_a_good_text_for_the_wrong_brief_falls(brief_id: str) -> None:
    own = uncapped(_TEXTS[brief_id].text, _TEXTS[brief_id].brief)
    elsewhere = _scores(_TEXTS[brief_id].text, [brief for other, brief in _BRIEFS.items() if other != brief_id])
    assert max(elsewhere) <= own - 15
    # Two of the briefs want pages for a search engine, and a plan for one has much to say to the other.
    assert sum(value >= 30 for value in elsewhere) <= 1
