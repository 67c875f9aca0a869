"""Writes the files of Prometheus and Grafana: python -m deploy.monitoring [check]."""

import sys
from pathlib import Path

from deploy.monitoring.files import all_files


def main(words: list[str]) -> int:
    """Write what is not as it should be, or only say so."""
    stale = [path for path, text in all_files().items() if not path.exists() or path.read_text() != text]
    if words == ["check"]:
        for path in stale:
            print(f"{path} is not what deploy/monitoring makes of it; run `make dashboards`")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(all_files()[path])
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
