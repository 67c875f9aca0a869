"""C14-C17."""

import pytest

from seo_evidence import checked, evidence_of, on_page, text_of
from seo_worker.evidence import SiteEvidence


def words(count: int) -> str:
    return " ".join(["word"] * count) + "."


def paragraphs(*lengths: int, headings: tuple[str, ...] = ()) -> SiteEvidence:
    return on_page(main=text_of([(words(n),) for n in lengths], headings))


def sentences(*lengths: int, language: str = "en") -> SiteEvidence:
    return on_page(main=text_of([tuple(words(n) for n in lengths)]), detected_lang=language)


def test_the_sound_page_is_readable() -> None:
    found = checked(evidence_of())
    assert [found[i].status for i in ("C14", "C15", "C16", "C17")] == ["ok"] * 4


def test_c14_a_long_section_is_named_by_its_heading() -> None:
    found = checked(paragraphs(200, 301, headings=("Short", "Endless")))["C14"]
    assert float(found.score or 0) == 0.5
    assert "301 words after “Endless”" in found.evidence


def test_c15_a_long_paragraph_counts_against_its_share() -> None:
    assert float(checked(paragraphs(150, 151, 10, 10))["C15"].score or 0) == 0.75


def test_c14_and_c15_do_not_apply_without_text() -> None:
    found = checked(on_page(main=text_of([]), script_count=0))
    assert (found["C14"].status, found["C15"].status) == ("not_applicable", "not_applicable")


@pytest.mark.parametrize(("long", "short", "score"), [(2, 6, 1.0), (3, 5, 0.5), (4, 4, 0.0)])
def test_c16_a_quarter_of_long_sentences_is_fine_and_half_is_not(long: int, short: int, score: float) -> None:
    assert float(checked(sentences(*(21,) * long, *(10,) * short))["C16"].score or 0) == score


def test_c16_knows_that_languages_differ() -> None:
    assert checked(sentences(*(22,) * 8))["C16"].status == "fail"
    assert checked(sentences(*(22,) * 8, language="es"))["C16"].status == "ok"
    assert checked(sentences(*(16,) * 8, language="ru"))["C16"].status == "fail"


def test_c16_and_c17_do_not_apply_to_very_short_texts() -> None:
    found = checked(sentences(9, 9, 9, 9))
    assert (found["C16"].status, found["C17"].status) == ("not_applicable", "not_applicable")


def test_c17_is_computed_by_the_formula_of_the_language() -> None:
    # Ten words of one syllable each: 206.835 - 1.015 * 10 - 84.6 * 1 = 112.1 in English, 180 - 10 - 58.5 in German.
    assert checked(sentences(*(10,) * 10))["C17"].value == 112.1
    assert checked(sentences(*(10,) * 10, language="de"))["C17"].value == 111.5


def test_c17_is_not_measured_where_there_is_no_formula() -> None:
    assert checked(sentences(*(10,) * 10, language="fi"))["C17"].status == "not_measured"


def test_c17_hard_text_loses() -> None:
    hard = "Institutional interoperability necessitates organisational accountability considerations."
    site = on_page(main=text_of([(hard,) * 20]))
    assert checked(site)["C17"].status == "fail"
