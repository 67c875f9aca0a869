"""Entry point of `python3 -m deploy.local COMMAND`; a failure is one sentence and exit code 1."""

import argparse
import sys
from collections.abc import Callable
from typing import Final

from deploy.local import lifecycle
from deploy.local.console import Console, StackError
from deploy.local.paths import PROFILES, Stack, checkout

_COMMANDS: Final[dict[str, Callable[[Stack, Console], None]]] = {
    "up": lifecycle.up,
    "down": lifecycle.down,
    "reset": lifecycle.reset,
}


def main() -> int:
    """Run one command and return the exit code."""
    parser = argparse.ArgumentParser(prog="python3 -m deploy.local", description=__doc__)
    parser.add_argument("command", choices=sorted(_COMMANDS))
    parser.add_argument("profile", nargs="?", choices=PROFILES, default="dev")
    arguments = parser.parse_args()
    try:
        _COMMANDS[arguments.command](Stack(checkout(), arguments.profile), Console())
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the same command again goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
