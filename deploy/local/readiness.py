"""Whether the parts of a stack answer, and a sentence for each that does not."""

import json
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Final

from deploy.local.console import StackError
from deploy.local.packages import postgres_programs
from deploy.local.paths import Stack

_AMQP_GREETING: Final = b"AMQP\x00\x00\x09\x01"


def postgres_problem(port: int) -> str | None:
    """Return why Postgres can't be used, or nothing."""
    programs = postgres_programs()
    if programs is None:
        return "Postgres is not installed"
    command = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    done = subprocess.run(command, capture_output=True, check=False)
    return None if done.returncode == 0 else "Postgres does not accept connections"


def rabbitmq_problem(port: int) -> str | None:
    """Return why RabbitMQ can't be used, or nothing."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(_AMQP_GREETING)
            return None if connection.recv(1) == b"\x01" else "RabbitMQ does not speak AMQP"
    except OSError:
        return "RabbitMQ does not accept connections"


def service_problem(name: str, port: int) -> str | None:
    """Return what a service's /health/ready says is wrong, or nothing."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
            return None
    except urllib.error.HTTPError as error:
        return f"{name} is not ready: {_failing(error.read())}"
    except (OSError, ValueError):
        return f"{name} does not answer on port {port}"


def _failing(body: bytes) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return body[:200].decode(errors="replace")
    return json.dumps(answer)[:300]


def wait(checks: Mapping[str, Callable[[], str | None]], *, seconds: float, stack: Stack) -> None:
    """Wait until no check has a problem.

    Raises:
        StackError: naming every part with a problem, and where its log is, when the time is over.
    """
    deadline = time.monotonic() + seconds
    waiting = dict(checks)
    while True:
        problems = {name: problem for name, check in waiting.items() if (problem := check()) is not None}
        if not problems:
            return
        if time.monotonic() > deadline:
            told = "".join(f"\n  {problem}\n    {_last_words(stack, name)}" for name, problem in problems.items())
            raise StackError(f"After {seconds:.0f} s not everything is ready:{told}")
        waiting = {name: waiting[name] for name in problems}
        time.sleep(0.1)


def _last_words(stack: Stack, name: str) -> str:
    path = stack.logs / f"{name}.log"
    lines = path.read_text(errors="replace").splitlines()[-3:] if path.exists() else []
    return f"{path} ends with:" + "".join(f"\n      {line[:300]}" for line in lines or ["nothing"])
