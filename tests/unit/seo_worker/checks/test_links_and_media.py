"""T16-T20."""

import pytest

from seo_evidence import anchor, checked, evidence_of, image, on_page
from seo_worker.evidence import StructuredError, StructuredItem

GOOD = anchor("https://shop.example.org/a", "Socks for long runs")
SCRIPT = anchor(None, "Menu", href="javascript:void(0)")


def test_t16_links_with_an_address_are_sound() -> None:
    assert checked(evidence_of())["T16"].status == "ok"


@pytest.mark.parametrize(
    "bad",
    [
        SCRIPT,
        anchor(None, "Open", has_listener=True),
        anchor(None, "Local", href="file:///etc"),
        anchor(None, "Local", href="file:///etc", name="top"),
        anchor(None, "x", href="http://"),
        anchor(None, "Opens in a tab", lacks_address=True),
    ],
)
def test_t16_one_of_twenty_that_leads_nowhere_costs_half(bad: object) -> None:
    found = checked(on_page(anchors=(*(GOOD,) * 19, bad)))["T16"]
    assert (found.status, float(found.score or 0)) == ("partial", 0.5)


@pytest.mark.parametrize(
    "harmless",
    [
        anchor(None, "Mail", href="mailto:a@b.test"),
        anchor(None, "Call", href="tel:123"),
        anchor(None, "Menu", href="javascript:void(0)", role="button"),
        anchor(None, "", name="top"),
        anchor(None, "Menu", href="javascript:void(0)", name="menu"),
        anchor(None, "", has_id=True),
    ],
)
def test_t16_what_is_not_meant_to_lead_anywhere_is_left_out(harmless: object) -> None:
    assert checked(on_page(anchors=(GOOD, harmless)))["T16"].value == 0.0


def test_t16_and_t17_do_not_apply_without_links() -> None:
    found = checked(on_page(anchors=()))
    assert (found["T16"].status, found["T17"].status) == ("not_applicable", "not_applicable")


@pytest.mark.parametrize("text", ["Read more", "click here", "HERE", "Learn more »", "more..."])
def test_t17_generic_texts_are_found(text: str) -> None:
    found = checked(on_page(anchors=(*(GOOD,) * 9, anchor("https://shop.example.org/b", text))))["T17"]
    assert float(found.score or 0) == 0.5


def test_t17_telling_texts_nofollow_links_and_other_languages_are_not() -> None:
    links = (GOOD, anchor("https://a.test/", "read more", rel=("nofollow",)), anchor("https://b.test/", "hier"))
    assert checked(on_page(anchors=links))["T17"].status == "ok"


@pytest.mark.parametrize(("language", "text"), [("es", "pincha aquí"), ("ja", "続きを読む"), ("ta", "மேலும் அறிக")])
def test_t17_generic_texts_are_known_in_other_languages(language: str, text: str) -> None:
    links = (*(GOOD,) * 9, anchor("https://shop.example.org/b", text))
    page = on_page(anchors=links, html_lang=language, detected_lang=None, detected_lang_rank=None)
    assert checked(page)["T17"].value == 0.1


def test_t18_blanks_do_not_mark_decoration() -> None:
    assert checked(on_page(images=(image(), image(" "))))["T18"].status == "fail"


def test_t18_an_image_without_alt_costs_and_a_decorative_one_does_not() -> None:
    assert checked(evidence_of())["T18"].status == "ok"
    assert (
        checked(on_page(images=(image(""), image(None, role="presentation"), image(None, labelled=True))))["T18"].status
        == "ok"
    )
    found = checked(on_page(images=(image(), image(), image(), image(None, src="/c.png"))))["T18"]
    assert (float(found.score or 0), found.evidence[1]) == (0.5, "“/c.png”, under “Care”")
    assert checked(on_page(images=(image(), image(None))))["T18"].status == "fail"


def test_t19_counts_images_that_reserve_their_space() -> None:
    assert checked(evidence_of())["T19"].status == "ok"
    assert float(checked(on_page(images=(image(), image(width=None))))["T19"].score or 0) == 0.5


def test_t18_and_t19_do_not_apply_without_visible_images() -> None:
    found = checked(on_page(images=(image(None, hidden=True),)))
    assert (found["T18"].status, found["T19"].status) == ("not_applicable", "not_applicable")


def test_t20_complete_items_are_sound_and_none_scores_a_little() -> None:
    assert checked(evidence_of())["T20"].status == "ok"
    assert float(checked(on_page(structured=()))["T20"].score or 0) == 0.3


def test_t20_unreadable_untyped_and_incomplete_items_are_named() -> None:
    items = (
        StructuredItem("json-ld", ("Article",), {"headline": "A"}),
        StructuredItem("json-ld", ("Event",), {"name": "Run"}),
        StructuredItem("microdata", (), {"name": "x"}),
    )
    broken = (StructuredError("json-ld", "Not JSON", "{"),)
    found = checked(on_page(structured=items, structured_errors=broken))["T20"]
    assert float(found.score or 0) == 0.25
    assert "Event (json-ld) lacks location, startDate." in found.evidence


def test_t20_only_unreadable_data_scores_nothing() -> None:
    broken = (StructuredError("json-ld", "Not JSON", "{"),)
    assert checked(on_page(structured=(), structured_errors=broken))["T20"].status == "fail"
