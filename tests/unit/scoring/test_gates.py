from collections.abc import Callable

import pytest

from documents.model import StrategyDocument
from scoring.gates import gates
from scoring.material import read
from scoring.model import Gate
from support_documents import common, rewritten, strong


def _gates(document: StrategyDocument) -> dict[str, Gate]:
    return {gate.rule: gate for gate in gates(read(document, common.brief(document.framework)))}


def _changed(change: Callable[[str], str]) -> dict[str, Gate]:
    return _gates(rewritten.rewritten(strong.positioning(), change))


def test_a_careful_strategy_passes_every_gate_but_depth() -> None:
    closed = {rule: gate.value for rule, gate in _gates(strong.positioning()).items() if gate.value < 1}
    # Two alternatives where three are the least, the other three lists full.
    assert closed == {"overall.framework-depth": pytest.approx(0.5 + 0.5 * (3 + 2 / 3) / 4)}


def test_a_list_of_terms_is_no_language() -> None:
    found = _changed(lambda _: "bookkeeping software agency invoice bank connection price trial")
    assert found["overall.language"].value == 0
    assert found["overall.language"].is_legibility


def test_articles_before_the_wrong_words_show_shuffled_text() -> None:
    found = _changed(lambda text: f"the of {text} a and")
    assert found["overall.word-order"].value == 0
    assert found["overall.word-order"].evidence.quote.startswith("the of")


@pytest.mark.parametrize(("gaps", "value"), [(1, 0.85), (2, 0.7), (4, 0.4), (9, 0.25)])
def test_each_gap_costs_down_to_a_floor(gaps: int, value: float) -> None:
    text = " ".join(f"Ask {number} owners about [insert topic {'x' * number}]." for number in range(1, gaps + 1))
    assert _gates(strong.positioning(executiveSummary=text))["overall.placeholders"].value == pytest.approx(value)


def test_repeated_sentences_close_the_gate_and_are_quoted() -> None:
    sentence = "The bookkeeper rings the owner before the bank closes today."
    gate = _gates(strong.positioning(executiveSummary=" ".join([sentence] * 60)))["overall.duplicates"]
    assert gate.value < 0.8
    assert gate.evidence.quote == sentence


def test_one_word_everywhere_is_stuffing() -> None:
    gate = _changed(lambda text: f"{text} invoicing of invoices for the invoice")["overall.stuffing"]
    assert gate.value < 0.8


def test_runs_of_three_words_again_and_again_close_the_gate() -> None:
    gate = _changed(lambda text: f"when it comes to the owner of the agency {text[:9]}")["overall.repetition"]
    assert gate.value == 0.25


def test_length_saturates_at_a_page() -> None:
    assert _gates(rewritten.bare())["overall.length"].value < 0.01
    assert _gates(strong.positioning())["overall.length"].value == 1


def test_words_of_another_case_close_brief_fit() -> None:
    other = common.brief().model_copy(
        update={
            "target_audience": "Parents of toddlers",
            "desired_outcome": "Sell bicycles through kindergartens",
            "current_challenges": ("Dealers ask for consignment stock",),
        }
    )
    gate = next(gate for gate in gates(read(strong.positioning(), other)) if gate.rule == "overall.brief-fit")
    assert gate.value < 0.4


def test_a_single_entry_a_list_is_thin() -> None:
    # One of five stages, one of one loop, one of two to stop.
    gate = _gates(strong.document("funnel_design"))["overall.framework-depth"]
    assert gate.value == pytest.approx(0.5 + 0.5 * (0.2 + 1 + 0.5) / 3)
    assert gate.evidence.path == "stages"
    assert "the stages" in gate.fix


def test_word_lists_judge_english_only() -> None:
    brief = common.brief().model_copy(update={"locale": "de"})
    rules = {gate.rule for gate in gates(read(strong.positioning(), brief))}
    assert not {"overall.language", "overall.word-order"} & rules
