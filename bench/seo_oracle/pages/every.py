"""All pages of the comparison, in an order that never depends on anything but this code."""

from bench.seo_oracle.pages import images, indexing, links, mixtures, robots, statuses, texts, versions
from bench.seo_oracle.pages.model import OraclePage

_FAMILIES = (statuses, indexing, robots, texts, links, images, versions, mixtures)


def every_page() -> tuple[OraclePage, ...]:
    """Return the pages."""
    return tuple(page for family in _FAMILIES for page in family.pages())
