"""The page of an audit tells what was found, and nothing that was not."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any, cast, get_args
from uuid import uuid4

import pytest
from pydantic import ValidationError

from exports.audits.stored import Result
from gateway.dashboard.audited import AuditView, audited
from gateway.dashboard.charts.curve import curve
from gateway.dashboard.charts.gauge import gauge
from gateway.dashboard.compared_audits import compared_view
from gateway.dashboard.forms import Form
from gateway.dashboard.messages import validation_messages
from gateway.dashboard.pages import load_pages
from gateway.dashboard.routes.new_audit import ADDRESS_SENTENCES
from gateway.dashboard.said import measuring
from gateway.repository.jobs import JobHead
from gateway.schemas.audits import AuditItem
from library.audits.compare import compare
from library.audits.model import AuditHead, CaveatCode
from library.audits.stored import StoredAudit, Subject
from shared.contracts.requests import SEORequest
from support.audits import example, told
from support.hostile_markup import HOSTILE_MARKUP
from unit.gateway.dashboard.pages import Elements, get, home_values

PAGES = load_pages(is_secure=True)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _view(result: dict[str, Any]) -> AuditView:
    return audited(Result.model_validate(result))


def _item(text: str, score: int | None) -> AuditItem:
    return AuditItem(
        id=uuid4(),
        strategy_id=None,
        domain=text,
        final_url=text,
        primary_keyword=text,
        overall_score=score,
        coverage=0.5,
        ruleset_version=text,
        created_at=NOON,
    )


def _shown(view: AuditView, text: str, lang: str = "en") -> str:
    history = [_item(text, 60), _item(text, 50)]
    values = home_values(text) | {
        "audit": view,
        "audit_id": history[0].id,
        "made_at": NOON,
        "history": history,
        "curve": curve([(NOON, 50), (NOON + timedelta(days=1), 60)]),
        "again": "/dashboard/convex/audits/new",
        "path": "/dashboard/convex/audits",
        "files": ("pdf", "json"),
    }
    return bytes(PAGES.render(get(query=f"lang={lang}"), "audit.html", values).body).decode()


def _so_far(view: AuditView, text: str) -> str:
    frame = home_values(text)
    (job, *_) = cast("list[JobHead]", frame["live"])
    values = frame | {"audit": view, "job": job, "pending": (text, "competitors")}
    return bytes(PAGES.render(get(), "audit_so_far.html", values).body).decode()


def _listed(text: str) -> str:
    values = {
        "audits": [_item(text, 60), _item(text, None)],
        "older": None,
        "is_first": True,
        "host": text,
        "errors": {"host": text},
        "at_work": 2,
        "path": "/dashboard/convex/audits",
    }
    return bytes(PAGES.render(get(), "audits.html", home_values(text) | values).body).decode()


def _form(text: str) -> str:
    given = Form(dict.fromkeys(("domain", "primaryKeyword", "competitors", "maxPages"), (text,)))
    values = {
        "given": given,
        "errors": {"form": text, "domain": text},
        "once": text,
        "path": "/dashboard/convex/audits",
    }
    return bytes(PAGES.render(get(), "new_audit.html", home_values(text) | values).body).decode()


def _compared(text: str) -> str:
    mended = example()
    for metric in mended["technical"]["metrics"]:
        metric.update(status="warning", score=1.0)
    subjects = [
        Subject(_head(text), StoredAudit.model_validate_json(json.dumps(told(each, text, "id"))))
        for each in (example(), mended)
    ]
    values = {"comparison": compared_view(compare(*subjects)), "path": "/dashboard/convex/audits"}
    return bytes(PAGES.render(get(), "audit_comparison.html", home_values(text) | values).body).decode()


def _head(text: str) -> AuditHead:
    return AuditHead(
        id=uuid4(),
        scored_at=NOON,
        domain=text,
        final_url=text,
        primary_keyword=text,
        overall_score=50,
        coverage=0.5,
        ruleset_version=text,
    )


def _shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(tag, tuple(sorted(attributes))) for tag, attributes in Elements(text).found]


@pytest.mark.parametrize("hostile", HOSTILE_MARKUP)
def test_words_of_pages_change_nothing_but_text(hostile: str) -> None:
    # Letters and blanks alone are shown otherwise than other text nowhere.
    plain, wild = (_shown(_view(told(example(), text)), text) for text in ("harmless", hostile))
    tags = {tag for tag, _ in _shape(plain)}
    assert {tag for tag, _ in _shape(wild)} <= tags
    links = [attributes["href"] or "" for tag, attributes in Elements(wild).found if tag == "a"]
    assert all(link.startswith(("/dashboard/convex", "/api/convex/audits/", "#")) or "lang=" in link for link in links)
    assert {tag for tag, _ in _shape(_so_far(_view(told(example(), hostile)), hostile))} <= tags | {"noscript"}
    assert _shape(_listed(hostile)) == _shape(_listed("harmless"))
    assert _shape(_form(hostile)) == _shape(_form("harmless"))
    assert _shape(_compared(hostile)) == _shape(_compared("harmless"))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_check_is_shown_once_in_the_state_it_ended_in(lang: str) -> None:
    result = example()
    view = _view(result)
    states = {check.id: state for pillar in view.pillars for state, checks in pillar.groups for check in checks}
    metrics = [each for name in ("technical", "topical", "authority") for each in result[name]["metrics"]]
    names = {"good": "good", "warning": "problem", "critical": "problem", "not_measured": "unknown"}
    assert {each["id"]: names[each["status"]] for each in metrics}.items() <= states.items()
    absent = [each for name in ("technical", "topical", "authority") for each in result[name]["notApplicable"]]
    assert {states[each["id"]] for each in absent} == {"absent"}
    assert len(states) == len(metrics) + len(absent)
    assert _shown(view, "x", lang).count('class="check-title"') == len(states)


def test_what_does_not_apply_bears_no_tick() -> None:
    tick = "m5 12.5 4.5 4.5L19 7.5"
    folded = _shown(_view(example()), "x").split('<details class="fold ')
    drawn = {
        part.split('"')[0]: tick in part.partition("</summary>")[0] for part in folded[1:] if "state-" in part[:14]
    }
    assert drawn == {"state-problem": False, "state-good": True, "state-unknown": False, "state-absent": False}


def test_a_problem_says_what_was_found_asked_for_why_and_how_to_mend_it() -> None:
    pillar = next(each for each in _view(example()).pillars if each.key == "topical")
    check = next(
        check for state, checks in pillar.groups if state == "problem" for check in checks if check.id == "C01"
    )
    assert check.repair == 1
    assert check.why == "The title is the strongest place to say what the page is about."
    assert check.fix.startswith("Begin the title with")
    assert "Missing: boiler, repair" in check.evidence
    assert check.threshold


def test_recommendations_keep_their_order() -> None:
    result = example()
    assert [each.id for each in _view(result).actions] == [each["id"] for each in result["recommendations"]]


def test_on_a_german_page_checks_speak_german_and_what_is_left_in_english_is_marked() -> None:
    text = _shown(_view(example()), "x", "de")
    titles = re.findall(r'class="check-title"><span lang="(\w+)"', text)
    assert set(titles) == {"de"}
    assert "Beginnen Sie den Titel mit „boiler repair leeds“ oder dessen Wörtern" in text
    assert re.search(r'<dd lang="en" dir="auto"><span class="line">Title: “Home', text)
    assert "Eine Prüfung und ihre Dokumente sind auf Englisch verfasst" in text
    assert "sind auf Englisch verfasst" not in _shown(_view(example()), "x")


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("1,046 px", "1.046 px"),
        ("1 redirect", "1 Weiterleitung"),
        ("17 % with alt", "17 % mit alt"),
        ("0.4 % of words", "0,4 % der Wörter"),
        ("12.5 MB (uncertain)", "12,5 MB (unsicher)"),
        ("44", "44"),
        ("3 wolves", None),
        ("indexable", None),
        ("", None),
    ],
)
def test_a_measured_value_is_written_as_the_language_writes_it(text: str, german: str | None) -> None:
    said = measuring(PAGES.languages["de"])(text)
    assert (said.text, said.language) == ((text, "en") if german is None else (german, "de"))
    assert measuring(PAGES.languages["en"])(text).text == text


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            {"overallScore": 62, "coverage": 0.69, "range": {"low": 48.2, "high": 73.6}},
            "62 of 100; between 48 and 74, because 31% of the weight could not be measured.",
        ),
        ({"coverage": 0.2}, "There is no score: only 20% of the weight could be measured."),
        (
            {"fetch": {"status": 404, "requestedUrl": "https://a.example/"}},
            "There is no score: the address answered with status 404 instead of a page.",
        ),
        (
            {"fetch": {"status": None, "requestedUrl": "https://a.example/"}},
            "There is no score: the page could not be fetched.",
        ),
        ({"overallScore": 90, "coverage": 1.0}, "90 of 100; everything that applies to this page could be measured."),
        (
            {"overallScore": 30, "uncappedScore": 70.2, "coverage": 1.0, "cappedBy": [{"checkId": "T02", "cap": 30}]},
            "The checks come to 70 of 100; the cap takes 40 of them.",
        ),
    ],
)
def test_the_summary_says_the_score_and_how_sure_it_is(members: dict[str, Any], said: str) -> None:
    assert said in _shown(_view({"domain": "a.example", "primaryKeyword": "crm"} | members), "x")


def test_what_the_whole_site_needs_comes_with_its_cases_and_without_points() -> None:
    finding = {
        "id": "S03",
        "title": "Mend links that lead nowhere",
        "severity": "critical",
        "cases": 2,
        "effort": "low",
    }
    view = _view(example() | {"recommendations": [finding]})
    assert (view.actions, [each.id for each in view.site]) == ((), ["S03"])
    assert "Schwerwiegend, 2 Fälle; geringer Aufwand" in _shown(view, "x", "de")


def test_the_comparison_says_what_became_of_findings_about_the_site() -> None:
    crawled = {"pages": [{"url": "/", "inlinks": 0}, {"url": "/a", "inlinks": 1}]}
    finding = {"id": "S03", "title": "Mend links that lead nowhere", "severity": "critical", "evidence": ()}
    before, after = (
        Subject(_head("a.example"), StoredAudit.model_validate(crawled | {"recommendations": [finding | {"cases": n}]}))
        for n in (1, 3)
    )
    values = {"comparison": compared_view(compare(before, after)), "path": "/dashboard/convex/audits"}
    for lang, said in (("en", "Worse than before"), ("de", "Links berichtigen, die ins Leere führen")):
        page = PAGES.render(get(query=f"lang={lang}"), "audit_comparison.html", home_values("x") | values)
        site = bytes(page.body).decode().partition('id="site-title"')[2]
        assert said in site
        assert re.search(r'<td class="right">1</td><td class="right strong">3</td>', site)


def test_every_caveat_of_a_comparison_is_told() -> None:
    nothing = StoredAudit.model_validate({})
    view = compared_view(compare(*(Subject(_head("x"), nothing) for _ in range(2))))
    template: Any = PAGES.environments["de"].get_template("audit_caveats.html").module
    told: dict[str, str] = {code: template.told(code, view).strip() for code in get_args(CaveatCode)}
    assert all(told.values()), told
    assert len({*told.values()}) == len(told)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_an_audit_from_before_its_rules_knew_anything_is_shown(lang: str) -> None:
    view = _view({"domain": "old.example", "primaryKeyword": "crm"})
    text = _shown(view, "x", lang)
    assert (view.score, view.ring, view.actions) == (None, (), ())
    assert "old.example" in text
    assert 'id="rivals-title"' not in text


def test_an_address_that_no_browser_should_open_is_no_link() -> None:
    view = _view({"domain": "x", "finalUrl": "javascript:alert(1)", "primaryKeyword": "crm"})
    assert view.page.href is None
    assert 'href="javascript' not in _shown(view, "x")


def test_a_ring_is_filled_as_far_as_the_score_reaches() -> None:
    spread, score = gauge(50, 25, 75)
    assert (score.length, score.rest, score.offset) == (131.95, 131.95, 0)
    assert (spread.length, spread.offset) == (131.95, -65.97)
    assert [arc.key for arc in gauge(50, 50, 50)] == ["score"]


def test_a_curve_has_time_across_and_scores_of_a_hundred_upwards() -> None:
    drawn = curve([(NOON, 0), (NOON + timedelta(days=1), 100), (NOON + timedelta(days=4), 50)])
    assert drawn is not None
    assert drawn.points == ((34, 174), (182, 12), (626, 93))
    assert drawn.line == "M34,174L182,12L626,93"


def test_an_audit_without_a_score_is_a_gap_in_the_curve() -> None:
    days = [NOON + timedelta(days=day) for day in range(5)]
    drawn = curve(list(zip(days, [10, 20, None, 30, 40], strict=True)))
    assert drawn is not None
    assert drawn.line.count("M") == 2
    assert curve([(NOON, 50), (days[1], None)]) is None
    assert curve([]) is None


def test_what_is_wrong_with_an_address_is_said_in_german() -> None:
    german = PAGES.languages["de"]
    for domain, sentence in zip(
        ("a b", "ftp://x", "http://a@b.example", "x.example:0"), ADDRESS_SENTENCES, strict=True
    ):
        given = {"domain": domain, "primaryKeyword": "crm"}
        with pytest.raises(ValidationError) as caught:
            SEORequest.model_validate(given)
        said = german.text(sentence)
        assert said != sentence
        shown = validation_messages(caught.value, given, SEORequest, german)["domain"]
        assert shown == f"{said[:1].upper()}{said[1:]}."
