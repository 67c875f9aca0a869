"""Makes one document and ends: reads an order from its input, writes the file to its output.

A process of its own, because setting type holds a hundred megabytes and a core for a while, because nothing of one
workspace's document should be left when the next is made, and because it can be killed.
"""

import os
import resource
import sys
from typing import Final, assert_never

from exports.building import build
from exports.strategy import ORDER, Order

_MEMORY_BYTES: Final = 3_000_000_000
_CPU_S: Final = 60
_NICENESS: Final = 10


def main() -> int:
    """Serve the one order."""
    _confine()
    # Whatever a library prints must not end up in the file.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        made = render(ORDER.validate_json(sys.stdin.buffer.read()))
    except Exception as exc:  # noqa: BLE001 - the parent is told what kind of failure it was and nothing of the text
        sys.stderr.write(type(exc).__name__)
        return 1
    with answer:
        answer.write(made)
    return 0


def render(order: Order) -> bytes:
    """Return the file of HTML, PDF or DOCX; each format loads only the libraries it needs."""
    strategy = order.strategy
    export = build(strategy)
    match order.format:
        case "html":
            from exports import html  # noqa: PLC0415

            return html.render(export)
        case "pdf":
            from exports import pdf  # noqa: PLC0415

            return pdf.render(export, strategy.made_at)
        case "docx":
            from exports.word import file  # noqa: PLC0415

            return file.render(export, strategy.version, strategy.made_at)
        case "md" | "json":
            raise ValueError("what is stored goes out as it is, and needs no process")
        case _:
            assert_never(order.format)


def _confine() -> None:
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    # Whoever polls a job in the meantime comes first.
    os.nice(_NICENESS)
    # In case the parent dies before it could end us.
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))


if __name__ == "__main__":
    sys.exit(main())
