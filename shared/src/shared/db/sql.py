"""Statements live in `<package>/queries/<verb>_<noun>.sql`, one each, so that anybody can paste one into psql."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

_LEADING_COMMENT: Final = re.compile(r"\A(?:\s*--[^\n]*\n)+")


@cache
def statement(package: str, name: str) -> str:
    """Return the text of one statement without the comment above it, as spans are named after its first word.

    Raises:
        FileNotFoundError: when the package has no such file.
    """
    text = files(package).joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
    return _LEADING_COMMENT.sub("", text)
