"""Bare processes: each runs one of our modules on what nobody vouches for, inherits nothing, and may be killed."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import Final

# Neither secrets nor settings that would change how it works.
_ENVIRONMENT: Final = {"LC_ALL": "C.UTF-8", "PYTHONNOUSERSITE": "1"}


async def start(module: str, *, stderr: int = DEVNULL) -> Process:
    """Start a module as a program that is fed and answers through pipes, in a session of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=PIPE,
        stdout=PIPE,
        stderr=stderr,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
