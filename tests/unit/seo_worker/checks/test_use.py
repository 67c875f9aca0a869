"""C06-C10: how the keyword is used on the page."""

import pytest

from seo_evidence import URL, anchor, checked, evidence_of, heading, image, on_page, text_of
from seo_worker.evidence import SiteEvidence

FILLER = "One two three four five six seven eight nine ten."
USE = "Trail running shoes grip well."


def long_text(*, uses: int, fillers: int) -> SiteEvidence:
    return on_page(main=text_of([(USE,) * uses, (FILLER,) * fillers]))


def subheaded(*texts: str) -> SiteEvidence:
    return on_page(headings=tuple(heading(2, text) for text in texts))


def test_c06_one_of_a_few_subheadings_on_topic_is_enough() -> None:
    assert checked(subheaded("Trail shoes", "Size", "Care"))["C06"].status == "ok"


@pytest.mark.parametrize(
    ("on_topic", "others", "score"), [(3, 3, 1.0), (6, 2, 1.0), (1, 9, 0.3333), (5, 0, 0.5), (0, 5, 0.0)]
)
def test_c06_among_many_about_every_third_should_be(on_topic: int, others: int, score: float) -> None:
    found = checked(subheaded(*("Running on trails",) * on_topic, *("Care",) * others))["C06"]
    assert float(found.score or 0) == score


def test_c06_short_texts_need_none_and_long_ones_do() -> None:
    assert checked(on_page(headings=()))["C06"].status == "not_applicable"
    long = text_of([(FILLER,) * 30])
    assert checked(on_page(headings=(), main=long))["C06"].status == "fail"


@pytest.mark.parametrize(
    ("uses", "fillers", "score"),
    [(1, 30, 1.0), (2, 20, 1.0), (0, 20, 0.0), (20, 10, 0.0), (6, 12, 0.5)],
)
def test_c07_is_a_band_between_absence_and_stuffing(uses: int, fillers: int, score: float) -> None:
    # 6 uses in 6 * 5 + 12 * 10 = 150 words are 4 %, half-way from 3 to 5.
    assert float(checked(long_text(uses=uses, fillers=fillers))["C07"].score or 0) == score


def test_c07_counts_uses_instead_of_a_share_in_a_short_text() -> None:
    assert checked(long_text(uses=2, fillers=2))["C07"].status == "ok"
    stuffed = checked(long_text(uses=9, fillers=1))["C07"]
    assert (stuffed.status, stuffed.confidence) == ("fail", "low")


def test_c08_looks_for_the_longest_stretch_without_the_keyword() -> None:
    even = text_of([(USE, *(FILLER,) * 5) * 4])
    assert checked(on_page(main=even))["C08"].status == "ok"
    front = checked(long_text(uses=1, fillers=19))["C08"]
    assert (front.status, front.value) == ("fail", 0.95)


def test_c08_half_of_the_words_of_a_long_keyword_keep_the_topic_up() -> None:
    mixed = text_of([(USE, *("Running shoes are light.", FILLER) * 8)])
    assert checked(on_page(main=mixed))["C08"].status == "ok"


def test_c08_does_not_apply_to_a_few_sentences() -> None:
    assert checked(long_text(uses=1, fillers=13))["C08"].status == "not_applicable"


@pytest.mark.parametrize(
    ("alts", "score"),
    [
        (("Trail running shoes",), 1.0),
        (("Trail shoes", "A"), 1.0),
        (("A", "B"), 0.0),
        (("Trail running shoe",) * 4, 0.5),
    ],
)
def test_c09_some_images_but_not_all_take_up_the_topic(alts: tuple[str, ...], score: float) -> None:
    assert float(checked(on_page(images=tuple(image(alt) for alt in alts)))["C09"].score or 0) == score


def test_c09_does_not_apply_without_images() -> None:
    assert checked(on_page(images=()))["C09"].status == "not_applicable"


def test_c10_a_link_elsewhere_with_the_very_keyword_competes() -> None:
    rival = anchor("https://other.test/", "Trail-running shoes")
    itself = anchor(f"{URL}#top", "Trail running shoes")
    longer = anchor("https://other.test/", "Trail running shoes for winter")
    assert checked(on_page(anchors=(rival,)))["C10"].status == "fail"
    assert checked(on_page(anchors=(itself, longer)))["C10"].status == "ok"


def test_c10_does_not_apply_without_links_in_the_text() -> None:
    assert checked(on_page(anchors=()))["C10"].status == "not_applicable"


def test_languages_without_spaces_are_matched_but_not_counted() -> None:
    text = text_of([("これは日本語の文です。",) * 20])
    site = on_page(main=text, detected_lang="ja", html_lang="ja")
    found = checked(site, "日本語")
    assert found["C03"].status == "ok"
    assert {found[i].status for i in ("C07", "C08", "C11", "C13", "C14", "C15", "C16", "C17")} == {"not_measured"}


def test_the_sound_page_passes_all_of_them() -> None:
    found = checked(evidence_of())
    assert [i for i in ("C06", "C07", "C09", "C10") if found[i].status != "ok"] == []
