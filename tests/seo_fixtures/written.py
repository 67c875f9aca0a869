"""Whole sites written as a person writes them: a page and three competitors each, with menus, footers and banners.

A text in `topics/` is Markdown of three things: headings, paragraphs, and lines that begin with @ about the page.
"""

import html
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from seo_fixtures.site import SOUND, Served

_TEXTS: Final = Path(__file__).parent / "topics"
_CHROME: Final = {
    "en": (
        ("Home", "Services", "About us", "Contact us", "Log in", "Basket"),
        "We use cookies to improve your experience. Accept all cookies or manage your cookie preferences.",
        ("Privacy policy", "Terms and conditions", "Cookie policy", "Sitemap", "Follow us on Facebook"),
    ),
    "de": (
        ("Startseite", "Leistungen", "Über uns", "Kontakt", "Anmelden", "Warenkorb"),
        "Wir verwenden Cookies, um Ihnen ein besseres Erlebnis zu bieten. Alle akzeptieren oder Einstellungen ändern.",
        ("Datenschutzerklärung", "Impressum", "AGB", "Cookie-Einstellungen", "Folgen Sie uns auf Facebook"),
    ),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A site of `topics/` and what it is searched by."""

    folder: str
    language: str
    keyword: str


SITES: Final = (
    Written("leeds", "en", "emergency plumber Leeds"),
    Written("planning", "en", "project planning software"),
    Written("steuer", "de", "Steuerberater Freiburg"),
)


def served(site: Written, *rivals: str) -> Served:
    """Return the page of a site with those of its competitors that are named: a, b or c."""
    own, url = _page(site, "own")
    others = (_page(site, name) for name in rivals)
    return replace(SOUND, html=own, url=url, rivals=tuple((address, text) for text, address in others))


def _page(site: Written, name: str) -> tuple[str, str]:
    lines = (_TEXTS / site.folder / f"{name}.md").read_text(encoding="utf-8").splitlines()
    said = dict(re.findall(r"^@(\w+) (.+)$", "\n".join(lines), re.MULTILINE))
    body = "\n".join(_block(html.escape(line, quote=False)) for line in lines if line and line[0] != "@")
    menu, banner, footer = _CHROME[site.language]
    return (
        f'<!doctype html><html lang="{site.language}"><head><title>{html.escape(said["title"])}</title>'
        f'<meta property="og:site_name" content="{html.escape(said["site"])}"></head><body>'
        f"<header><nav>{_links(menu)}</nav></header><main><article>{body}</article></main>"
        f'<div class="cookies" role="dialog"><p>{banner}</p></div><footer>{_links(footer)}</footer></body></html>',
        f"https://www.{said['domain']}/",
    )


def _block(line: str) -> str:
    marks, _, text = line.partition(" ")
    return f"<h{len(marks)}>{text}</h{len(marks)}>" if set(marks) == {"#"} else f"<p>{line}</p>"


def _links(texts: tuple[str, ...]) -> str:
    return (
        "<ul>" + "".join(f'<li><a href="/{n}">{html.escape(text)}</a></li>' for n, text in enumerate(texts)) + "</ul>"
    )
