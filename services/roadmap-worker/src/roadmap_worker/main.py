"""Starts the roadmap worker."""

from roadmap_worker.handlers import perform
from roadmap_worker.resources import open_resources
from roadmap_worker.settings import RoadmapSettings
from shared.worker.jobs import run_worker


def main() -> None:
    """Work on roadmap jobs until told to stop."""
    run_worker("roadmap-worker", "roadmap", RoadmapSettings, open_resources, perform)


if __name__ == "__main__":
    main()
