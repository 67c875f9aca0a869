"""A private RabbitMQ under any user: own cookie, own node name, own port mapper in the foreground."""

from collections.abc import Mapping
from typing import Final

from deploy.local.envfile import write_private
from deploy.local.paths import Stack

USER: Final = "convex"


def prepare(stack: Stack, ports: Mapping[str, int], secrets: Mapping[str, str]) -> dict[str, str]:
    """Write the broker's configuration and return the environment its server and tools run in."""
    home = stack.state / "rabbitmq"
    for name in ("mnesia", "log", "schema", "generated"):
        (home / name).mkdir(parents=True, exist_ok=True)
    _write_cookie(stack, secrets["erlang_cookie"])
    write_private(home / "enabled_plugins", "[rabbitmq_management,rabbitmq_prometheus].\n")
    write_private(home / "rabbitmq.conf", configuration(ports, secrets["rabbitmq"]))
    return environment(stack, ports)


def configuration(ports: Mapping[str, int], password: str) -> str:
    """Return the text of rabbitmq.conf: loopback only, logs on standard output."""
    lines = {
        "listeners.tcp.1": f"127.0.0.1:{ports['amqp']}",
        "distribution.listener.interface": "127.0.0.1",
        "default_user": USER,
        "default_pass": password,
        "log.file": "false",
        "log.console": "true",
        "log.console.level": "warning",
        "management.tcp.ip": "127.0.0.1",
        "management.tcp.port": str(ports["management"]),
        "prometheus.tcp.ip": "127.0.0.1",
        "prometheus.tcp.port": str(ports["rabbitmq_metrics"]),
    }
    return "".join(f"{name} = {value}\n" for name, value in lines.items())


def environment(stack: Stack, ports: Mapping[str, int]) -> dict[str, str]:
    """Return the variables that keep a node apart from every other one on the machine."""
    home = stack.state / "rabbitmq"
    return {
        "HOME": str(home),
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        # By checkout and profile, not by port: the node's name is the name of its data too.
        "RABBITMQ_NODENAME": f"convex-{stack.profile}-{stack.key}@localhost",
        "RABBITMQ_BASE": str(home),
        "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_SCHEMA_DIR": str(home / "schema"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(home / "generated"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
        "RABBITMQ_PID_FILE": str(home / "pid"),
        "RABBITMQ_DIST_PORT": str(ports["distribution"]),
        "ERL_EPMD_PORT": str(ports["epmd"]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }


def _write_cookie(stack: Stack, cookie: str) -> None:
    path = stack.state / "rabbitmq" / ".erlang.cookie"
    if path.exists() and path.read_text() == cookie:
        return
    path.unlink(missing_ok=True)
    write_private(path, cookie)
    path.chmod(0o400)
