"""What each command does, natively or in Docker; the table that `python3 -m deploy.local` looks up."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from deploy.local import checks, compose, control, environment, inside, lifecycle, lighthouse, locks
from deploy.local.console import Console, StackError
from deploy.local.envfile import read
from deploy.local.paths import Stack


@dataclass(frozen=True, slots=True)
class Call:
    """One command as it was typed: on which stack, with which further words."""

    stack: Stack
    words: Sequence[str]
    console: Console


def _up(call: Call) -> None:
    stack = call.stack
    kind = compose.kind(stack, os.environ.get("STACK"))
    if kind == "docker":
        compose.up(_composed(stack), call.console)
    else:
        lifecycle.up(stack, call.console)
    if stack.profile == "dev":
        (stack.root / ".state" / "kind").write_text(kind)


def _composed(stack: Stack) -> Stack:
    return Stack(stack.root, "docker")


def _current(call: Call) -> Stack:
    """Return the stack meant: the development stack is the one that was started last, natively or in Docker."""
    kind = call.stack.root / ".state" / "kind"
    if call.stack.profile == "dev" and kind.exists() and kind.read_text() == "docker":
        return _composed(call.stack)
    return call.stack


def _down(call: Call) -> None:
    stack = _current(call)
    if stack.profile == "docker":
        compose.down(stack, call.console)
    else:
        lifecycle.down(stack, call.console)


def _reset(call: Call) -> None:
    stack = _current(call)
    if stack.profile == "docker":
        compose.down(stack, call.console, remove_data=True)
    lifecycle.reset(call.stack, call.console)


def _status(call: Call) -> None:
    stack = _current(call)
    if stack.profile == "docker":
        compose.status(stack)
    else:
        control.status(stack, call.console)


def _logs(call: Call, *, follow: bool = False) -> None:
    stack = _current(call)
    if stack.profile == "docker":
        compose.logs(stack, call.words, follow=follow)
    else:
        control.logs(stack, call.words, follow=follow)


def _follow(call: Call) -> None:
    _logs(call, follow=True)


def _demo(call: Call) -> None:
    _up(call)
    environment.ensure(call.stack.root, call.console)
    inside.run(_current(call), "deploy.local.demo")


def _bench(call: Call) -> None:
    # On the development stack's servers, which write to disk as production does; those of the tests do not.
    lifecycle.up(call.stack, call.console, is_traced=False)
    inside.run(call.stack, "bench", *call.words)


def _convex(call: Call) -> None:
    stack = _current(call)
    if stack.profile == "docker":
        compose.convex(stack, call.words)
    else:
        inside.run(stack, "gateway.operator", *call.words)


def _traces(call: Call) -> None:
    stack = _current(call)
    if stack.profile == "docker":
        raise StackError("In Docker, Jaeger shows them: `docker compose --profile observability up -d jaeger`.")
    address = read(stack.environment_file).get("CONVEX_TRACES_URL")
    if address is None:
        raise StackError("The development stack does not run; start it with `make up`.")
    call.console.say(f"traces are at {address.replace('traces/{trace_id}', '')}, one at {address}")


def _seo_oracle(call: Call) -> None:
    environment.ensure(call.stack.root, call.console)
    lighthouse.compare(call.stack.root, call.words, call.console)


def _ensure_environment(call: Call) -> None:
    environment.ensure(call.stack.root, call.console)


def _check(call: Call) -> None:
    checks.run(Stack(call.stack.root, "test"), call.words, call.console)


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what it is for."""

    help: str
    run: Callable[[Call], object]


COMMANDS: Final[Mapping[str, Command]] = {
    "up": Command("bring the stack up, or make sure that it is", _up),
    "down": Command("stop everything; data stays", _down),
    "reset": Command("stop everything and remove the data", _reset),
    "status": Command("say which process is ready", _status),
    "logs": Command("print the end of the logs", _logs),
    "follow": Command("print the logs as they grow", _follow),
    "restart": Command(
        "restart the named processes, or all services",
        lambda call: control.restart(call.stack, call.words, call.console),
    ),
    "stop": Command("stop the named processes", lambda call: control.stop(call.stack, call.words)),
    "start": Command("start the named processes", lambda call: control.start(call.stack, call.words)),
    "kill": Command("send the named processes SIGKILL", lambda call: control.kill(call.stack, call.words)),
    "migrate": Command("bring the schema up to date", lambda call: lifecycle.migrate(call.stack, call.console)),
    "convex": Command("run the operator's command on the stack", _convex),
    "traces": Command("say where traces are shown", _traces),
    "token": Command("print a JWT for the stack", lambda call: inside.run(_current(call), "deploy.local.token")),
    "demo": Command("bring the stack up and show what it does", _demo),
    "bench": Command("measure the running stack", _bench),
    "seo-oracle": Command("compare the SEO checks with Lighthouse", _seo_oracle),
    "environment": Command("make or refresh the virtual environment", _ensure_environment),
    "lock": Command("write the lock files", lambda call: locks.write_all(call.stack.root, call.console)),
    "check": Command("run stages of `make test`, or all", _check),
    "images": Command("build the image of each service", lambda call: compose.images(call.stack, call.console)),
    "compose-config": Command("check docker-compose.yml", lambda call: compose.check(call.stack, call.console)),
}
