"""T10-T15 and T21."""

from typing import Any

import pytest

from seo_evidence import checked, evidence_of, meta, on_page, text_of
from seo_worker.evidence import Meta, SiteEvidence, Title
from seo_worker.page_references import Charset


def with_metas(**contents: str) -> SiteEvidence:
    return on_page(metas=tuple(meta(name, content) for name, content in contents.items()))


def charset(**changes: Any) -> SiteEvidence:
    sound: dict[str, Any] = {
        "header": "utf-8",
        "bom": None,
        "meta": "utf-8",
        "meta_offset": 40,
        "used": "utf-8",
        "had_errors": False,
    }
    return on_page(charset=Charset(**{**sound, **changes}))


def test_t10_one_title_in_the_head_is_sound() -> None:
    assert checked(evidence_of())["T10"].status == "ok"


@pytest.mark.parametrize(
    "titles",
    [
        (),
        (Title("A", True), Title("B", True)),
        (Title("  ", True),),
        (Title("In the body", False),),
        (Title("", True), Title("Behind an empty one", True)),
    ],
)
def test_t10_none_several_empty_or_misplaced_titles_fail(titles: tuple[Title, ...]) -> None:
    found = checked(on_page(titles=titles))["T10"]
    assert found.status == "fail"
    assert found.evidence


def test_t11_a_title_of_ordinary_length_is_sound_and_a_tiny_one_is_not() -> None:
    assert checked(evidence_of())["T11"].status == "ok"
    tiny = checked(on_page(titles=(Title("Hi", True),)))["T11"]
    # H is 722/1000 em wide and i 222/1000, at 20 px: 18.88 px of the 200 that score in full.
    assert (tiny.value, float(tiny.score or 0)) == (19, 0.095)


def test_t11_a_title_far_too_wide_scores_nothing_and_no_title_is_not_asked() -> None:
    assert checked(on_page(titles=(Title("W" * 60, True),)))["T11"].status == "fail"
    assert checked(on_page(titles=()))["T11"].status == "not_applicable"


@pytest.mark.parametrize(("length", "score"), [(0, 0.0), (1, 0.5), (50, 1.0), (160, 1.0), (240, 0.75), (400, 0.5)])
def test_t12_a_description_counts_half_and_its_length_the_rest(length: int, score: float) -> None:
    assert float(checked(with_metas(description="x" * length))["T12"].score or 0) == score


@pytest.mark.parametrize(
    "misplaced",
    [Meta("description", "x" * 80, "name", in_head=False), Meta("description", "x" * 80, "property", in_head=True)],
)
def test_t12_a_description_outside_the_head_or_by_another_attribute_is_none(misplaced: Meta) -> None:
    assert checked(on_page(metas=(misplaced,)))["T12"].value == 0


@pytest.mark.parametrize(
    ("content", "score"),
    [
        ("width=device-width, initial-scale=1", 1.0),
        ("width=device-width,maximum-scale=5", 1.0),
        ("width=device-width, user-scalable=no", 0.5),
        ("width=device-width, maximum-scale=1.0", 0.5),
        ("width=1024", 0.5),
        ("initial-scale=1", 0.5),
        ("", 0.0),
    ],
)
def test_t13_a_viewport_counts_in_full_when_it_neither_fixes_nor_locks(content: str, score: float) -> None:
    assert float(checked(with_metas(viewport=content))["T13"].score or 0) == score


@pytest.mark.parametrize(
    ("declared", "detected", "score"),
    [
        ("en", "en", 1.0),
        ("en-GB", "en", 1.0),
        ("nb", "da", 1.0),
        ("de", "en", 0.5),
        ("english", "en", 0.0),
        (None, "en", 0.0),
    ],
)
def test_t14_the_declared_language_has_to_be_valid_and_true(declared: str | None, detected: str, score: float) -> None:
    assert float(checked(on_page(html_lang=declared, detected_lang=detected))["T14"].score or 0) == score


def test_t14_a_short_text_is_not_held_against_the_declaration() -> None:
    found = checked(on_page(html_lang="de", detected_lang="en", main=text_of([("Kurz.",)])))["T14"]
    assert (found.status, found.confidence) == ("ok", "low")


_SHOP = (
    "Buy running shoes online. Free delivery over £50. Men's running shoes, women's running shoes, kids' trainers."
    " Nike, Adidas, Asics, Brooks, Saucony, New Balance. Size guide. Returns within 30 days. Trail shoes, road shoes,"
    " racing flats, spikes. Add to basket. Sale now on: up to 60% off selected lines."
)


@pytest.mark.parametrize(
    ("declared", "rank", "status"),
    [
        # resiliparse takes these lists for French, with this rank.
        ("en", 567, "ok"),
        # Nothing speaks for German.
        ("de", 567, "partial"),
        # No list of words that could speak for it.
        ("pl", 567, "partial"),
    ],
)
def test_t14_function_words_of_the_declared_language_count_more_than_letters_do(
    declared: str, rank: int, status: str
) -> None:
    site = on_page(html_lang=declared, detected_lang="fr", detected_lang_rank=rank, main=text_of([(_SHOP, _SHOP)]))
    assert checked(site)["T14"].status == status


@pytest.mark.parametrize(("rank", "status"), [(567, "ok"), (440, "partial")])
def test_t14_against_a_language_without_function_words_the_detection_has_to_be_unsure(rank: int, status: str) -> None:
    site = on_page(html_lang="en", detected_lang="ro", detected_lang_rank=rank, main=text_of([(_SHOP, _SHOP)]))
    assert checked(site)["T14"].status == status


@pytest.mark.parametrize(
    ("changes", "score"),
    [
        ({}, 1.0),
        ({"header": None}, 1.0),
        ({"header": "UTF8"}, 1.0),
        ({"header": "iso-8859-1"}, 0.3),
        ({"had_errors": True}, 0.3),
        ({"header": "x-sjis", "meta": "Shift_JIS"}, 1.0),
        ({"header": "latin1", "meta": "windows-1252"}, 1.0),
        ({"header": "no-such-thing"}, 0.3),
        ({"header": "no-such-thing", "meta": None, "meta_offset": None}, 0.0),
        ({"meta": "utf-16"}, 0.3),
        ({"header": None, "meta_offset": 2000, "meta_in_time": False}, 0.5),
        ({"meta": "koi8-r", "meta_offset": 2000, "meta_in_time": False}, 1.0),
        ({"header": None, "meta": None, "meta_offset": None}, 0.0),
    ],
)
def test_t15_the_encoding_is_declared_in_time_and_without_contradiction(changes: dict[str, Any], score: float) -> None:
    assert float(checked(charset(**changes))["T15"].score or 0) == score


def test_t21_counts_the_open_graph_tags() -> None:
    assert checked(evidence_of())["T21"].value == 3
    one = checked(with_metas(**{"og:title": "A"}))["T21"]
    assert (one.value, float(one.score or 0)) == (1, 0.3333)
    assert "og:image is missing." in one.evidence
    assert checked(on_page(metas=()))["T21"].status == "fail"
