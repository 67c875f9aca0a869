"""Control of the process supervisor over its Unix socket."""

import http.client
import os
import socket
import subprocess
import xmlrpc.client
from dataclasses import dataclass
from typing import Any

from deploy.local.console import StackError
from deploy.local.paths import Stack
from deploy.local.processes import MARK


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

    def reload(self) -> None:
        """Take up the configuration on disk: only processes whose settings changed are touched."""
        added, changed, removed = self._call("reloadConfig")[0]
        for name in (*changed, *removed):
            self._call("stopProcessGroup", name)
            self._call("removeProcessGroup", name)
        for name in (*changed, *added):
            self._call("addProcessGroup", name)

    def shutdown(self) -> None:
        """Ask the supervisor to stop everything, in order, and end."""
        self._call("shutdown")

    def processes(self) -> list[ProcessState]:
        """Return the state of each process, in the order of their start."""
        found = self._call("getAllProcessInfo")
        return [ProcessState(item["name"], item["statename"], item["pid"], item["description"]) for item in found]

    def start_process(self, name: str) -> None:
        """Start one process, unless it runs."""
        # Not waiting: a process that needs several attempts is no fault of the caller's.
        self._change("startProcess", name, wait=False, already="ALREADY_STARTED")

    def stop_process(self, name: str) -> None:
        """Stop one process and wait for its end, unless it does not run."""
        self._change("stopProcess", name, wait=True, already="NOT_RUNNING")

    def tell_to_stop(self, name: str) -> None:
        """Have one process begin to stop."""
        self._change("stopProcess", name, wait=False, already="NOT_RUNNING")

    def signal_process(self, name: str, signal: str) -> None:
        """Send one process a signal."""
        self._call("signalProcess", name, signal)

    def _change(self, method: str, name: str, *, wait: bool, already: str) -> None:
        try:
            self._call(method, name, wait)
        except xmlrpc.client.Fault as fault:
            if already not in fault.faultString:
                raise StackError(f"supervisord: {name}: {fault.faultString}") from fault

    def _call(self, method: str, *arguments: str | bool) -> Any:
        transport = _UnixTransport(str(self.stack.supervisor_socket))
        with xmlrpc.client.ServerProxy("http://localhost", transport=transport) as server:
            return getattr(server.supervisor, method)(*arguments)
