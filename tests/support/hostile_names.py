"""A name server for tests: stands where the system's lookup is called, and answers in the form the system has."""

import socket
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any, Final

# Names answer with these addresses; a name with several lists gives one after another, and the last for ever.
Zone = Mapping[str, Sequence[Sequence[str]]]

SLOW: Final = "slow"
TEMPORARY: Final = "temporary failure"
_SLOW_S: Final = 9.0


class Names:
    """Replaces `socket.getaddrinfo`; asking it reaches nobody."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._asked: Counter[str] = Counter()

    def getaddrinfo(self, host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        """Answer as the system would.

        Raises:
            socket.gaierror: for a name that is not in the zone.
            UnicodeError: for a name that can't be one, as from the idna codec.
        """
        name = host.encode("idna").decode().lower().removesuffix(".")
        turns = self._zone.get(name)
        if turns is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answer = turns[min(self._asked[name], len(turns) - 1)]
        self._asked[name] += 1
        if answer == [TEMPORARY]:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if answer == [SLOW]:
            # In a thread that nobody can cancel, like a name server that does not answer.
            time.sleep(_SLOW_S)
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return [_info(address, port) for address in answer]


def _info(address: str, port: int) -> tuple[Any, ...]:
    ip = ip_address(address)
    if ip.version == 4:
        return (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port))
    scope = 2 if "%" in address else 0
    return (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port, 0, scope))
