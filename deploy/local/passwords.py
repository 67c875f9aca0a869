"""Random secrets of one stack, made once and readable by its owner only."""

import json
import secrets
from typing import Final

from deploy.local.envfile import write_private
from deploy.local.paths import Stack

NAMES: Final = (
    "postgres_admin",
    "postgres_owner",
    "app_user",
    "app_worker",
    "app_relay",
    "app_operator",
    "app_archiver",
    "rabbitmq",
    "erlang_cookie",
    "jwt",
    "demo_account",
)


def settle(stack: Stack) -> dict[str, str]:
    """Return the stack's secrets, making those that are missing."""
    path = stack.state / "secrets.json"
    try:
        known = {str(name): str(value) for name, value in json.loads(path.read_text()).items()}
    except (FileNotFoundError, ValueError, AttributeError):
        known = {}
    # Hexadecimal digits need no quoting in URLs, SQL, shells or configuration files.
    complete = {name: known.get(name) or secrets.token_hex(24) for name in NAMES}
    write_private(path, json.dumps(complete, indent=1))
    return complete
