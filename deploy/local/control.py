"""Commands on the processes of a running stack: status, logs, and start, stop, restart and kill of single ones."""

import os
import subprocess
from collections.abc import Sequence
from functools import partial

from deploy.local import ports, programs, readiness
from deploy.local.console import Console, StackError
from deploy.local.paths import Stack
from deploy.local.supervisor import Supervisor


def status(stack: Stack, console: Console) -> None:
    """Print each process with its state and whether it is ready; fail when one is not."""
    supervisor = _running(stack)
    chosen = ports.remembered(stack)
    problems = 0
    for process in supervisor.processes():
        problem = (
            _problem(process.name, chosen) if process.state == "RUNNING" else process.description or "does not run"
        )
        problems += problem is not None
        print(f"{process.name:18} {process.state:9} {_port(process.name, chosen):>5}  {problem or process.description}")
    if problems:
        raise StackError(f"{problems} of the {stack.profile} stack's processes are not ready.")
    console.say(f"every process of the {stack.profile} stack is ready")


def _problem(name: str, chosen: dict[str, int]) -> str | None:
    checks = {
        "postgres": partial(readiness.postgres_problem, chosen["postgres"]),
        "rabbitmq": partial(readiness.rabbitmq_problem, chosen["amqp"]),
        "epmd": lambda: None,
    }
    check = checks.get(name) or partial(readiness.service_problem, name, chosen.get(name, 0))
    return check()


def _port(name: str, chosen: dict[str, int]) -> str:
    return str(chosen.get("amqp" if name == "rabbitmq" else name, ""))


def logs(stack: Stack, names: Sequence[str], *, follow: bool) -> None:
    """Print the last lines of the logs, and go on printing while `follow` is set."""
    available = sorted(path for path in stack.logs.glob("*.log") if not names or path.stem in names)
    if not available:
        raise StackError(f"There is no log of {', '.join(names) or 'anything'} in {stack.logs}.")
    command = ["tail", "-n", "40", *(["-F"] if follow else []), "--", *(str(path) for path in available)]
    subprocess.run(command, env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False)


def restart(stack: Stack, names: Sequence[str], console: Console) -> None:
    """Stop and start processes: the named ones, or all services so that they run the code of now."""
    supervisor = _running(stack)
    for name in _chosen(stack, names):
        supervisor.stop_process(name)
        supervisor.start_process(name)
        console.say(f"{name} restarted")


def stop(stack: Stack, names: Sequence[str]) -> None:
    """Stop processes and wait for their end."""
    for name in _chosen(stack, names):
        _running(stack).stop_process(name)


def start(stack: Stack, names: Sequence[str]) -> None:
    """Start processes that were stopped; does not wait until they are ready."""
    for name in _chosen(stack, names):
        _running(stack).start_process(name)


def kill(stack: Stack, names: Sequence[str]) -> None:
    """Send SIGKILL; the supervisor starts a killed process again."""
    for name in _chosen(stack, names):
        _running(stack).signal_process(name, "KILL")


def _chosen(stack: Stack, names: Sequence[str]) -> Sequence[str]:
    chosen = names or programs.services(stack.profile)
    if not chosen:
        raise StackError("Name a process: postgres, rabbitmq or epmd.")
    return chosen


def _running(stack: Stack) -> Supervisor:
    supervisor = Supervisor(stack)
    if not supervisor.is_running():
        raise StackError(f"The {stack.profile} stack is not running; start it with `make up`.")
    return supervisor
