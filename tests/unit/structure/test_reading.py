"""What only reads goes through the one place that may ask a replica; whoever asks the primary all the same says why."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3] / "services" / "gateway" / "src" / "gateway"
_READS: Final = re.compile(r"read_only=True")
# Where the primary is asked, by whose word: one line for each place.
_OF_THE_PRIMARY: Final = {
    "replica/reading.py": "it is the place that decides",
    "repository/access.py": "which workspace somebody means decides what they may do",
    "repository/events.py": "the state of a job and its events are followed as they come",
    "dashboard/viewing.py": "who looks and where they belong",
    "signing_in.py": "sessions",
    "routes/me.py": "who somebody is and where they belong",
    "routes/workspaces.py": "where somebody belongs",
    "routes/members.py": "who may do what",
    "dashboard/routes/members.py": "who may do what",
    "routes/api_keys.py": "keys",
    "dashboard/routes/api_keys.py": "keys",
    "routes/budget.py": "what may still be spent",
    "dashboard/routes/budget.py": "what may still be spent",
    "routes/scoring.py": "a POST, whose access has no position",
    "routes/replans.py": "read to be planned anew",
    "archive/checking.py": "the operator asks what is archived now",
    "archive/moving.py": "read to be moved",
    "archive/removal.py": "read before a workspace is purged",
    "retention/keeping.py": "the operator asks what would be deleted now",
    "operator/commands/archive.py": "the operator asks what would be moved now",
    "strategy_reading.py": "only when a replica still names a pack that is gone",
    "strategy_changes.py": "read to be changed",
    "strategy_restoring.py": "read to be changed",
    "transfer/download.py": "a replica cuts off whoever reads for minutes, and is behind what was just written down",
    "operator/workspace_export.py": "the owner of the database knows no replica",
    "dashboard/strategy_saving.py": "read after a change",
}


def _found() -> set[str]:
    return {
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if _READS.search(path.read_text(encoding="utf-8"))
    }


def test_whoever_reads_without_deciding_between_the_servers_is_on_the_list() -> None:
    assert _found() == set(_OF_THE_PRIMARY)


def test_pages_and_routes_that_show_things_do_decide() -> None:
    folders = (ROOT / "routes", ROOT / "dashboard" / "routes")
    deciding = [path for folder in folders for path in folder.glob("*.py") if "reading(" in path.read_text()]
    assert len(deciding) > 20
