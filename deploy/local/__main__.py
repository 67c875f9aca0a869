"""Entry point of `python3 -m deploy.local COMMAND [PROFILE] [WORD...]`; a failure is one sentence and exit 1."""

import argparse
import sys

from deploy.local.commands import COMMANDS, Call
from deploy.local.console import Console, StackError
from deploy.local.paths import Stack, as_profile, checkout, refuse_foreign_state


def main() -> int:
    """Run one command and return the exit code."""
    name, words = _arguments()
    profile = as_profile(words[0]) if words else None
    call = Call(Stack(checkout(), profile or "dev"), words[1:] if profile else words, Console())
    try:
        refuse_foreign_state(call.stack.root)
        COMMANDS[name].run(call)
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"\nThis user may not write {error.filename}; work in a clone of your own.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the same command again goes on from here.", file=sys.stderr)
        return 130
    return 0


def _arguments() -> tuple[str, list[str]]:
    listing = "\n".join(f"  {name:15} {command.help}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="python3 -m deploy.local", formatter_class=argparse.RawDescriptionHelpFormatter, description=listing
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="COMMAND")
    parser.add_argument("words", nargs="*", metavar="WORD", help="a profile (dev, test), then processes or stages")
    arguments = parser.parse_args()
    return arguments.command, arguments.words


if __name__ == "__main__":
    sys.exit(main())
