"""Pages drawn from features that the others have one by one; the seed makes every run draw the same."""

from random import Random
from typing import Final

from bench.seo_oracle.pages.model import DESCRIPTION, FOR_US, NO_ROBOTS, PATH, TITLE, Headers, OraclePage, html

SEED: Final = 20261126
_NUMBER: Final = 40
_TITLES: Final = (TITLE, TITLE, "", "<title> </title>")
_DESCRIPTIONS: Final = (DESCRIPTION, DESCRIPTION, "", '<meta name="description" content=" ">')
_HEADS: Final = (
    "",
    '<meta name="robots" content="noindex, follow">',
    '<meta name="robots" content="max-image-preview:large">',
    f'<link rel="canonical" href="ORIGIN{PATH}">',
    f'<link rel="canonical" href="{PATH}">',
    '<link rel="canonical" href="ORIGIN/">',
    '<link rel="alternate" hreflang="de" href="https://example.org/brot">',
    '<link rel="alternate" hreflang="deutsch" href="https://example.org/brot">',
    '<link rel="alternate" hreflang="de" href="/brot">',
)
_BODIES: Final = (
    "",
    '<p><a href="/flour">Kinds of flour</a></p>',
    '<p><a href="/flour">learn more</a></p>',
    '<p><a href="/flour" rel="nofollow">learn more</a></p>',
    '<p><a href="javascript:void(0)">Kinds of yeast</a></p>',
    '<p><a onclick="open()">Kinds of yeast</a></p>',
    '<p><img src="/a.png" alt="A loaf"></p>',
    '<p><img src="/a.png" alt=""></p>',
    '<p><img src="/b.png"></p>',
)
_HEADERS: Final[tuple[Headers, ...]] = ((), (), (("X-Robots-Tag", "noarchive"),), (("X-Robots-Tag", "none"),))
_ROBOTS: Final = (
    NO_ROBOTS,
    (200, "User-agent: *\nDisallow: /basket\n"),
    (200, f"{FOR_US}User-agent: *\nDisallow: /guides\n"),
    (200, "User-agent: *\nDisallow: basket\n"),
    (200, ""),
)
_VIA: Final = ((), (), (), (("/old", 301),))


def pages() -> list[OraclePage]:
    """Return the drawn pages."""
    # For variety alone, not for secrets; `choice` and `sample` draw the same in every release of Python since 3.2.
    draw = Random(SEED)
    return [_drawn(f"mixture-{number:02}", draw) for number in range(1, _NUMBER + 1)]


def _drawn(name: str, draw: Random) -> OraclePage:
    title, description = draw.choice(_TITLES), draw.choice(_DESCRIPTIONS)
    head, body = "".join(draw.sample(_HEADS, 3)), "".join(draw.sample(_BODIES, 3))
    text = html(title=title, description=description, head=head, body=body)
    return OraclePage(name, text, headers=draw.choice(_HEADERS), robots=draw.choice(_ROBOTS), via=draw.choice(_VIA))
