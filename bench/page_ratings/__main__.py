"""Rates every screen with Lighthouse, signed in, as on a desktop, and fails below 95 of 100: `make lighthouse`."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
from deploy.local import browser, lighthouse, node
from deploy.local.console import Console

# The pages are served the way the tests serve them.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from bench.seo_oracle.lighthouse import Tools
from integration.dashboard.calls import browser_of, sign_in
from integration.gateway.serving import Served, serving
from support.backends import fresh_backends
from support.scene import Scene, make_scene
from support.visits import VISITS

CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
LEAST: Final = 95
_ROOT: Final = Path(__file__).resolve().parents[2]
_PROGRAM: Final = Path(__file__).with_name("run.mjs")


@dataclass(frozen=True, slots=True)
class Rating:
    """Points of 100 by category, and the audits that cost some."""

    name: str
    points: Mapping[str, int]
    lost: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return all(self.points.get(category, 0) >= LEAST for category in CATEGORIES)


async def main() -> int:
    """Print the table and return the exit code."""
    tools = await asyncio.to_thread(_tools)
    async with fresh_backends() as backends, serving(backends) as served:
        scene = await make_scene(backends)
        pages = {visit.picture: served.url + visit.path(scene) for visit in VISITS if visit.picture}
        asked = orjson.dumps({"cookie": await _cookie(served, scene), "pages": pages})
        ratings = await asyncio.to_thread(lambda: [_shown(each) for each in _rated(tools, asked)])
    bad = [rating.name for rating in ratings if not rating.is_good]
    if bad or len(ratings) < len(pages):
        print(f"\nBelow {LEAST} or not rated: {', '.join(bad or pages.keys() - {each.name for each in ratings})}")
        return 1
    print(f"\nEvery one of {len(ratings)} screens has at least {LEAST} of 100 in each category.")
    return 0


def _tools() -> Tools:
    console = Console()
    chromium = browser.provide(console, wanted_by="Lighthouse needs")
    return Tools(node.program(_ROOT), lighthouse.packages(_ROOT, console), chromium)


async def _cookie(served: Served, scene: Scene) -> str:
    async with browser_of(served.url) as browser:
        await sign_in(browser, scene.person)
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)


def _rated(tools: Tools, asked: bytes) -> Iterator[Rating]:
    # A module's imports are looked for beside it, so it runs where the packages are.
    program = tools.packages.parent / "page_ratings.mjs"
    program.write_text(_PROGRAM.read_text())
    environment = os.environ | {"CHROME_PATH": str(tools.chromium)}
    with subprocess.Popen(
        [str(tools.node), str(program)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(asked)
        running.stdin.close()
        for line in running.stdout:
            yield _rating(orjson.loads(line))


def _rating(told: dict[str, Any]) -> Rating:
    points = {name: round(100 * score) for name, score in told["scores"].items() if score is not None}
    return Rating(told["name"], points, (*told["lost"], *filter(None, [told["error"]])))


def _shown(rating: Rating) -> Rating:
    points = "".join(f"{rating.points.get(category, 0):>16}" for category in CATEGORIES)
    print(f"{rating.name:20}{points}  {', '.join(rating.lost)}", flush=True)
    return rating


if __name__ == "__main__":
    print(f"{'':20}" + "".join(f"{category:>16}" for category in CATEGORIES))
    sys.exit(asyncio.run(main()))
