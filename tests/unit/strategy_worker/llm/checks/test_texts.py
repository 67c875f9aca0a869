"""Single texts: what falls, what stays, and that nothing else is touched."""

from functools import cache

import pytest

from shared.contracts.requests import Brief, Framework
from strategy_worker.llm.briefing import briefing_of
from strategy_worker.llm.checks.grounds import Grounds, grounds_of
from strategy_worker.llm.checks.passages import passages
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.llm.prompts import system_text
from strategy_worker.planner import plan
from support_strategy.bad_sentences import BAD, HONEST, NONCE, grounds, plumber
from support_strategy.forty import FORTY
from support_strategy.honest_sentences import HONEST_OF

ALMOST_ALL = 0.95


@cache
def known() -> Grounds:
    return grounds()


def test_almost_all_bad_sentences_fall() -> None:
    everything = [sentence for sentences in BAD.values() for sentence in sentences]
    stood = [sentence for sentence in everything if checked_text(sentence, "reason", known())[0]]

    assert len(everything) >= 120
    assert len(stood) <= (1 - ALMOST_ALL) * len(everything), stood


@pytest.mark.parametrize("rule", BAD)
def test_bad_sentences_fall_by_their_own_rule(rule: str) -> None:
    fallen = [checked_text(sentence, "reason", known())[1] for sentence in BAD[rule]]

    assert len(BAD[rule]) >= 10
    assert sum(bool(faults) and faults[0].rule == rule for faults in fallen) >= 0.9 * len(fallen)


@pytest.mark.parametrize("sentence", HONEST)
def test_an_honest_sentence_stays_to_the_letter(sentence: str) -> None:
    assert checked_text(sentence, "reason", known()) == (sentence, ())


@pytest.mark.parametrize(("name", "framework"), HONEST_OF)
def test_almost_all_sentences_of_a_good_model_stay(name: str, framework: Framework) -> None:
    brief = Brief.model_validate({**FORTY[name], "framework": framework})
    against = grounds(brief, suspicious=())
    sentences = HONEST_OF[name, framework]

    fallen = [sentence for sentence in sentences if checked_text(sentence, "reason", against)[0] != sentence]

    assert len(fallen) <= 0.1 * len(sentences), fallen


def test_only_the_offending_sentence_falls() -> None:
    text, faults = checked_text(
        "Sell the check in spring. It doubles enquiries. Name the price before the visit.", "reason", known()
    )

    assert text == "Sell the check in spring. Name the price before the visit."
    assert [(fault.rule, fault.path, fault.quote) for fault in faults] == [("number-without-basis", "", "doubles")]


def test_paragraphs_survive_a_fallen_sentence() -> None:
    text, _ = checked_text(
        "Sell the check in spring.\n\nCall 0113 496 0721 for it.\n\nName the price before the visit.", "reason", known()
    )

    assert text == "Sell the check in spring.\n\nName the price before the visit."


def test_a_text_of_which_nothing_is_left_is_empty() -> None:
    assert checked_text("PWNED", "policy", known())[0] == ""


def test_an_abbreviation_does_not_leave_half_a_sentence() -> None:
    text, _ = checked_text("Write to owners, e.g. those on www.elsewhere.com, in May.", "reason", known())

    assert text == ""


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("**Sell** the check in *spring*.", "Sell the check in spring."),
        ("<p>Sell the check in <b>spring</b>.</p>", "Sell the check in spring ."),
        ("- Sell the check in spring.", "Sell the check in spring."),
        ("Sell the che\u200bck in spring\U000e0041.", "Sell the check in spring."),
        ("Sell the check &amp; name the price.", "Sell the check & name the price."),
    ],
)
def test_marks_that_only_decorate_are_taken_off(written: str, plain: str) -> None:
    assert checked_text(written, "reason", known())[0] == plain


def test_active_content_goes_with_the_sentence_it_stands_in() -> None:
    text, faults = checked_text(
        "Name the price first. The card <svg onload=steal()>shows</svg> the date. Ring back within a day.",
        "reason",
        known(),
    )

    assert text == "Name the price first. Ring back within a day."
    assert [fault.rule for fault in faults] == ["html"]


def test_an_address_of_the_brief_may_be_named() -> None:
    brief = plumber(domain="hartleyplumbing.com")
    sentence = "Put the price list on hartleyplumbing.com first."

    assert checked_text(sentence, "reason", grounds(brief)) == (sentence, ())


def test_a_doubt_is_spoken_and_needs_no_source() -> None:
    sentence = "“Another firm that will not ring me back”"

    assert checked_text(sentence, "voice", known())[0] == sentence
    assert checked_text(sentence, "reason", known())[0] == ""


def test_a_number_of_the_brief_may_be_repeated_in_words() -> None:
    sentence = "From fifty-five calls a month to forty booked jobs is a matter of asking."

    assert checked_text(sentence, "reason", known()) == (sentence, ())


def test_a_share_needs_a_share_as_its_basis() -> None:
    counted = grounds(plumber(baselines={"calls": {"value": 53, "unit": "per month"}}))

    assert checked_text("There are 53 calls a month.", "reason", counted)[0]
    assert checked_text("About 53% of them book again.", "reason", counted)[0] == ""


def test_a_threshold_is_ours_to_set() -> None:
    sentence = "Fewer than 17 checks booked after the letters."

    assert checked_text(sentence, "early_sign", known()) == (sentence, ())


def test_other_languages_are_checked_for_what_no_language_excuses() -> None:
    known_in_german = grounds(plumber(locale="de"))
    sentence = "Der Kunde erfährt den Preis, bevor die Arbeit beginnt."

    assert checked_text(sentence, "reason", known_in_german) == (sentence, ())
    assert checked_text("Mehr dazu auf www.anderswo.de.", "reason", known_in_german)[0] == ""


def test_a_firm_whose_trade_is_models_may_speak_of_them() -> None:
    brief = plumber(industry="A language model for plumbers", current_challenges=("Nobody trusts a language model",))
    sentence = "A buyer who distrusts a language model wants to see what it was given."

    assert checked_text(sentence, "reason", grounds(brief, suspicious=()))[0] == sentence
    assert checked_text(sentence, "reason", known())[0] == ""


@pytest.mark.parametrize("unit", ["[a](", "a.", "“a ", "twenty ", "<a ", "from 3 to 4 ", "A&B ", "P W "])
def test_a_text_beyond_every_cap_is_not_read(unit: str) -> None:
    text, faults = checked_text(unit * 40_000, "reason", known())

    assert text == ""
    assert [fault.rule for fault in faults] == ["structure"]


def test_what_the_model_is_told_does_not_come_back() -> None:
    brief = plumber()
    told = system_text()
    against = grounds_of(plan(brief), brief, briefing_of(brief, nonce=NONCE), told)
    sentences = [one for line in told.split("\n") for one in passages(line) if len(one.words) > 6]

    stood = [one.text for one in sentences if checked_text(one.text, "reason", against)[0]]

    assert len(stood) <= 0.02 * len(sentences), stood
