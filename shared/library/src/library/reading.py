"""The library's YAML files as models."""

from importlib.resources import files
from typing import TypeVar

import yaml

from shared.contracts.wire import WireModel

M = TypeVar("M", bound=WireModel)


def read(model: type[M], *path: str) -> tuple[M, ...]:
    """Return the items of one file, in the order written.

    Raises:
        pydantic.ValidationError: for an item that is not what the model says.
    """
    text = files("library").joinpath("data", *path).read_text(encoding="utf-8")
    return tuple(model.model_validate(item) for item in yaml.load(text, Loader=yaml.CSafeLoader))
