"""Makes one document and ends: reads an order from its input, writes the file to its output.

A process of its own, because setting type holds a hundred megabytes and a core for a while, because nothing of one
workspace's document should be left when the next is made, and because it can be killed.
"""

import os
import resource
import sys
from datetime import datetime
from typing import Final, assert_never

from exports.audit import Audit
from exports.building import build
from exports.model import Export
from exports.order import ORDER, Order
from exports.roadmap import Roadmap
from exports.strategy import Format

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
    """Return the file; each format loads only the libraries it needs."""
    subject = order.subject
    if isinstance(subject, Audit):
        # Reading a stored audit takes a while, and only audits need it.
        from exports.audits.document import build as built  # noqa: PLC0415

        return _rendered(order.format, built(subject), 1, subject.made_at)
    if isinstance(subject, Roadmap):
        from exports.roadmaps.files import built as built_roadmap  # noqa: PLC0415

        return _rendered(order.format, built_roadmap(subject), subject.revision, subject.changed_at)
    if order.format == "md":
        raise ValueError("the sections of a strategy are Markdown, and need no process")
    return _rendered(order.format, build(subject), subject.version, subject.made_at)


def _rendered(kind: Format, export: Export, version: int, made_at: datetime) -> bytes:
    match kind:
        case "md":
            from exports import blocks_as_markdown  # noqa: PLC0415

            return blocks_as_markdown.render(export)
        case "html":
            from exports import html  # noqa: PLC0415

            return html.render(export)
        case "pdf":
            from exports import pdf  # noqa: PLC0415

            return pdf.render(export, made_at)
        case "docx":
            from exports.word import file  # noqa: PLC0415

            return file.render(export, version, made_at)
        case "json":
            raise ValueError("what is stored goes out as it is, and needs no process")
        case _:
            assert_never(kind)


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
