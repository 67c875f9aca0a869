"""Entry point of `make bench`: `python -m bench [--strategies N] [--samples N]`."""

import sys
from pathlib import Path

# The services are started the way the tests start them.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from bench.run import main

main()
