"""What every model on the wire has in common: camelCase outside, snake_case inside, unknown fields refused."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

# Postgres can store neither NUL nor a lone surrogate; the other control characters only ever hide something.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc"})


class WireModel(BaseModel):
    """A value that enters or leaves the system as JSON."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True, str_strip_whitespace=True
    )


def storable(value: str) -> str:
    """Return the text unchanged, or refuse the characters that can't be stored or shown.

    Raises:
        ValueError: for control characters (tab, newline and carriage return are fine), lone surrogates, and a text of
            invisible characters only.
    """
    found = _FORBIDDEN.search(value)
    if found:
        kind = "lone surrogate" if "\ud800" <= found.group() <= "\udfff" else "control character"
        raise ValueError(f"must not contain the {kind} U+{ord(found.group()):04X}")
    # Zero-width and direction marks alone look like an empty field to everybody who reads it.
    if value and all(unicodedata.category(character) in _INVISIBLE for character in value):
        raise ValueError("must contain a visible character")
    return value


Text = Annotated[str, AfterValidator(storable)]
