"""Where pages are, and which paths of theirs a link may lead back to."""

from typing import Final
from urllib.parse import urlencode, urlsplit

HOME: Final = "/dashboard/convex"
SIGN_IN: Final = f"{HOME}/sign-in"
_LONGEST: Final = 2000


def is_page(path: str) -> bool:
    """Return whether a path is one of ours."""
    return path == HOME or path.startswith(f"{HOME}/")


def local(path: str | None) -> str:
    """Return where to go next: the path given when it is a page of ours, else home; never another site."""
    if not path or len(path) > _LONGEST or not path.isascii() or not path.isprintable() or "\\" in path:
        return HOME
    try:
        parts = urlsplit(path)
    except ValueError:
        return HOME
    # The parser drops leading blanks, which a browser might read otherwise.
    stays_here = path.startswith(HOME) and is_page(parts.path) and "/." not in parts.path
    return path if stays_here and parts.path != SIGN_IN else HOME


def shown_page(current_url: str | None) -> str:
    """Return the path of the page that a script says it was asked from."""
    start = (current_url or "").find(HOME)
    return HOME if start < 0 else local((current_url or "")[start:])


def sign_in_path(came_from: str) -> str:
    """Return the sign-in page that leads back."""
    target = local(came_from)
    return SIGN_IN if target == HOME else f"{SIGN_IN}?{urlencode({'next': target})}"
