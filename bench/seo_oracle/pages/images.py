"""Pages that differ in their images."""

from typing import Final

from bench.seo_oracle.pages.model import OraclePage, bodies

_IMAGES: Final = {
    "described": '<img src="/a.png" alt="A loaf">',
    "no-alt": '<img src="/a.png">',
    "empty-alt": '<img src="/a.png" alt="">',
    "valueless-alt": '<img src="/a.png" alt>',
    "blank-alt": '<img src="/a.png" alt=" ">',
    "presentation": '<img src="/a.png" role="presentation">',
    "none": '<img src="/a.png" role="none">',
    "label": '<img src="/a.png" aria-label="A loaf">',
    "empty-label": '<img src="/a.png" aria-label="">',
    "title": '<img src="/a.png" title="A loaf">',
    "empty-title": '<img src="/a.png" title="">',
    "labelled-by": '<span id=loaf>A loaf</span><img src="/a.png" aria-labelledby="loaf">',
    "labelled-by-nothing": '<img src="/a.png" aria-labelledby="loaf">',
    "hidden": '<img hidden src="/a.png">',
    "hidden-above": '<div style="display:none"><img src="/a.png"></div>',
    "hidden-by-sheet": '<style>.x{display:none}</style><img class=x src="/a.png">',
    "aria-hidden": '<img aria-hidden="true" src="/a.png">',
    "in-link": '<a href="/flour"><img src="/a.png"> Kinds of flour</a>',
    "in-picture": '<picture><source srcset="/b.png"><img src="/a.png"></picture>',
    "in-noscript": '<noscript><img src="/a.png"></noscript>',
    "one-of-many": '<img src="/a.png" alt="A loaf">' * 20 + '<img src="/b.png">',
    "all-bare": '<img src="/a.png"><img src="/b.png">',
    "button": '<input type="image" src="/a.png">',
    "drawing": "<svg role=img width=9 height=9><path d='M0 0h9v9z'/></svg>",
}


def pages() -> list[OraclePage]:
    """Return a page per image."""
    return bodies("image", _IMAGES)
