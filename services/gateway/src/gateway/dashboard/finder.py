"""What the finder offers: what was found in the workspace, and every place and switch that a person may use."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from gateway.auth.caller import reaches
from gateway.dashboard.languages import Language
from gateway.dashboard.marking import N_
from gateway.dashboard.navigation import SCREENS
from gateway.dashboard.paths import HOME
from gateway.dashboard.preferences import THEMES, Theme
from gateway.dashboard.viewing import Viewer
from gateway.repository.finding import Found
from gateway.schemas.strategies import StrategyItem

_THEMES: Final[dict[Theme, str]] = {"auto": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}
_IN_LIST: Final = N_("All strategies with “%(part)s”")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: where it leads; `theme` is set at once where there is a script, `opens` needs one."""

    label: str
    path: str
    icon: str
    under: str = ""
    theme: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind under its name."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in the workspace."""

    strategies: Sequence[StrategyItem] = ()
    audits: Sequence[Found] = ()
    roadmaps: Sequence[Found] = ()


def groups_of(view: Viewer, part: str, hits: Hits, came_from: str) -> list[Group]:
    """Return what there is to choose for what was typed; `came_from` is the page that a language is switched on."""
    language = view.pages.preferences(view.request).language
    offered = (
        Group(language.text(N_("Go to")), tuple(_places(view, language))),
        Group(language.text(N_("Make")), tuple(_makings(view, language))),
        Group(language.text(N_("Workspaces")), tuple(_workspaces(view))),
        Group(language.text(N_("Theme")), tuple(_themes(language, came_from))),
        Group(language.text(N_("Language")), tuple(_languages(view, came_from))),
    )
    wanted = folded(part)
    fitting = [
        Group(group.label, tuple(each for each in group.entries if wanted in folded(f"{group.label} {each.label}")))
        for group in offered
    ]
    return [group for group in (*_found(hits, language), *fitting, _everything(part, language)) if group.entries]


def folded(text: str) -> str:
    """Return a text without case and accents, as names are compared."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in parts if not unicodedata.combining(each)).split())


def _everything(part: str, language: Language) -> Group:
    label = language.text(_IN_LIST) % {"part": part}
    entry = Entry(label, f"{HOME}/strategies?{urlencode({'q': part})}", "search")
    return Group(language.text(N_("Find")), (entry,) if part else ())


def _found(hits: Hits, language: Language) -> Iterator[Group]:
    strategies = (
        Entry(each.business_name, f"{HOME}/strategies/{each.id}", "document", each.title) for each in hits.strategies
    )
    yield Group(language.text(N_("Strategies")), tuple(strategies))
    audits = (Entry(each.title, f"{HOME}/audits/{each.id}", "search", each.under) for each in hits.audits)
    yield Group(language.text(N_("SEO audits")), tuple(audits))
    roadmaps = (Entry(each.title, f"{HOME}/roadmaps/{each.id}", "route", each.under) for each in hits.roadmaps)
    yield Group(language.text(N_("Roadmaps")), tuple(roadmaps))


def _places(view: Viewer, language: Language) -> Iterator[Entry]:
    for screen in SCREENS:
        yield Entry(language.text(screen.label), screen.path, screen.icon)
    yield Entry(language.text(N_("Members")), f"{HOME}/workspace/members", "team")
    yield Entry(language.text(N_("Budget")), f"{HOME}/workspace/budget", "gauge")
    if reaches(view.access.role, "admin"):
        yield Entry(language.text(N_("API keys")), f"{HOME}/workspace/keys", "key")
        yield Entry(language.text(N_("Log")), f"{HOME}/workspace/log", "clock")
    yield Entry(language.text(N_("Shortcuts of the keyboard")), "", "question", opens="shortcuts")


def _makings(view: Viewer, language: Language) -> Iterator[Entry]:
    if reaches(view.access.role, "editor"):
        yield Entry(language.text(N_("New strategy")), f"{HOME}/strategies/new", "plus")
        yield Entry(language.text(N_("New audit")), f"{HOME}/audits/new", "plus")
        yield Entry(language.text(N_("New roadmap")), f"{HOME}/roadmaps/new", "plus")


def _workspaces(view: Viewer) -> Iterator[Entry]:
    for each in view.user.workspaces:
        if each.id != view.access.workspace_id:
            yield Entry(each.name, f"{HOME}?workspace={each.id}", "updown")


def _themes(language: Language, came_from: str) -> Iterator[Entry]:
    for theme in THEMES:
        yield Entry(language.text(_THEMES[theme]), switched(came_from, theme=theme), theme, theme=theme)


def _languages(view: Viewer, came_from: str) -> Iterator[Entry]:
    for each in view.pages.languages.values():
        yield Entry(each.name, switched(came_from, lang=each.code), "languages")


def switched(path: str, **chosen: str) -> str:
    """Return the address of a page of ours with a preference changed."""
    parts = urlsplit(path)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in chosen]
    return f"{parts.path}?{urlencode([*kept, *chosen.items()])}"
