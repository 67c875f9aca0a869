"""What is served for one page of the comparison: its HTML, headers and status, and the robots.txt beside it.

Each page has an origin of its own, since robots.txt belongs to one; `ORIGIN` in a text stands for it.
"""

from dataclasses import dataclass
from typing import Final

Headers = tuple[tuple[str, str], ...]

PATH: Final = "/guides/bread"
TITLE: Final = "<title>How to bake bread at home</title>"
DESCRIPTION: Final = '<meta name="description" content="Flour, water, salt and time: how to bake a good loaf.">'
NO_ROBOTS: Final = (404, "")
# Bars every crawler but ours, which obeys robots.txt and could not read the page otherwise.
FOR_US: Final = "User-agent: ConvexBot\nAllow: /\n\n"
_TEXT: Final = "<p>A loaf needs flour, water, salt and a warm place to rise in.</p>"


@dataclass(frozen=True, slots=True)
class OraclePage:
    """One page; `robots` is status and text of robots.txt, `via` the paths and statuses of redirects that lead here."""

    name: str
    html: str
    status: int = 200
    headers: Headers = ()
    robots: tuple[int, str] = NO_ROBOTS
    path: str = PATH
    via: tuple[tuple[str, int], ...] = ()

    @property
    def entry(self) -> str:
        """The path that is asked for first."""
        return self.via[0][0] if self.via else self.path


def html(
    *, title: str = TITLE, description: str = DESCRIPTION, head: str = "", body: str = "", lang: str = 'lang="en"'
) -> str:
    """Return a small sound page, of which each part can be put in place of another."""
    return (
        f"<!doctype html><html {lang}><head><meta charset=utf-8>{title}{description}{head}</head>"
        f"<body><h1>Bread</h1>{_TEXT}{body}</body></html>"
    )


def heads(prefix: str, variants: dict[str, str]) -> list[OraclePage]:
    """Return a page for each addition to the head."""
    return [OraclePage(f"{prefix}-{name}", html(head=head)) for name, head in variants.items()]


def bodies(prefix: str, variants: dict[str, str]) -> list[OraclePage]:
    """Return a page for each addition to the body."""
    return [OraclePage(f"{prefix}-{name}", html(body=body)) for name, body in variants.items()]


def answers(prefix: str, variants: dict[str, Headers]) -> list[OraclePage]:
    """Return a page for each set of response headers."""
    return [OraclePage(f"{prefix}-{name}", html(), headers=headers) for name, headers in variants.items()]
