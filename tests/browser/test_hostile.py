"""What somebody else wrote stays text in a real browser."""

import pytest

from browser.conftest import Opening
from support.backends import Backends
from support.people import Person, create_person, fill

pytestmark = pytest.mark.browser
HOSTILE = [
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "<svg/onload=window.pwned=1>",
    "<b hx-get=/api/convex/me hx-trigger=load>x</b>",
    "</title><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<style>body{display:none}</style>",
]


async def test_no_words_of_others_execute(opening: Opening, backends: Backends) -> None:
    person: Person = await create_person(backends, name=HOSTILE[0], workspace=HOSTILE[1])
    await fill(backends, person, 12, businesses=HOSTILE)
    async with opening() as window:
        await window.sign_in(person)
        for hostile in HOSTILE:
            await window.page.get_by_text(hostile).first.wait_for()
        assert await window.page.evaluate("window.pwned") is None
        assert await window.page.locator("main img, main iframe, main style, main script").count() == 0
        await window.is_quiet()
