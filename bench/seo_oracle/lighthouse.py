"""Has Lighthouse judge the pages, in one browser, some seconds for each."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from bench.seo_oracle.pages.model import OraclePage
from bench.seo_oracle.record import Recorded, fingerprint, in_letters
from bench.seo_oracle.verdicts import AUDITS, Verdict

_SCRIPT: Final = Path(__file__).with_name("run.mjs")
_LONGEST_LINE: Final = 1_000_000


class OracleFailedError(Exception):
    """Lighthouse could not be run to its end."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What Lighthouse runs with: a Node, the node_modules that it is in, and a Chromium."""

    node: Path
    packages: Path
    chromium: Path


class _Versions(BaseModel):
    lighthouse: str
    chromium: str


class _Judged(BaseModel):
    name: str
    verdicts: dict[str, Verdict]
    error: str | None


async def run_lighthouse(pages: Sequence[OraclePage], entries: Mapping[str, str], tools: Tools) -> Recorded:
    """Judge the pages at their addresses, and say on the standard error which one is done.

    Raises:
        OracleFailedError: when the browser or Lighthouse ends early.
    """
    began = time.monotonic()
    lines = await _lines_of(entries, tools)
    judged = [_Judged.model_validate_json(line) for line in lines[1:]]
    if len(judged) != len(pages):
        raise OracleFailedError(f"Lighthouse ended after {len(judged)} of {len(pages)} pages.")
    versions = _Versions.model_validate_json(lines[0])
    return Recorded(
        lighthouse=versions.lighthouse,
        chromium=versions.chromium,
        measured_on=datetime.now(UTC).date(),
        seconds=round(time.monotonic() - began),
        fingerprint=fingerprint(pages),
        audits=tuple(AUDITS),
        pages={page.name: in_letters(page.verdicts) for page in judged},
    )


async def _lines_of(entries: Mapping[str, str], tools: Tools) -> list[bytes]:
    # Node looks for packages above the script and nowhere else, so the script is put beside them.
    script = tools.packages.parent / _SCRIPT.name
    script.write_bytes(_SCRIPT.read_bytes())
    process = await asyncio.create_subprocess_exec(
        str(tools.node),
        str(script),
        env=os.environ | {"CHROME_PATH": str(tools.chromium)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    assert process.stdin is not None, "it is a pipe"
    assert process.stdout is not None, "it is a pipe"
    process.stdin.write(json.dumps(dict(entries)).encode())
    process.stdin.close()
    lines: list[bytes] = []
    async for line in process.stdout:
        lines.append(line)
        print(f"\rLighthouse: {len(lines) - 1} of {len(entries)} pages", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    if await process.wait() or not lines:
        raise OracleFailedError(f"Lighthouse ended after {max(len(lines) - 1, 0)} of {len(entries)} pages.")
    return lines
