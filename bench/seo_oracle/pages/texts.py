"""Pages that differ in their title and description."""

from typing import Final

from bench.seo_oracle.pages.model import DESCRIPTION, TITLE, OraclePage, html

_TITLES: Final = {
    "missing": "",
    "empty": "<title></title>",
    "blank": "<title> \n\t </title>",
    "hard-space": "<title>&nbsp;</title>",
    "short": "<title>B</title>",
    "long": f"<title>{'Bread and butter ' * 20}</title>",
    "entity": "<title>&lt;Bread&gt;</title>",
    "two": f"{TITLE}<title>Bread</title>",
    "empty-before-full": f"<title></title>{TITLE}",
    "full-before-empty": f"{TITLE}<title></title>",
    "as-meta": '<meta name="title" content="Bread">',
    "comment": "<!-- <title>Bread</title> -->",
}
_DESCRIPTIONS: Final = {
    "missing": "",
    "empty": '<meta name="description" content="">',
    "blank": '<meta name="description" content="  ">',
    "valueless": '<meta name="description" content>',
    "no-content": '<meta name="description">',
    "short": '<meta name="description" content="Bread.">',
    "long": f'<meta name="description" content="{"Bread and butter. " * 30}">',
    "capitals": '<META NAME="Description" CONTENT="Bread and how it is baked.">',
    "two": f'{DESCRIPTION}<meta name="description" content="Bread.">',
    "empty-before-full": f'<meta name="description" content="">{DESCRIPTION}',
    "no-content-before-full": f'<meta name="description">{DESCRIPTION}',
    "open-graph-only": '<meta property="og:description" content="Bread.">',
    "as-property": '<meta property="description" content="Bread.">',
}
_IN_BODY: Final = {
    "title-in-drawing-too": "<svg><title>A loaf</title></svg>",
    "description-in-body-too": '<meta name="description" content="Another one.">',
}


def pages() -> list[OraclePage]:
    """Return a page per title and description, and those that stand in the wrong place."""
    drawing, late = "<svg><title>A loaf</title></svg>", "<script>document.title = 'Bread'</script>"
    return [
        *(OraclePage(f"title-{name}", html(title=title)) for name, title in _TITLES.items()),
        *(OraclePage(f"description-{name}", html(description=text)) for name, text in _DESCRIPTIONS.items()),
        *(OraclePage(name, html(body=body)) for name, body in _IN_BODY.items()),
        OraclePage("title-in-drawing", html(title="", body=drawing)),
        OraclePage("title-in-body", html(title="", body=TITLE)),
        OraclePage("title-by-script", html(title="", body=late)),
        OraclePage("description-in-body", html(description="", body=DESCRIPTION)),
        OraclePage("title-and-description-missing", html(title="", description="")),
    ]
