"""Print what is wrong with the knowledge base; the exit status is 1 when anything is."""

import sys

from strategy_worker.knowledge.lint.check import problems
from strategy_worker.knowledge.lint.usage import package_source
from strategy_worker.knowledge.load import knowledge


def main() -> int:
    """Check the knowledge base that this package carries."""
    found = problems(knowledge(), package_source())
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
