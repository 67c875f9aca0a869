from scoring import boilerplate, words
from scoring.material import read
from scoring.terms import terms
from shared.contracts.requests import Brief
from support_strategy.briefs import brief, made

_PLUMBER = brief("plumber")
_OTHER = Brief.model_validate(
    {
        "businessName": "Severn Roofs",
        "industry": "Roofing",
        "targetAudience": "Landlords in Gloucester",
        "desiredOutcome": "Double our contracts",
        "framework": "brand_positioning",
    }
)


def _mark(text: str, given: Brief = _PLUMBER) -> int | None:
    return boilerplate.fingerprint(words.words(text), terms(given))


def test_names_and_numbers_do_not_tell_sentences_apart() -> None:
    first = _mark("We answer every call of homeowners in Leeds within 20 minutes and name a price.")
    second = _mark("We answer every call of landlords in Gloucester within 45 minutes and name a price.", _OTHER)
    assert first is not None
    assert first == second


def test_other_words_make_another_mark() -> None:
    first = _mark("We answer every call of homeowners in Leeds within 20 minutes and name a price.")
    second = _mark("We answer every mail of homeowners in Leeds within 20 minutes and name a price.")
    assert first != second


def test_a_short_sentence_and_one_of_masked_words_have_no_mark() -> None:
    assert _mark("We repair boilers without mess.") is None
    assert _mark("For homeowners in Leeds, for homeowners in Leeds and for Hartley Plumbing.") is None


def test_a_document_has_the_same_marks_each_time_and_shares_few_with_another_industry() -> None:
    plumber = boilerplate.of_document(read(made("plumber", "brand_positioning"), _PLUMBER))
    parts = boilerplate.of_document(read(made("parts", "brand_positioning"), brief("parts")))
    assert plumber == boilerplate.of_document(read(made("plumber", "brand_positioning"), _PLUMBER))
    assert list(plumber) == sorted(set(plumber))
    assert len(plumber) > 60
    assert len(set(plumber) & set(parts)) < len(plumber) / 3
    assert all(-(2**63) <= mark < 2**63 for mark in plumber)
