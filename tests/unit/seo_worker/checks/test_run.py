"""Running all checks: page kinds, shells, errors, evidence."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from seo_evidence import KEYWORD, checked, evidence_of, fetched, heading, on_page, page, text_of, unread
from seo_worker.checks import run
from seo_worker.checks.page_type import page_type
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import Byline, Canonical, DateClaim, FetchError, StructuredItem


def test_every_check_answers_in_the_order_of_ids() -> None:
    ids = list(checked(evidence_of()))
    assert ids == sorted(ids)
    assert len(ids) == 64


def test_whatever_is_not_sound_says_why() -> None:
    for site in (
        evidence_of(),
        unread(status=404),
        on_page(titles=(), headings=(), images=(), anchors=(), main=text_of([])),
    ):
        assert [r.id for r in checked(site).values() if r.status != "ok" and not r.evidence] == []


def test_what_falls_short_says_how_to_mend_it_and_what_is_sound_does_not() -> None:
    found = checked(on_page(titles=()))
    assert found["T10"].fix
    assert KEYWORD in (found["C01"].fix or "")
    assert found["T12"].fix is None
    assert found["T11"].fix is None


def test_a_check_that_breaks_is_an_error_and_the_others_still_count() -> None:
    broken = on_page(dates=(DateClaim("time", "published", "x", 5),))  # type: ignore[arg-type]
    with capture_logs() as logged:
        found = checked(broken)
    assert [(line["event"], line["check"]) for line in logged] == [("check_failed", "A04"), ("check_failed", "C18")]
    assert found["C18"].status == "error"
    assert found["C18"].score is None
    assert "TypeError" in found["C18"].evidence[0]
    assert found["C19"].status == "ok"


def test_a_page_built_by_a_script_is_not_judged_by_the_text_it_lacks() -> None:
    shell = on_page(main=text_of([("Loading.",)]), framework_root="#root", headings=(), anchors=(), images=())
    found = checked(shell)
    assert {found[i].status for i in ("C02", "C07", "C13", "T30", "A03")} == {"not_measured"}
    assert (found["T10"].status, found["C01"].status) == ("ok", "ok")


def test_t32_a_shell_costs_no_points_and_lowers_the_confidence_in_what_its_html_says() -> None:
    changes = {"main": text_of([("Loading.",)]), "headings": (), "anchors": (), "images": ()}
    plain, shell = checked(on_page(**changes)), checked(on_page(**changes, framework_root="root"))
    assert (shell["T32"].status, shell["T32"].weight) == ("fail", 0)
    assert shell["T32"].evidence[1] == "A script fills the element “root”."
    assert (plain["T10"].confidence, shell["T10"].confidence) == ("high", "medium")
    assert (plain["T11"].confidence, shell["T11"].confidence) == ("medium", "low")
    assert (plain["T01"].confidence, shell["T01"].confidence) == ("high", "high")


def test_a_small_page_with_a_script_is_not_taken_for_a_shell() -> None:
    small = on_page(main=text_of([("Trail running shoes are here.",)]), total_text_chars=400, html_chars=2000)
    assert checked(small)["C13"].status == "partial"


def test_an_unreadable_page_leaves_only_what_the_fetch_tells() -> None:
    found = checked(unread(FetchError("timeout", "The server did not answer in time.")))
    assert found["T10"].status == "not_measured"
    assert found["T10"].evidence == ("The server did not answer in time.",)


def test_a_page_that_came_with_an_error_status_is_not_judged() -> None:
    found = checked(evidence_of(fetch=fetched(status=404)))
    assert found["T10"].status == "not_measured"


@pytest.mark.parametrize(
    ("address", "types", "kind"),
    [
        ("https://a.test/", ("Article",), "home"),
        ("https://a.test/x", ("BlogPosting",), "article"),
        ("https://a.test/x", ("Product",), "product"),
        ("https://a.test/x", ("ContactPage",), "contact"),
        ("https://a.test/kontakt.html", (), "contact"),
        ("https://a.test/x", ("ItemList",), "listing"),
        ("https://a.test/x", (), "other"),
    ],
)
def test_the_kind_of_page_is_read_off_address_and_structured_data(
    address: str, types: tuple[str, ...], kind: str
) -> None:
    items = (StructuredItem("json-ld", types, {}),) if types else ()
    assert page_type(page(url=address, structured=items, bylines=(), dates=())) == kind


def test_long_signed_text_is_an_article_without_saying_so() -> None:
    long = replace(page().main, word_count=400)
    assert page_type(page(structured=(), main=long)) == "article"


def test_evidence_is_kept_short_and_says_how_much_was_left_out() -> None:
    skipping = (heading(1, "A"), heading(3, "B")) * 30
    evidence = checked(on_page(headings=skipping))["T31"].evidence
    assert len(evidence) == 10
    assert evidence[-1] == "and 21 more"


def test_text_that_can_not_be_stored_is_made_harmless() -> None:
    byline = Byline("Ada\x00\ud800", "json-ld", True)
    evidence = checked(on_page(bylines=(byline,)))["A01"].evidence
    assert evidence[1] == "In structured data: “Ada\ufffd\ufffd”"
    long = checked(
        on_page(canonicals=(Canonical("https://o.test/" + "x" * 3000, "https://o.test/" + "x" * 3000, "html"),))
    )
    assert len(str(long["T07"].value)) == 400


def test_judging_twice_gives_the_same() -> None:
    first = run.judge(evidence_of(), KEYWORD, load_ruleset()).results
    assert first == run.judge(evidence_of(), KEYWORD, load_ruleset()).results
