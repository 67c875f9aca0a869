"""Makes pages: one environment of templates per language, and the headers that every page has."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from exports.roadmaps.wording import dated
from gateway.dashboard.assets import Assets, load_assets
from gateway.dashboard.forms import CSRF_FIELD
from gateway.dashboard.languages import Language, load_languages
from gateway.dashboard.navigation import SCREENS, screen_path
from gateway.dashboard.paths import HOME
from gateway.dashboard.preferences import THEMES, Preferences, keep, preferences_of
from gateway.dashboard.said import measuring, saying
from gateway.dashboard.strategy_tabs import TABS

TEMPLATES: Final = Path(__file__).parent / "templates"
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Vary": "Cookie, Accept, Accept-Language, Accept-Encoding, HX-Request",
}
_COMPRESSED_FROM: Final = 1000


@dataclass(frozen=True, slots=True)
class Pages:
    """Everything that pages are made of; made once, when the application starts."""

    assets: Assets
    languages: Mapping[str, Language]
    environments: Mapping[str, Environment]
    is_secure: bool

    def preferences(self, request: Request) -> Preferences:
        """Return how this browser wants its pages."""
        return preferences_of(request, self.languages)

    def render(self, request: Request, template: str, values: Mapping[str, object], *, status: int = 200) -> Response:
        """Answer with a page or a part of one."""
        text = self.text(request, template, values)
        response = _compressed(request, text.encode("utf-8", "replace"), status)
        keep(response, self.preferences(request).chosen, is_secure=self.is_secure)
        return response

    def text(self, request: Request, template: str, values: Mapping[str, object]) -> str:
        """Return a page or a part of one."""
        wanted = self.preferences(request)
        common = {
            "request": request,
            "chosen_theme": wanted.theme,
            "language": wanted.language,
            "here": request.url.path,
            "link": _Links(request),
            "now": datetime.now(UTC),
        }
        return self.environments[wanted.language.code].get_template(template).render(common | dict(values))


@dataclass(frozen=True, slots=True)
class _Links:
    """Addresses of this page with something changed, for switches that work without a script."""

    request: Request

    def __call__(self, **changed: str) -> str:
        # A switch is pressed on a page that was shown, so what was posted to is asked for again by GET.
        url = self.request.url.include_query_params(**changed)
        return f"{url.path}?{url.query}"


def load_pages(*, is_secure: bool) -> Pages:
    """Read templates, catalogues and files."""
    assets, languages = load_assets(), load_languages()
    environments = {code: _environment(assets, languages, language) for code, language in languages.items()}
    # Compiled now, so that the first to come need not wait for it.
    for environment in environments.values():
        for name in environment.list_templates():
            environment.get_template(name)
    return Pages(assets, languages, environments, is_secure)


def is_partial(request: Request) -> bool:
    """Return whether a script asks for a part of a page."""
    return request.headers.get("hx-request") == "true"


def _environment(assets: Assets, languages: Mapping[str, Language], language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    # Typed as if nothing but what it begins with could be in it.
    translating: Any = made
    translating.install_gettext_translations(language.texts, newstyle=True)
    translating.filters.update(
        {
            "number": language.number,
            "percent": language.percent,
            "dollars": language.dollars,
            "cents": language.cents,
            "day": language.day,
            "short_day": language.short_day,
            "moment": language.moment,
            "ago": language.ago,
            "dated": dated,
        }
    )
    translating.globals.update(
        {
            "asset": assets.url,
            "languages": languages,
            "themes": THEMES,
            "screens": SCREENS,
            "screen_path": screen_path,
            "strategy_tabs": TABS,
            "home_path": HOME,
            "csrf_name": CSRF_FIELD,
            "said": saying(language),
            "measured": measuring(language),
        }
    )
    return made


def _compressed(request: Request, body: bytes, status: int) -> Response:
    headers = dict(_HEADERS)
    if len(body) >= _COMPRESSED_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=headers)
