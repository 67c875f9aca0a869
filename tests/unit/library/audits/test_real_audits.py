"""Audits as the worker makes them, compared: what the page changed, and nothing else, is what is told."""

from typing import Any
from uuid import UUID

import pytest

from library.audits.compare import compare
from library.audits.model import AuditHead
from library.audits.stored import StoredAudit, Subject
from seo_evidence import KEYWORD, image, on_fetch, on_page, page
from seo_worker.checks.rules import load_ruleset
from seo_worker.evidence import Meta, SiteEvidence
from seo_worker.result.audit import Order, audit

_ORDER = Order(UUID("01900000-0000-7000-8000-000000000001"), "shop.example.org", KEYWORD)


def _subject(site: SiteEvidence) -> Subject:
    result = audit(_ORDER, site, load_ruleset()).result
    stored = StoredAudit.model_validate_json(result.model_dump_json(by_alias=True))
    head: dict[str, Any] = {name: getattr(result, name) for name in AuditHead.model_fields if name != "id"}
    return Subject(AuditHead(id=result.audit_id, **head), stored)


_SOUND = _subject(on_page())
_WORSE = {
    "no title": (on_page(titles=()), "T10"),
    "noindex": (on_page(metas=(*page().metas, Meta("robots", "noindex", "name", True))), "T02"),
    "image without alt": (on_page(images=(image(), image(None))), "T18"),
    "no language": (on_page(html_lang=None), "T14"),
    "nothing compressed": (on_fetch(encoding=None), "T24"),
}


@pytest.mark.parametrize("name", _WORSE)
def test_a_defect_is_new_and_its_repair_is_a_fix(name: str) -> None:
    site, check_id = _WORSE[name]
    there, back = compare(_SOUND, _subject(site)), compare(_subject(site), _SOUND)
    changed = {check.id: check.change for check in there.checks}
    assert changed[check_id] == "new"
    assert {check.id: check.change for check in back.checks}[check_id] == "fixed"
    assert there.checks[0].change == "new"


@pytest.mark.parametrize("name", _WORSE)
def test_the_points_of_real_audits_add_up(name: str) -> None:
    found = compare(_SOUND, _subject(_WORSE[name][0]))
    assert found.parts is not None
    total = sum(check.points or 0 for check in found.checks) + found.parts.caps + found.parts.rounding
    assert total == pytest.approx(found.score_change.overall.change, abs=1e-9)


def test_a_page_without_images_loses_their_checks_and_says_why_others_moved() -> None:
    found = compare(_SOUND, _subject(on_page(images=())))
    changed = {check.id: check for check in found.checks}
    assert changed["T18"].state_after == "not_applicable"
    assert "reweighted" in {caveat.code for caveat in found.caveats}


def test_the_same_page_has_changed_in_nothing() -> None:
    found = compare(_SOUND, _subject(on_page()))
    assert {check.change for check in found.checks} == {"unchanged"}
    assert found.caveats == ()
