"""How a browser wants its pages: language, theme and workspace, by the address first, then by its cookies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeVar, get_args

from fastapi import Request
from starlette.responses import Response

from gateway.dashboard.languages import Language, wanted_language

Theme = Literal["auto", "light", "dark"]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
LANGUAGE_COOKIE: Final = "convex_language"
THEME_COOKIE: Final = "convex_theme"
WORKSPACE_COOKIE: Final = "convex_workspace"
T = TypeVar("T", bound=str)
_YEAR_S: Final = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a page is made with; `chosen` are the cookies that the address changes."""

    language: Language
    theme: Theme
    chosen: Mapping[str, str]


def preferences_of(request: Request, languages: Mapping[str, Language]) -> Preferences:
    """Read what the browser wants; anything that makes no sense counts as not said."""
    known: dict[str, Theme] = {each: each for each in THEMES}
    code, new_code = _choice(request, "lang", LANGUAGE_COOKIE, {each: each for each in languages})
    theme, new_theme = _choice(request, "theme", THEME_COOKIE, known)
    code = code or wanted_language(request.headers.get("accept-language", ""), languages)
    chosen = {LANGUAGE_COOKIE: new_code, THEME_COOKIE: new_theme}
    return Preferences(languages[code], theme or "auto", {name: value for name, value in chosen.items() if value})


def _choice(request: Request, name: str, cookie: str, known: Mapping[str, T]) -> tuple[T | None, T | None]:
    """Return what the browser wants, and the same again when the address says so for the first time."""
    asked = known.get(request.query_params.get(name, ""))
    return (asked, asked) if asked else (known.get(request.cookies.get(cookie, "")), None)


def keep(response: Response, chosen: Mapping[str, str], *, is_secure: bool) -> None:
    """Put preferences into the browser; the page's script changes the theme too, so it may see them."""
    for name, value in chosen.items():
        response.set_cookie(name, value, max_age=_YEAR_S, path="/dashboard", secure=is_secure, samesite="lax")
