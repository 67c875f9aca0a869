"""A Chromium: one that is named, one that is there, or Debian's."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from deploy.local import packages
from deploy.local.console import Console, StackError

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DEBIAN_PACKAGE: Final = "chromium"


def installed() -> Path | None:
    """Return the Chromium that CHROME_PATH names, or one on the PATH."""
    named = os.environ.get("CHROME_PATH")
    if named:
        return Path(named)
    return next((Path(path) for name in _BROWSERS if (path := shutil.which(name))), None)


def provide(console: Console, *, wanted_by: str) -> Path:
    """Return a Chromium, after installing Debian's if need be; `wanted_by` begins the sentence that says why.

    Raises:
        StackError: when there is none and none can be installed.
    """
    found = installed()
    if found is not None:
        if not found.is_file():
            raise StackError(f"CHROME_PATH names {found}, and there is no such file.")
        return found
    try:
        packages.provide([_DEBIAN_PACKAGE], console)
    except StackError as error:
        raise StackError(
            f"{wanted_by} Chromium, and it could not be installed. Install it (on Debian, as root:"
            f" apt-get install {_DEBIAN_PACKAGE}), or name a Chrome in CHROME_PATH. What happened:\n{error}"
        ) from error
    if (found := installed()) is None:
        raise StackError("The package chromium is installed, yet there is no chromium on the PATH; set CHROME_PATH.")
    return found


if __name__ == "__main__":
    try:
        provide(Console(), wanted_by="The tests of the pages need")
    except StackError as error:
        sys.exit(str(error))
