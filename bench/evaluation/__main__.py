"""Entry point of `make eval`: `python -m bench.evaluation [--frozen]`."""

from bench.evaluation.report import main

main()
