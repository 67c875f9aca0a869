"""By which name a site's search data is kept, and which names a page's host is looked up by."""

import re
from typing import Final

_PROPERTY: Final = re.compile(r"(?i)(?:sc-domain:|https?://)?(?:www\.)?(?P<host>[^/?#]+)/?")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_SITE: Final = re.compile(r"(?is)(?:[a-z][a-z0-9+.-]*://)?(?P<host>\[[^\]]*\]|[^/?#:\\]*)")
MAX_LABELS: Final = 8


def domain_of_property(text: str) -> str:
    """Return the host of a property as it is kept: lower case, without www., as it goes over the wire.

    Raises:
        ValueError: saying what a property should look like.
    """
    found = _PROPERTY.fullmatch(text.strip())
    host = _plain(found["host"]) if found else ""
    labels = host.split(".")
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("must be the host of a property, such as example.com")
    return host


def domains_of_site(site: str) -> tuple[str, ...]:
    """Return the names under which data about a host or URL may be kept, the closest first.

    A domain property covers all hosts below it, so the data of example.com says something about blog.example.com.
    """
    found = _SITE.match(site.strip())
    host = _plain(found["host"]) if found else ""
    labels = host.removeprefix("www.").split(".")[-MAX_LABELS:]
    return tuple(".".join(labels[at:]) for at in range(len(labels) - 1))


def _plain(host: str) -> str:
    name = host.rstrip(".").lower()
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
