"""Windows as people have them: two tabs in two workspaces, without motion, in forced colours."""

import pytest

from browser.conftest import Opening
from browser.window import HOME
from support.backends import Backends
from support.people import Person, fill, join

pytestmark = pytest.mark.browser


async def test_a_tab_stays_in_its_workspace_when_another_goes_elsewhere(
    opening: Opening, backends: Backends, person: Person
) -> None:
    other = await join(backends, person, "Alder & Finch Dental")
    await fill(backends, person, 3)
    async with opening() as window:
        await window.sign_in(person, f"{HOME}?workspace={person.tenant.workspace_id}")
        second = await window.page.context.new_page()
        await second.goto(f"{window.url}{HOME}?workspace={other}")
        await second.get_by_text("No strategies yet").wait_for()
        # What the first asks for later is about its own workspace still.
        await fill(backends, person, 1, businesses=["Quite a new business"])
        await window.page.evaluate("htmx.trigger(document.body, 'jobs-finished')")
        await window.page.get_by_text("Quite a new business").first.wait_for()
        assert await second.get_by_text("Quite a new business").count() == 0
        await window.is_quiet()


@pytest.mark.parametrize(
    "options", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}], ids=["still", "forced"]
)
async def test_motion_and_colours_of_the_system_hold(
    opening: Opening, backends: Backends, person: Person, options: dict[str, object]
) -> None:
    await fill(backends, person, 3)
    async with opening(**options) as window:
        await window.sign_in(person)
        moving = "document.getAnimations().filter(each => each.playState === 'running').length"
        if "reduced_motion" in options:
            assert await window.page.evaluate(moving) == 0
        await window.is_quiet()
        await window.is_accessible()
