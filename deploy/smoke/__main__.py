"""Walks an installation from outside, as its users do: python3 -m deploy.smoke https://convex.example.com

The token comes from CONVEX_TOKEN or --token-file: a JWT of a person who may create in the workspace, or an API key, to
which no pages are shown. A strategy, an audit and a roadmap are made. Ends with 0 when everything did what it should.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from deploy.smoke.client import Client, SmokeError
from deploy.smoke.walk import Walk, steps


def run(todo: list[Callable[[], None]]) -> int:
    """Do every step, say how it went, and return how many failed."""
    failed = 0
    for step in todo:
        started, told = time.perf_counter(), ""
        try:
            step()
        except (SmokeError, KeyError, TypeError) as error:
            failed, told = failed + 1, f": {error if isinstance(error, SmokeError) else repr(error)}"
        seconds = time.perf_counter() - started
        print(f"{'FAIL' if told else 'ok':4} {seconds:6.2f} s  {(step.__doc__ or '').strip()}{told}", flush=True)
    return failed


def main() -> int:
    """Read the command line and walk."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("address", help="where the gateway answers, for example https://convex.example.com")
    parser.add_argument("--token-file", type=Path, help="a file with the token; else CONVEX_TOKEN")
    parser.add_argument("--page", default="https://example.com/", help="the page that is audited")
    parser.add_argument("--switched-off", action="store_true", help="expect that the product is switched off")
    given = parser.parse_args()
    token = given.token_file.read_text().strip() if given.token_file else os.environ.get("CONVEX_TOKEN", "")
    if not token:
        parser.error("set CONVEX_TOKEN, or name --token-file")
    walk = Walk(Client(given.address.rstrip("/"), token), given.page)
    return min(1, run(steps(walk, is_on=not given.switched_off, has_pages=not token.startswith("cvx_"))))


if __name__ == "__main__":
    sys.exit(main())
