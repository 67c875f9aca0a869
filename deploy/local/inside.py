"""Programs of the stack that need the virtual environment: run in it, with the stack's addresses."""

import os
import subprocess
import sys

from deploy.local.console import StackError
from deploy.local.envfile import read
from deploy.local.paths import Stack


def run(stack: Stack, module: str, *arguments: str) -> None:
    """Run a module and end as it ends.

    Raises:
        StackError: when the stack was never started.
    """
    values = read(stack.environment_file)
    if not values:
        raise StackError(f"There is no {stack.profile} stack; start it with `make up`.")
    command = [str(stack.venv / "bin" / "python"), "-m", module, *arguments]
    # Over the caller's variables: a token for the stack must be signed with the stack's secret.
    done = subprocess.run(command, cwd=stack.root, env=os.environ | values, check=False)
    if done.returncode:
        sys.exit(done.returncode)
