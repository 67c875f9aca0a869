"""Up, down, status, logs and reset of one stack; every step may be interrupted and is made good by the next call."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from functools import partial
from typing import Final

from deploy.local import environment, packages, passwords, ports, postgres, programs, rabbitmq, readiness
from deploy.local.console import Console, StackError
from deploy.local.envfile import read, render, write_private
from deploy.local.exclusive import exclusively
from deploy.local.paths import Stack
from deploy.local.processes import end_leftovers, of_stack
from deploy.local.supervisor import Supervisor
from deploy.local.supervisor_config import render as render_supervisor

_SERVERS_READY_S: Final = 120.0
_SERVICES_READY_S: Final = 60.0
_DOWN_S: Final = 90.0


def up(stack: Stack, console: Console, *, is_traced: bool = True) -> None:
    """Bring the stack up, or make sure that it is; for measurements without the cost of traces."""
    stack.make_directories()
    with exclusively(stack.state, console):
        packages.provide(packages.missing(), console)
        environment.ensure(stack.root, console)
        supervisor = Supervisor(stack)
        running = supervisor.is_running()
        if not running:
            end_leftovers(stack, console)
        chosen = ports.settle(stack, running=running)
        _configure(stack, chosen, console, is_traced=is_traced)
        if running:
            supervisor.reload()
        else:
            console.say(f"starting the {stack.profile} stack")
            supervisor.start()
        _start_servers(stack, chosen, supervisor)
        if stack.profile == "dev":
            _start_services(stack, chosen, console)
        console.say(f"the {stack.profile} stack is up; its addresses are in {stack.environment_file}")


def _configure(stack: Stack, chosen: Mapping[str, int], console: Console, *, is_traced: bool) -> None:
    secrets = passwords.settle(stack)
    own = read(stack.root / ".env")
    values = programs.addresses(stack.profile, chosen, secrets, own)
    if not is_traced:
        values["OTEL_EXPORTER_OTLP_ENDPOINT"] = ""
    processes = programs.programs(
        stack,
        chosen,
        postgres=postgres.prepare(stack, secrets, console),
        rabbitmq=rabbitmq.prepare(stack, chosen, secrets),
        own=own,
        values=values,
    )
    write_private(stack.supervisor_config, render_supervisor(stack, processes))
    write_private(stack.environment_file, render(values))
    _tell_other_ports(stack, chosen, console)


def _tell_other_ports(stack: Stack, chosen: Mapping[str, int], console: Console) -> None:
    for name, wanted in ports.WANTED.items():
        if stack.profile == "dev" and chosen[name] != wanted:
            console.warn(f"port {wanted} is taken, {name} uses {chosen[name]}")


def _start_servers(stack: Stack, chosen: Mapping[str, int], supervisor: Supervisor) -> None:
    for name in ("epmd", "postgres", "rabbitmq"):
        supervisor.start_process(name)
    checks = {"postgres": partial(readiness.postgres_problem, chosen["postgres"])}
    if stack.profile == "test":
        checks["rabbitmq"] = partial(readiness.rabbitmq_problem, chosen["amqp"])
    # Services wait for RabbitMQ themselves; only the migrations need Postgres first.
    readiness.wait(checks, seconds=_SERVERS_READY_S, stack=stack)


def _start_services(stack: Stack, chosen: Mapping[str, int], console: Console) -> None:
    supervisor = Supervisor(stack)
    if migrate(stack, console):
        # They run the code of before, whose statements may not fit the new code's files and schema.
        for name in programs.SERVICES:
            supervisor.stop_process(name)
    for name in programs.SERVICES:
        supervisor.start_process(name)
    console.say("waiting for the services")
    broker = {"rabbitmq": partial(readiness.rabbitmq_problem, chosen["amqp"])}
    readiness.wait(broker, seconds=_SERVERS_READY_S, stack=stack)
    checks = {name: partial(readiness.service_problem, name, chosen[name]) for name in programs.SERVICES}
    readiness.wait(checks, seconds=_SERVICES_READY_S, stack=stack)


def migrate(stack: Stack, console: Console) -> bool:
    """Bring the schema up to date, give the application's roles their passwords, and tell whether anything was new."""
    values = read(stack.environment_file)
    if not values:
        raise StackError(f"There is no {stack.profile} stack; start it with `make up`.")
    command = [str(stack.venv / "bin" / "migrate"), str(stack.root / "deploy" / "migrations")]
    done = subprocess.run(command, cwd=stack.root, env=os.environ | values, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StackError(f"The migrations failed:\n{(done.stderr or done.stdout).strip()}")
    told = done.stdout.strip()
    console.say(f"migrations {told}")
    return not told.startswith("applied: nothing")


def down(stack: Stack, console: Console) -> None:
    """Stop everything; data stays."""
    if not stack.state.exists():
        console.say(f"there is no {stack.profile} stack")
        return
    with exclusively(stack.state, console):
        _stop(stack, console)


def _stop(stack: Stack, console: Console) -> None:
    supervisor = Supervisor(stack)
    if supervisor.is_running():
        console.say(f"stopping the {stack.profile} stack")
        # Side by side; on its own the supervisor would stop one after another.
        for name in programs.services(stack.profile):
            supervisor.tell_to_stop(name)
        supervisor.shutdown()
        deadline = time.monotonic() + _DOWN_S
        while of_stack(stack) and time.monotonic() < deadline:
            time.sleep(0.1)
    end_leftovers(stack, console)
    console.say(f"the {stack.profile} stack is down")


def reset(stack: Stack, console: Console) -> None:
    """Stop everything and remove the stack's data, secrets and ports."""
    if not stack.state.exists():
        console.say(f"there is no {stack.profile} stack")
        return
    with exclusively(stack.state, console):
        _stop(stack, console)
        for path in (stack.state, stack.runtime, stack.fallback):
            if path.exists():
                shutil.rmtree(path)
        console.say(f"removed {stack.state}")
