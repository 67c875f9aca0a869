"""What `make test` runs side by side, as arguments of pytest; together it is every test there is."""

from collections.abc import Mapping, Sequence
from typing import Final

from deploy.local.lanes import Part

# The longest first, so that the lanes end together.
_WITH_SERVERS: Final[Mapping[str, Sequence[str]]] = {
    "http": ("tests/integration/gateway", "tests/integration/gateway_results", "tests/integration/dashboard"),
    "writing": ("tests/integration/strategy_worker", "tests/contract"),
    "pages": ("tests/browser",),
    "system": ("tests/e2e", "tests/integration/seo_worker", "tests/integration/roadmap_worker"),
}
_WITHOUT_SERVERS: Final[Mapping[str, Sequence[str]]] = {
    "gateway": ("tests/unit/gateway", "tests/unit/exports"),
    "engines": ("tests/unit/scoring", "tests/unit/strategy_worker", "tests/unit/roadmap_worker"),
}
_NAMED: Final = {**_WITH_SERVERS, **_WITHOUT_SERVERS}
_FAULTS: Final = "tests/chaos"
_REST: Final = tuple(f"--ignore={path}" for path in (_FAULTS, *(path for paths in _NAMED.values() for path in paths)))
ARGUMENTS: Final[Mapping[str, Sequence[str]]] = {**_NAMED, "rest": _REST, "faults": (_FAULTS,)}
# They run beside the faults, which have to be over in time.
GIVE_WAY: Final = ("types", *_WITHOUT_SERVERS)
NEED_SERVERS: Final = frozenset({*_WITH_SERVERS, "rest", "faults"})


def parts(*, with_faults: bool) -> tuple[Part, ...]:
    """Return the parts in the order in which they should begin.

    What restarts the servers begins when nothing needs them any more, beside what needs none.
    """
    with_servers = (*_WITH_SERVERS, "rest")
    begin = [Part(name, ("chromium",) if name == "pages" else ()) for name in with_servers]
    faults = [Part("faults", with_servers)] if with_faults else []
    later = (Part(name) for name in GIVE_WAY)
    return (Part("chromium", takes_lane=False), *begin, *faults, *later)
