"""The manner in which stored results are read: what is null is missing, and what is not known is passed over."""

from typing import cast

from pydantic import ConfigDict, model_validator

from shared.contracts.wire import WireModel


class Stored(WireModel):
    """A part of a stored result."""

    # Evidence is quoted from pages, so it is kept with the blanks it was stored with.
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        given = cast("dict[str, object]", value)
        return {name: each for name, each in given.items() if each is not None}
