"""The process supervisor: its configuration as text, and its control over a Unix socket."""

import http.client
import os
import shlex
import socket
import subprocess
import xmlrpc.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any, cast

from deploy.local.console import StackError
from deploy.local.paths import Stack
from deploy.local.processes import MARK


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


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket's path instead of a host."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class _UnixTransport(xmlrpc.client.Transport):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:  # noqa: ARG002 - the base class's signature
        """Return a connection to the one socket there is."""
        return _UnixConnection(self._path)


@dataclass(frozen=True, slots=True)
class ProcessState:
    """What the supervisor knows of one process; `pid` is zero while it does not run."""

    name: str
    state: str
    pid: int
    description: str


@dataclass(frozen=True, slots=True)
class Supervisor:
    """This controls the supervisor of one stack."""

    stack: Stack

    def is_running(self) -> bool:
        """Return whether a supervisor answers on the stack's socket."""
        try:
            return self._call("getState")["statename"] in {"RUNNING", "SHUTDOWN", "RESTARTING"}
        except (OSError, http.client.HTTPException):
            return False

    def start(self) -> None:
        """Start the supervisor in the background with the configuration on disk."""
        self.stack.supervisor_socket.unlink(missing_ok=True)
        command = [str(self.stack.venv / "bin" / "supervisord"), "-c", str(self.stack.supervisor_config)]
        done = subprocess.run(
            command,
            env=os.environ | {MARK: str(self.stack.state)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )
        if done.returncode:
            raise StackError(f"supervisord did not start: {(done.stderr or done.stdout).strip()}")

    def shutdown(self) -> None:
        """Ask the supervisor to stop everything, in order, and end."""
        self._call("shutdown")

    def processes(self) -> list[ProcessState]:
        """Return the state of each process, in the order of their start."""
        found = self._call("getAllProcessInfo")
        return [ProcessState(item["name"], item["statename"], item["pid"], item["description"]) for item in found]

    def start_process(self, name: str) -> None:
        """Start one process, unless it runs."""
        self._change("startProcess", name, already="ALREADY_STARTED")

    def stop_process(self, name: str) -> None:
        """Stop one process and wait for its end, unless it does not run."""
        self._change("stopProcess", name, already="NOT_RUNNING")

    def signal_process(self, name: str, signal: str) -> None:
        """Send one process a signal."""
        self._call("signalProcess", name, signal)

    def _change(self, method: str, name: str, *, already: str) -> None:
        try:
            # Not waiting for a start: a process that needs several attempts is no fault of the caller's.
            self._call(method, name, method == "stopProcess")
        except xmlrpc.client.Fault as fault:
            if already not in fault.faultString:
                raise StackError(f"supervisord: {name}: {fault.faultString}") from fault

    def _call(self, method: str, *arguments: str | bool) -> Any:
        transport = _UnixTransport(str(self.stack.supervisor_socket))
        with xmlrpc.client.ServerProxy("http://localhost", transport=transport) as server:
            call = cast("Any", getattr(server.supervisor, method))
            return call(*arguments)
