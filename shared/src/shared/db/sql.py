"""Statements live in `<package>/queries/<verb>_<noun>.sql`, one each, so that anybody can paste one into psql."""

from functools import cache
from importlib.resources import files


@cache
def statement(package: str, name: str) -> str:
    """Return the text of one statement.

    Raises:
        FileNotFoundError: when the package has no such file.
    """
    return files(package).joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
