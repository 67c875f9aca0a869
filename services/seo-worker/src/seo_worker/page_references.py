"""What a page says of its encoding and of the files it needs, as plain values like all evidence."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Charset:
    """Every place that declares an encoding, and the one that was used to decode, by its name in the standard.

    `meta_in_time`: the declaration ends within the first 1024 bytes, where browsers look for it, or there is none.
    """

    header: str | None
    bom: str | None
    meta: str | None
    meta_offset: int | None
    used: str
    had_errors: bool
    meta_in_time: bool = True


@dataclass(frozen=True, slots=True)
class Resource:
    """A script or stylesheet in the head that the browser must wait for."""

    kind: Literal["script", "stylesheet"]
    url: str | None


@dataclass(frozen=True, slots=True)
class MixedReference:
    """An http:// reference on an https page; `link` is a plain hyperlink, `resource` loads with the page."""

    kind: Literal["resource", "form", "link"]
    element: str
    url: str
