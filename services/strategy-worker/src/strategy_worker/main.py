"""Starts the strategy worker."""

from shared.worker.jobs import run_worker
from strategy_worker.handlers import perform
from strategy_worker.resources import open_resources
from strategy_worker.settings import StrategySettings


def main() -> None:
    """Work on strategy jobs until told to stop."""
    run_worker("strategy-worker", "strategy", StrategySettings, open_resources, perform)


if __name__ == "__main__":
    main()
