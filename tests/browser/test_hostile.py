"""What somebody else wrote stays text in a real browser."""

import pytest

from browser.conftest import Opening
from support.backends import Backends
from support.hostile_markup import HOSTILE_MARKUP
from support.people import create_person, fill

pytestmark = pytest.mark.browser
# As many as the home page shows strategies.
_SHOWN = 8


@pytest.mark.parametrize("first", range(0, len(HOSTILE_MARKUP), _SHOWN))
async def test_no_words_of_others_execute(opening: Opening, backends: Backends, first: int) -> None:
    shown = HOSTILE_MARKUP[first : first + _SHOWN]
    person = await create_person(backends, name=shown[0], workspace=shown[1])
    await fill(backends, person, _SHOWN, businesses=shown)
    async with opening() as window:
        await window.sign_in(person)
        businesses = await window.page.locator("#strategies .title").all_text_contents()
        assert sorted(businesses) == sorted(shown)
        assert shown[1] == await window.page.locator(".page-title .muted").text_content()
        assert await window.page.evaluate("window.pwned") is None
        assert await window.page.locator("main img, main iframe, main style, main script, main b").count() == 0
        await window.is_quiet()
