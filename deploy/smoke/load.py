"""Keeps an installation busy while something is done to it, then proves that nothing was lost.

python3 -m deploy.smoke.load --while FILE ADDRESS ADDRESS...: posts jobs as long as the file exists, at the replicas in
turn, as what balances load does: one that can't be connected to is passed over. What was accepted must be done, once.
"""

import argparse
import itertools
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

from deploy.smoke.client import API, OVER, Answer, Client, SmokeError
from deploy.smoke.walk import STRATEGY

_CLIENTS: Final = 3
# Less than one strategy worker does, or the end would measure its backlog.
_PAUSE_S: Final = 3.0
_RETRY_S: Final = 0.25
_PATIENCE_S: Final = 120.0
# A job whose attempts failed while something was away may wait on the longest rung of the retry ladder.
_SETTLING_S: Final = 300.0
_ASKED_TO_WAIT: Final = frozenset({429, 503})


@dataclass(slots=True)
class Load:
    """What was asked, and what became of it; shared by all clients."""

    addresses: tuple[str, ...]
    token: str
    going: Path
    accepted: list[str] = field(default_factory=list[str])
    seen: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])
    slowest_s: float = 0.0

    def post(self) -> None:
        """Post jobs one after the other, and read the list in between."""
        turns = itertools.cycle(self.addresses)
        while self.going.exists():
            key, started = str(uuid4()), time.monotonic()
            answer = self._answered(turns, "POST", f"{API}/generate-strategy", key)
            if answer is not None and answer.status == 202:
                self.accepted.append(answer.json()["jobId"])
            answer = self._answered(turns, "GET", f"{API}/list?limit=5", key)
            self.slowest_s = max(self.slowest_s, time.monotonic() - started)
            time.sleep(_PAUSE_S)

    def _answered(self, turns: "itertools.cycle[str]", method: str, path: str, key: str) -> Answer | None:
        """Return the answer that counts; a request is sent again with its key where that is what a client should do."""
        ends = time.monotonic() + _PATIENCE_S
        while time.monotonic() < ends:
            client = Client(next(turns), self.token, idempotency_key=key)
            try:
                answer = client.send(method, path, dict(STRATEGY) if method == "POST" else None)
            except SmokeError:
                self.seen["passed over"] += 1
                time.sleep(_RETRY_S / 2)
                continue
            self.seen[f"{method} {answer.status}"] += 1
            if answer.status in _ASKED_TO_WAIT and "retry-after" in answer.headers:
                time.sleep(_RETRY_S)
                continue
            if answer.status not in (200, 202):
                self.wrong.append(f"{method} {path}: {answer.status} {answer.body[:200]!r}")
            return answer
        self.wrong.append(f"{method} {path}: no answer within {_PATIENCE_S:.0f} s")
        return None

    def settle(self) -> None:
        """Wait until every accepted job is over; one that is lost, failed or doubled is wrong."""
        turns, ends, waiting = itertools.cycle(self.addresses), time.monotonic() + _SETTLING_S, set(self.accepted)
        while waiting and time.monotonic() < ends:
            waiting = {job_id for job_id in sorted(waiting) if not self._is_over(turns, job_id)}
            time.sleep(0.2)
        self.wrong += [f"job {job_id} is not over" for job_id in waiting]
        if doubled := [each for each, count in Counter(self.accepted).items() if count > 1]:
            self.wrong.append(f"accepted twice: {doubled}")

    def _is_over(self, turns: "itertools.cycle[str]", job_id: str) -> bool:
        answer = self._answered(turns, "GET", f"{API}/jobs/{job_id}", job_id)
        if answer is None or answer.status != 200:
            return True
        job = answer.json()
        if job["status"] not in OVER:
            return False
        self.seen[f"job {job['status']}"] += 1
        if job["status"] != "succeeded":
            self.wrong.append(f"job {job_id} {job['status']}: {job.get('error')}")
        return True


def main() -> int:
    """Read the command line, load, and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--while", dest="going", type=Path, required=True, help="a file; its removal ends the load")
    parser.add_argument("addresses", nargs="+")
    given = parser.parse_args()
    load = Load(tuple(given.addresses), os.environ["CONVEX_TOKEN"], given.going)
    with ThreadPoolExecutor(_CLIENTS) as threads:
        for client in [threads.submit(load.post) for _ in range(_CLIENTS)]:
            client.result()
    load.settle()
    told = ", ".join(f"{count} × {what}" for what, count in sorted(load.seen.items()))
    print(f"accepted {len(load.accepted)}: {told}; slowest turn {load.slowest_s:.1f} s")
    for sentence in load.wrong[:10]:
        print(f"WRONG {sentence}")
    return 1 if load.wrong or not load.accepted else 0


if __name__ == "__main__":
    sys.exit(main())
