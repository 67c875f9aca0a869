"""The same stack under Docker Compose, for machines with an engine."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from deploy.local.console import Console, StackError
from deploy.local.distributions import services
from deploy.local.envfile import render, write_private
from deploy.local.paths import Stack
from deploy.local.supervisor import Supervisor

Kind = Literal["docker", "native"]
_UP_S: Final = 600
_ADDRESSES: Final = ("JWT_SECRET", "JWT_ISSUER", "JWT_AUDIENCE")


def kind(stack: Stack, wish: str | None) -> Kind:
    """Return how the development stack runs: as wished, as it runs already, else in Docker when an engine answers.

    Raises:
        StackError: for a wish that is neither docker nor native, or an engine that is wished for and does not answer.
    """
    if stack.profile == "test" or wish == "native":
        return "native"
    if wish == "docker" or stack.profile == "docker":
        if not engine_answers():
            raise StackError("No Docker engine with Compose answers; start one, or leave STACK=docker away.")
        return "docker"
    if wish:
        raise StackError(f"STACK={wish}: there are docker and native.")
    if Supervisor(stack).is_running():
        return "native"
    return "docker" if engine_answers() else "native"


def engine_answers() -> bool:
    """Return whether a Docker engine and Compose can be used."""
    return _works(["docker", "info"]) and _works(["docker", "compose", "version"])


def _works(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=10).returncode == 0
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return False


def up(stack: Stack, console: Console) -> None:
    """Build, start, and wait until every container is healthy."""
    stack.make_directories()
    console.say("docker compose up --build --wait")
    arguments = ["--profile", "demo", "up", "--build", "--detach", "--wait", "--wait-timeout", str(_UP_S)]
    _compose(
        stack,
        arguments,
        "The containers did not become healthy; see above, `make logs`, or do without Docker by STACK=native",
    )
    write_private(stack.environment_file, render(addresses(_configuration(stack))))
    console.say(f"the stack is up in Docker; its addresses are in {stack.environment_file}")


def convex(stack: Stack, words: Sequence[str]) -> None:
    """Run the operator's command in the gateway's container."""
    _compose(stack, ["exec", "gateway", "convex", *words], "the command said no; see above")


def down(stack: Stack, console: Console, *, remove_data: bool = False) -> None:
    """Stop and remove the containers; the volumes stay unless told otherwise."""
    everything = ["--profile", "demo", "--profile", "observability", "down"]
    _compose(stack, [*everything, *(["--volumes"] if remove_data else [])], "docker compose down failed")
    console.say("the stack in Docker is down")


def status(stack: Stack) -> None:
    """Print the containers and their health."""
    _compose(stack, ["ps", "--all"], "docker compose ps failed")


def logs(stack: Stack, names: Sequence[str], *, follow: bool) -> None:
    """Print the end of the containers' logs."""
    options = ["--follow"] if follow else []
    _compose(stack, ["logs", "--tail", "40", *options, *names], "docker compose logs failed")


def images(stack: Stack, console: Console) -> None:
    """Build the image of each service under the name that docker-compose.yml uses."""
    for directory in services(stack.root):
        console.say(f"building convex/{directory.name}")
        command = [
            "docker",
            "build",
            "--quiet",
            "--file",
            "deploy/Dockerfile",
            "--build-arg",
            f"SERVICE={directory.name}",
        ]
        if base := os.environ.get("PYTHON_IMAGE"):
            command += ["--build-arg", f"PYTHON_IMAGE={base}"]
        done = subprocess.run([*command, "--tag", f"convex/{directory.name}", "."], cwd=stack.root, check=False)
        if done.returncode:
            raise StackError(f"The image of {directory.name} could not be built.")


def check(stack: Stack, console: Console) -> None:
    """Have Compose read docker-compose.yml with every profile; needs no engine, and fetches Compose where apt can."""
    command = ["docker", "compose"]
    if not _works([*command, "version"]):
        folder = stack.root / ".state" / "docker-config"
        if not folder.exists():
            console.say("fetching Compose")
        if subprocess.run(["sh", "deploy/docker/plugins.sh", str(folder)], cwd=stack.root, check=False).returncode:
            raise StackError(
                "docker-compose.yml can't be checked: Compose v2 is not installed and could not be fetched."
            )
        command = [str(folder / "cli-plugins" / "docker-compose")]
    _configuration(stack, command)
    console.say("docker-compose.yml is valid")


def addresses(configuration: Mapping[str, Any]) -> dict[str, str]:
    """Return stack.env of a composed stack: the containers' own settings, seen from outside."""
    parts = configuration["services"]
    gateway, migrate, demo = parts["gateway"]["environment"], parts["migrate"]["environment"], parts["demo-site"]
    return {name: gateway[name] for name in _ADDRESSES} | {
        "CONVEX_ENV": gateway["CONVEX_ENV"],
        "CONVEX_URL": f"http://127.0.0.1:{_published(parts['gateway'])}",
        "CONVEX_DEMO_EMAIL": "demo@example.com",
        "CONVEX_DEMO_PAGE": demo["labels"]["convex.url"],
        "DATABASE_MIGRATION_URL": migrate["DATABASE_MIGRATION_URL"].replace(
            "@postgres:5432/", f"@127.0.0.1:{_published(parts['postgres'])}/"
        ),
    }


def _published(part: Mapping[str, Any]) -> str:
    return str(part["ports"][0]["published"])


def _configuration(stack: Stack, compose: Sequence[str] = ("docker", "compose")) -> dict[str, Any]:
    command = [*compose, "--profile", "*", "config", "--format", "json"]
    done = subprocess.run(command, cwd=stack.root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StackError(f"docker-compose.yml is not valid:\n{done.stderr.strip()}")
    return json.loads(done.stdout)


def _compose(stack: Stack, arguments: Sequence[str], sentence: str) -> None:
    if subprocess.run(["docker", "compose", *arguments], cwd=stack.root, check=False).returncode:
        raise StackError(f"{sentence}.")
