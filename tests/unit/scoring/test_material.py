import pytest

from scoring.material import Material, read
from scoring.sentence import Sentence
from scoring.signals.specificity import facet_coverage
from support_documents import common, strong


def _read(text: str) -> tuple[Material, Sentence]:
    material = read(strong.positioning(executiveSummary=text), common.brief())
    return material, material.by_path["executiveSummary"][0]


@pytest.mark.parametrize(
    ("text", "copied", "anchored", "worth"),
    [
        ("Trial users leave at the bank connection.", True, False, 0.0),
        ("Owners of design agencies with 5 to 30 staff who invoice by project", True, False, 0.0),
        ("A bookkeeper sits with the owner until the bank answers.", False, True, 1.0),
        ("The call takes place within 3 days.", False, True, 1.0),
        ("Paint dries faster in the sun than under a roof.", False, False, 0.6),
        ("Our brand will deliver value and build trust in the market.", False, False, 0.0),
        ("Increase awareness and engagement by 25 % in 3 months.", False, False, 0.0),
        ("Call the owner about the bank [insert date].", False, True, 0.0),
    ],
)
def test_a_sentence_earns_when_it_is_tied_to_this_case(text: str, copied: bool, anchored: bool, worth: float) -> None:
    material, sentence = _read(text)
    assert (sentence.is_copied, sentence.is_anchored) == (copied, anchored)
    assert material.worth("executiveSummary") == worth


def test_the_business_name_ties_nothing() -> None:
    _, sentence = _read("Hafen Books will deliver outstanding experiences and inspire customers.")
    assert not sentence.is_anchored


def test_words_outside_copied_runs_are_own() -> None:
    _, sentence = _read("Because trial users leave at the bank, a bookkeeper rings the same afternoon.")
    assert not sentence.is_copied
    assert "bank" not in sentence.own
    assert {"bookkeeper", "ring", "afternoon"} <= sentence.own


def test_a_text_of_two_sentences_is_worth_their_mean_by_length() -> None:
    material, _ = _read("The bank answers in two days. Trial users leave at the bank.")
    assert material.worth("executiveSummary") == pytest.approx(6 / 12)


def test_sentences_that_differ_in_numbers_only_are_one() -> None:
    material = read(
        strong.positioning(executiveSummary="Call 3 owners about the bank. Call 4 owners about the bank."),
        common.brief(),
    )
    assert sum(sentence.key == "call # owners about the bank" for sentence in material.distinct) == 1


def test_a_missing_field_is_worth_nothing_and_quoted_empty() -> None:
    material, _ = _read("x")
    assert material.worth("objections.items[9].answer") == 0
    assert material.quote("objections.items[9].answer").quote == ""


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Toddlers outgrow a balance bike in a summer.", 1.0),
        ("Our brand creates value for toddlers and builds trust with customers.", 0.0),
        ("Toddlers [insert fact] outgrow it.", 0.0),
        ("The parents of toddlers meet at the sandpit and compare helmets there.", 1.0),
    ],
)
def test_only_sentences_that_earn_something_take_the_brief_up(text: str, covered: float) -> None:
    brief = common.brief().model_copy(update={"target_audience": "Toddlers"})
    material = read(strong.positioning(executiveSummary=text), brief)
    assert facet_coverage(material)["audience"] == covered


def test_quoting_the_brief_in_a_sentence_about_it_counts_half() -> None:
    brief = common.brief().model_copy(update={"target_audience": "Toddlers beside sandy playgrounds downtown"})
    quoted = "“Toddlers beside sandy playgrounds downtown” was read as young families who borrow helmets and bikes."
    material = read(strong.positioning(executiveSummary=quoted), brief)
    assert facet_coverage(material)["audience"] == pytest.approx(0.5 / 0.8)
