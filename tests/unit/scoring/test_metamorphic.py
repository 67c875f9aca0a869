"""Changes of a document whose effect on the score is known beforehand."""

from itertools import count
from typing import cast

import pytest

from documents.model import StrategyDocument, parse
from scoring.assess import assess
from scoring.model import DimensionScores
from shared.contracts.requests import Framework
from support_documents import common, rewritten, strong

_FRAMEWORKS: tuple[Framework, ...] = (
    "brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture",
)  # fmt: skip


def _score(document: StrategyDocument) -> DimensionScores:
    return assess(document, common.brief(document.framework)).score


def _wire(document: StrategyDocument) -> dict[str, object]:
    return cast("dict[str, object]", document.model_dump(mode="json", by_alias=True))


def _dimensions(score: DimensionScores) -> dict[str, int]:
    return {name: cast("int", value) for name, value in score.to_wire().items() if name != "overall"}


@pytest.mark.parametrize("framework", _FRAMEWORKS)
@pytest.mark.parametrize(
    ("dropped", "value", "falls", "by"),
    [
        ("objections", {"items": ()}, "objectionHandling", 80),
        ("riskRemoval", {"buyer": (), "plan": ()}, "riskRemoval", 50),
        ("ledger", {"items": ()}, "proof", 10),
    ],
)
def test_a_dropped_block_lowers_its_dimension_and_hardly_another(
    framework: Framework, dropped: str, value: object, falls: str, by: int
) -> None:
    before = _dimensions(_score(strong.document(framework)))
    after = _dimensions(_score(parse({**_wire(strong.document(framework)), dropped: value})))
    assert before[falls] - after[falls] >= by
    assert {name for name in before if name != falls and before[name] - after[name] > 5} == set()


def test_dropped_refusals_lower_clarity_alone() -> None:
    document = _wire(strong.positioning())
    choice = {**cast("dict[str, object]", document["choice"]), "refusals": [{"what": "", "reason": ""}] * 3}
    before, after = (
        _dimensions(_score(strong.positioning())),
        _dimensions(_score(parse({**document, "choice": choice}))),
    )
    assert before["clarity"] - after["clarity"] >= 8
    assert {name for name in before if name != "clarity" and before[name] - after[name] > 5} == set()


def test_dropped_decision_rules_lower_outcome_focus_alone() -> None:
    document = _wire(strong.positioning())
    measurement = {**cast("dict[str, object]", document["measurement"]), "rules": ()}
    before = _dimensions(_score(strong.positioning()))
    after = _dimensions(_score(parse({**document, "measurement": measurement})))
    assert before["outcomeFocus"] - after["outcomeFocus"] >= 15
    assert {name for name in before if name != "outcomeFocus" and before[name] - after[name] > 5} == set()


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_saying_everything_twice_never_helps(framework: Framework) -> None:
    for document in (strong.document(framework), rewritten.fluent(framework)):
        twice = rewritten.rewritten(document, lambda text: f"{text.rstrip('.')}. {text}")
        assert _score(twice).overall <= _score(document).overall


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_padding_with_fluent_sentences_never_helps(framework: Framework) -> None:
    document = strong.document(framework)
    padded = document.model_copy(
        update={"executive_summary": f"{document.executive_summary} {' '.join(rewritten.FLUENT)}"}
    )
    assert _score(padded).overall <= _score(document).overall


def test_keywords_appended_never_help() -> None:
    document = strong.positioning()
    stuffed = f"{document.executive_summary} agency bookkeeping invoice bank project margin trial Lexware owners."
    assert _score(strong.positioning(executiveSummary=stuffed)).overall <= _score(document).overall


_SPRINKLED = (
    "for agency owners at the bank connection",
    "when trial users compare the price with Lexware",
    "so that old invoices move in week three",
    "for design agencies who invoice by project",
    "after the setup call with the owner",
    "before buyers ask for the price",
    "with a bookkeeper on the phone",
)


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_fluent_sentences_sprinkled_with_the_brief_stay_weak(framework: Framework) -> None:
    turn = count()

    def sprinkle(_: str) -> str:
        number = next(turn)
        return f"{rewritten.FLUENT[number % 20].rstrip('.')} {_SPRINKLED[number % 7]}."

    assert _score(rewritten.rewritten(strong.document(framework), sprinkle)).overall < 30


@pytest.mark.parametrize("name", ["Hafen Books", "Agency Bank Connection", "Acme", "Zürich & Söhne"])
def test_a_business_name_does_not_make_generic_text_specific(name: str) -> None:
    brief = common.brief().model_copy(update={"business_name": name})
    generic = rewritten.rewritten(rewritten.fluent(), lambda text: text.replace("Our brand", name).replace("We", name))
    assert assess(generic, brief).score.overall < 20


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_the_order_of_list_entries_does_not_matter(framework: Framework) -> None:
    document = strong.document(framework)
    assert _score(parse(_reversed(_wire(document)))) == _score(document)


def _reversed(value: object, name: str = "") -> object:
    """Turn every list round except the path's chain, whose order is its meaning."""
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        return {key: part if key == "path" else _reversed(part, key) for key, part in parts.items()}
    if isinstance(value, list):
        items = [_reversed(item) for item in cast("list[object]", value)]
        return items if name == "stages" else items[::-1]
    return value


@pytest.mark.parametrize("noise", ["😀", "<&>", "&amp;", "\u200b", "ﬁ", "\u202e", "`code`"])
def test_markup_and_odd_characters_change_little(noise: str) -> None:
    document = strong.positioning()
    marked = rewritten.rewritten(document, lambda text: f"{text} {noise}")
    assert abs(_score(marked).overall - _score(document).overall) <= 12


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "we guarantee " * 3000,
        "“" * 8000 + "a" * 8000,
        "9" * 20000 + " customers",
        "1,1," * 6000,
        "customers see " * 4000 + "5",
        "[your " * 6000,
        "a-" * 12000,
        "{{" * 9000,
        "Aa" * 9000 + " said “",
    ],
)
def test_no_pattern_backtracks_without_end(text: str) -> None:
    assert assess(strong.positioning(executiveSummary=text), common.brief()).score.overall <= 95
