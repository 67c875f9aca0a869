"""Starts the SEO worker."""

from seo_worker.handlers import perform
from seo_worker.resources import open_resources
from seo_worker.settings import SEOSettings
from shared.worker.jobs import run_worker


def main() -> None:
    """Work on SEO jobs until told to stop."""
    run_worker("seo-worker", "seo", SEOSettings, open_resources, perform)


if __name__ == "__main__":
    main()
