"""Audits in a real browser."""

from datetime import timedelta
from uuid import UUID

import pytest

from browser.conftest import Opening
from browser.window import HOME, PHONE
from support.audits import become, example, insert_audit, told
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import Person, insert_job

pytestmark = pytest.mark.browser
AUDITS = f"{HOME}/audits"


@pytest.fixture
async def audit_id(backends: Backends, person: Person) -> UUID:
    """Return an audit of a page that was audited before, and has a competitor without a score."""
    for days, score in ((30, 38), (12, None), (4, 44)):
        await insert_audit(backends, person, example() | {"overallScore": score}, age=timedelta(days=days))
    return await insert_audit(backends, person, example())


async def test_an_audit_shows_how_its_page_did_before(opening: Opening, person: Person, audit_id: UUID) -> None:
    async with opening() as window:
        await window.sign_in(person, f"{AUDITS}/{audit_id}")
        assert await window.page.locator(".curve-point").count() == 3


async def test_an_audit_is_asked_for_found_and_read(opening: Opening, person: Person, audit_id: UUID) -> None:
    async with opening() as window:
        await window.sign_in(person)
        await window.page.get_by_role("link", name="SEO audits").first.click()
        await window.page.get_by_role("link", name="hartley-plumbing").first.click()
        assert str(audit_id) in window.page.url
        good = window.page.locator("details.state-good").first
        assert not await good.get_by_text("Asked for").first.is_visible()
        await good.locator("> summary").click()
        await good.locator("details.check > summary").first.click()
        assert await good.get_by_text("Asked for").first.is_visible()
        await window.page.get_by_role("link", name="Audit again").click()
        assert await window.page.get_by_label("Keyword", exact=True).input_value() == example()["primaryKeyword"]
        await window.page.get_by_label("Competitors").fill("ftp://x")
        await window.page.get_by_role("button", name="Start the audit").click()
        assert await window.page.get_by_label("Competitors").get_attribute("aria-invalid") == "true"
        await window.page.get_by_label("Competitors").fill("a.example")
        await window.page.get_by_role("button", name="Start the audit").click()
        await window.page.wait_for_url(lambda url: not url.endswith("/new"))
        await window.go(AUDITS)
        await window.page.get_by_text("1 audit is at work").wait_for()


async def test_words_of_pages_do_not_execute(opening: Opening, backends: Backends, person: Person) -> None:
    async with opening() as window:
        await window.sign_in(person)
        for text in HOSTILE_MARKUP[:6]:
            hostile = told(example(), text) | {"domain": "x.example", "primaryKeyword": text}
            await window.go(f"{AUDITS}/{await insert_audit(backends, person, hostile)}")
            assert await window.page.evaluate("window.pwned") is None
        await window.is_quiet()


async def test_an_audit_is_followed_while_it_is_made(opening: Opening, backends: Backends, person: Person) -> None:
    audit_id, job_id = (
        await insert_audit(backends, person, example()),
        await insert_job(backends, person, "seo", "running"),
    )
    async with opening(bypass_csp=True, viewport=PHONE) as window:
        await become(backends, job_id, "running", example() | {"pending": ["competitors", "sources"]})
        await window.sign_in(person, f"{AUDITS}/so-far/{job_id}")
        await window.page.get_by_text("competitors, outside sources").wait_for()
        await window.is_accessible()
        await window.fits()
        await become(backends, job_id, "running", example() | {"pending": ["sources"], "overallScore": 61})
        await window.page.locator(".ring-value", has_text="61").wait_for()
        await become(backends, job_id, "succeeded", example() | {"auditId": str(audit_id)})
        await window.page.wait_for_url(f"**/audits/{audit_id}?*")
