import pytest

from scoring import words


def test_words_keep_hyphens_and_apostrophes_inside() -> None:
    assert words.words("Sign-ups don't — “count” 3x, É!") == ("sign-ups", "don't", "count", "3x", "é")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three", ["One.", "Two!", "Three"]),
        ("Costs 3.5 EUR. Next", ["Costs 3.5 EUR.", "Next"]),
        ("“Stop.” Then go.", ["“Stop.”", "Then go."]),
        ("  a\n\n b ", ["a", "b"]),
        (" \n ", []),
    ],
)
def test_sentences_are_spans_of_the_text(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in words.sentences(text)] == parts


@pytest.mark.parametrize(
    "forms",
    [
        ("connect", "connects", "connected", "connecting"),
        ("agency", "agencies"),
        ("invoice", "invoices", "invoiced", "invoicing"),
        ("owner", "owner's", "owners"),
        ("class", "classes"),
        ("ask", "asks"),
        ("sign-up", "sign-ups", "signup"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({words.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price", "practice"),
        ("bank", "band"),
        ("market", "margin"),
        ("career", "cares"),
        ("learner", "learns"),
        ("station", "state"),
    ],
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert words.stem(one) != words.stem(other)
