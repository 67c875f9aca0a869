"""Makes sockets off loopback impossible in this process, below everything that our own guard does.

An audit hook sees every connect and every lookup of the interpreter, whichever library asks, and can't be taken out
again; so it is installed only in processes that were started for hostile input.
"""

import sys
from ipaddress import ip_address
from typing import Final, cast

_CONNECTING: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_RESOLVING: Final = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


class LeftLoopbackError(PermissionError):
    """Something tried to reach further than this machine."""


def confine_to_loopback() -> list[str]:
    """Bar all else from now on; the list that is returned grows by what was tried and barred."""
    tried: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _CONNECTING:
            target = arguments[1]
            allowed = _stays_here(target)
        elif event in _RESOLVING:
            target = arguments[0]
            allowed = _is_numeric(target)
        else:
            return
        if not allowed:
            tried.append(f"{event} {target}")
            raise LeftLoopbackError(f"{event} {target} was barred")

    sys.addaudithook(watch)
    return tried


def _stays_here(target: object) -> bool:
    if not isinstance(target, tuple):
        # A datagram on a connected socket names nobody; a text is a socket in the file system.
        return True
    host, *_ = cast("tuple[object, ...]", target)
    return _is_numeric(host) and ip_address(str(host).partition("%")[0]).is_loopback


def _is_numeric(host: object) -> bool:
    try:
        ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True
