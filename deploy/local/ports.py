"""Private ports: chosen once, remembered, and chosen again only when somebody else has taken one meanwhile."""

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final

from deploy.local.console import StackError
from deploy.local.envfile import write_private
from deploy.local.paths import Profile, Stack

# Below the range from which kernels hand out ports to clients, so that no passing connection takes one of ours.
_FIRST: Final = 20_000
_LAST: Final = 29_999

INFRASTRUCTURE: Final = ("postgres", "amqp", "distribution", "epmd", "management", "rabbitmq_metrics")
# Name -> the port that the documentation names, taken when it is free.
WANTED: Final[Mapping[str, int]] = {
    "gateway": 3008,
    "strategy-worker": 3011,
    "seo-worker": 3012,
    "roadmap-worker": 3013,
    "stats-aggregator": 3014,
    "demo_page": 8099,
    # What the protocol names for OTLP over HTTP; the same port shows the traces.
    "traces": 4318,
}


def names(profile: Profile) -> tuple[str, ...]:
    """Return the ports a profile needs; tests start services on ports of their own."""
    return INFRASTRUCTURE if profile == "test" else (*INFRASTRUCTURE, *WANTED)


def is_free(port: int) -> bool:
    """Return whether a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose(
    profile: Profile, *, seed: str, remembered: Mapping[str, int], free: Callable[[int], bool] = is_free
) -> dict[str, int]:
    """Return a port for each name: the remembered one while it is free, else the documented one, else any."""
    chosen: dict[str, int] = {}
    # What another name has had is not offered, so that one taken port does not move all that follow.
    candidates = (port for port in _candidates(seed) if port not in remembered.values())
    for name in names(profile):
        preferred = [port for port in (remembered.get(name), WANTED.get(name)) if port is not None]
        chosen[name] = next(
            (port for port in chain(preferred, candidates) if port not in chosen.values() and free(port)), 0
        )
        if not chosen[name]:
            raise StackError(
                f"No port between {_FIRST} and {_LAST} is free for {name}; stop something that holds them."
            )
    return chosen


def _candidates(seed: str) -> Iterator[int]:
    # Two checkouts start looking in different places, so they seldom meet.
    count = _LAST - _FIRST + 1
    offset = int(seed, 16) % count
    return (_FIRST + (offset + step) % count for step in range(count))


def remembered(stack: Stack) -> dict[str, int]:
    """Return the ports of the last start, none before the first or when the file is damaged."""
    try:
        return {str(name): int(port) for name, port in json.loads(_file(stack).read_text()).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}


def settle(stack: Stack, *, running: bool) -> dict[str, int]:
    """Return the ports to use and remember them; those of a running stack are its own and stay."""
    known = remembered(stack)
    if running and set(names(stack.profile)) <= set(known):
        return known
    # A release may want one port more than the one that runs, whose own are taken by itself.
    own = set(known.values()) if running else set[int]()
    chosen = choose(stack.profile, seed=stack.key, remembered=known, free=lambda port: port in own or is_free(port))
    write_private(_file(stack), json.dumps(chosen, indent=1, sort_keys=True))
    return chosen


def _file(stack: Stack) -> Path:
    return stack.state / "ports.json"
