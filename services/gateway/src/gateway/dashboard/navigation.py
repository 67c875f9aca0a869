"""The screens that the frame leads to; a screen that is not listed here has no link anywhere."""

from dataclasses import dataclass
from typing import Final

from gateway.dashboard.marking import N_
from gateway.dashboard.paths import HOME


@dataclass(frozen=True, slots=True)
class Screen:
    """One entry of the frame's navigation; `icon` is a macro of templates/icons.html.

    On a phone there is room for five, so one that is `is_tab=False` is led to by the account there.
    """

    key: str
    path: str
    label: str
    icon: str
    is_tab: bool = True


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("home", HOME, N_("Home"), "home"),
    Screen("strategy", f"{HOME}/strategies", N_("Strategies"), "document"),
    Screen("audits", f"{HOME}/audits", N_("SEO audits"), "search"),
    Screen("roadmaps", f"{HOME}/roadmaps", N_("Roadmaps"), "route"),
    Screen("workspace", f"{HOME}/workspace", N_("Manage"), "team", is_tab=False),
    Screen("account", f"{HOME}/account", N_("Account"), "person"),
)

# Led to from other screens only.
_INNER: Final = {"new_strategy": f"{HOME}/strategies/new", "jobs": f"{HOME}/jobs"}


def screen_path(key: str) -> str | None:
    """Return where a screen is, or nothing while there is none, so that no page links to what is not there."""
    return next((screen.path for screen in SCREENS if screen.key == key), _INNER.get(key))
