"""What the parser is given: the bytes of one page and the few response headers that belong to its content."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A page to be parsed; `url` is the final one, `links` are the values of its Link headers."""

    body: bytes
    url: str
    content_type: str | None = None
    links: tuple[str, ...] = ()
    last_modified: str | None = None
