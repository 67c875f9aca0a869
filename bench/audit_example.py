"""Writes the example audit of docs/examples from its pages, as the worker and the exporter of now would.

Nothing is fetched: the pages are read by the worker's own readers, what happens on the way is given. The result is kept
beside the pages, so that whoever shows an audit has a whole one to show.
"""

import sys
from pathlib import Path
from typing import Final
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from exports.audit import Audit
from exports.order import Order
from exports.process import render
from seo_fixtures.site import NOW, Served, gathered
from seo_worker.checks.rules import load_ruleset
from seo_worker.result.audit import Order as Asked
from seo_worker.result.audit import audit

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "examples"
TARGET: Final = FOLDER / "plumber-leeds.audit.md"
_PAGES: Final = FOLDER / "pages" / "plumber-leeds"
RESULT: Final = _PAGES / "result.json"
_URL: Final = "https://www.hartley-plumbing.example/boiler-repair.php"
_RIVALS: Final = {
    "https://aire-heating.example/boiler-repair-leeds": "rival-1.html",
    "https://kirkstall-gas.example/": "rival-2.html",
}
_ROBOTS: Final = "User-agent: *\nDisallow: /admin\nNoindex: /old\n"
_SITEMAP: Final = "<urlset><url><loc>https://www.hartley-plumbing.example/</loc></url></urlset>"


def audited() -> str:
    """Return the audit's result as it would be stored."""
    asked = Asked(UUID(int=1), _URL, "boiler repair leeds")
    result = audit(asked, gathered(_served()), load_ruleset()).result
    return f"{result.model_dump_json(by_alias=True, indent=1)}\n"


def written(result: str) -> str:
    """Return a stored result as Markdown."""
    return render(Order("md", Audit(result, NOW))).decode()


def _served() -> Served:
    return Served(
        _page("page.html"),
        url=_URL,
        headers=(("x-content-type-options", "nosniff"),),
        html_bytes=38_000,
        encoding=None,
        response_ms=(1240.0, 1310.0, 1180.0),
        robots=_ROBOTS,
        sitemap=_SITEMAP,
        rivals=tuple((url, _page(name)) for url, name in _RIVALS.items()),
    )


def _page(name: str) -> str:
    return (_PAGES / name).read_text(encoding="utf-8")
