"""Pages on paper: without the frame, with everything that is folded on a screen, and no table cut off."""

from datetime import timedelta

import pytest

from browser.conftest import Opening
from browser.window import HOME
from support.audits import example, insert_audit
from support.backends import Backends
from support.people import Person, fill
from support.roadmaps import plan_roadmap

pytestmark = pytest.mark.browser
# A4 without its margins.
_PAPER = {"width": 703, "height": 1017}
_FRAME = "[...document.querySelectorAll('.side, .tabs, main button, .task-form')]"
_FOLDED = "[...document.querySelectorAll('main details > :not(summary, form, .actions *)')]"
_CUT = "[...document.querySelectorAll('main .scroll')].filter(each => each.scrollWidth > each.clientWidth + 1)"


async def test_every_page_is_whole_on_paper(opening: Opening, backends: Backends, person: Person) -> None:
    await fill(backends, person, 2)
    roadmap_id, _ = await plan_roadmap(backends, person)
    before = await insert_audit(backends, person, example() | {"overallScore": 40}, age=timedelta(days=3))
    after = await insert_audit(backends, person, example())
    folded = (f"audits/{after}", f"roadmaps/{roadmap_id}")
    pages = (*folded, f"audits/compare?from={before}&to={after}", "audits", "roadmaps")
    async with opening(viewport=_PAPER, color_scheme="dark") as window:
        await window.sign_in(person)
        await window.page.emulate_media(media="print")
        for path in pages:
            await window.go(f"{HOME}/{path}")
            assert await window.page.evaluate(f"{_FRAME}.some(each => each.checkVisibility())") is False, path
            assert await window.page.evaluate(f"{_CUT}.length") == 0, path
            await window.fits()
            unfolded: list[bool] = await window.page.evaluate(
                f"{_FOLDED}.filter(each => !each.closest('[hidden]')).map(each => each.checkVisibility())"
            )
            assert all(unfolded), path
            assert bool(unfolded) == (path in folded), path
            assert await window.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
            assert (await window.page.pdf(prefer_css_page_size=True)).startswith(b"%PDF")
