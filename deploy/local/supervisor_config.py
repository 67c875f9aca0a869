"""The process supervisor's configuration as text."""

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from deploy.local.console import StackError
from deploy.local.paths import Stack


@dataclass(frozen=True, slots=True)
class Program:
    """One process to keep running; lower priorities start first and stop last."""

    name: str
    command: Sequence[str]
    priority: int
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    stop_signal: str = "TERM"
    stop_wait_s: int = 30
    whole_group: bool = False
    autostart: bool = True


def render(stack: Stack, programs: Sequence[Program]) -> str:
    """Return the text of supervisord.conf."""
    templates = Path(__file__).with_name("templates")
    head = Template((templates / "supervisord.conf").read_text(encoding="utf-8")).substitute(
        directory=_escape(str(stack.root)),
        logs=_escape(str(stack.logs)),
        pidfile=_escape(str(stack.state / "supervisord.pid")),
        socket=_escape(str(stack.supervisor_socket)),
        # Without this line supervisord warns root; other users must not name themselves, they may have no name.
        user="user=root" if os.geteuid() == 0 else "",
    )
    body = Template((templates / "program.conf").read_text(encoding="utf-8"))
    return head + "".join(body.substitute(_values(stack, program)) for program in programs)


def _values(stack: Stack, program: Program) -> dict[str, str]:
    return {
        "name": program.name,
        "command": _escape(shlex.join(program.command)),
        "environment": ",".join(f"{name}={_quote(value)}" for name, value in sorted(program.environment.items())),
        "priority": str(program.priority),
        "stop_signal": program.stop_signal,
        "stop_wait_s": str(program.stop_wait_s),
        "whole_group": str(program.whole_group).lower(),
        "autostart": str(program.autostart).lower(),
        "log": _escape(str(stack.logs / f"{program.name}.log")),
    }


def _escape(value: str) -> str:
    # supervisord expands %(...)s in every value.
    return value.replace("%", "%%")


def _quote(value: str) -> str:
    quote = "'" if '"' in value else '"'
    if quote in value or "\n" in value:
        raise StackError(f"supervisord can't carry a value with both kinds of quotes or a line break: {value!r}")
    return f"{quote}{_escape(value)}{quote}"
