"""Entry point of `python -m bench.seo_oracle`, which `make seo-oracle` starts with Lighthouse at hand.

Without Lighthouse (`--recorded`) the checks are compared with what it said in the last recorded run.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from bench.seo_oracle import report
from bench.seo_oracle.comparison import compare, load_differences
from bench.seo_oracle.lighthouse import OracleFailedError, Tools, run_lighthouse
from bench.seo_oracle.ours import our_verdicts
from bench.seo_oracle.pages.every import every_page
from bench.seo_oracle.record import keep_record, load_record
from bench.seo_oracle.site import serving


async def main() -> int:
    """Compare, print the table, and return 1 when the agreement is not reached or a declaration is not needed."""
    given = _arguments()
    pages = tuple(page for page in every_page() if given.only in page.name)
    if not pages:
        raise OracleFailedError(f"No page has {given.only!r} in its name.")
    async with serving(pages) as served:
        ours = await our_verdicts(pages, served)
        if given.recorded:
            record = load_record()
        else:
            record = await run_lighthouse(pages, served.entries, Tools(given.node, given.packages, given.chromium))
    declared = load_differences()
    found = compare(ours, record.verdicts(), declared)
    print(report.as_text(found, record, pages=len(pages)))
    if given.record:
        keep_record(record)
        report.GUIDE.write_text(report.as_guide(found, record, declared), encoding="utf-8")
    return 0 if found.is_good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make seo-oracle", description=__doc__)
    parser.add_argument("--node", type=Path, help="the program that runs Lighthouse")
    parser.add_argument("--packages", type=Path, help="the node_modules that Lighthouse is in")
    parser.add_argument("--chromium", type=Path, help="the browser")
    parser.add_argument("--only", default="", metavar="TEXT", help="compare only the pages with this in their name")
    parser.add_argument("--recorded", action="store_true", help="take Lighthouse's verdicts from the last record")
    parser.add_argument("--record", action="store_true", help="keep the verdicts, and write the guide's page anew")
    given = parser.parse_args()
    if given.record and given.only:
        parser.error("--record keeps the verdicts on all pages, so it goes without --only")
    if not given.recorded and None in {given.node, given.packages, given.chromium}:
        parser.error("without Node, Lighthouse and a browser there is only --recorded; `make seo-oracle` has them all")
    return given


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main()))
    except OracleFailedError as error:
        sys.exit(str(error))
