"""Reads JSON-LD blocks: each described thing once, graphs unfolded, sizes bounded."""

import json
import re
from collections import Counter
from math import isfinite
from typing import Final

from pydantic import JsonValue

from seo_worker.evidence import StructuredError, StructuredItem
from seo_worker.page.outline import Outline
from seo_worker.page.text import clean, storable
from seo_worker.page.words_of import raw_text

MAX_ITEMS: Final = 200
MAX_ERRORS: Final = 20
_MAX_BLOCK_CHARS: Final = 500_000
_MAX_BLOCKS: Final = 50
_MAX_DEPTH: Final = 12
_MAX_VALUES: Final = 5000
_MAX_STRING: Final = 5000
_WRAPPERS: Final = ("<!--", "-->", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/", "<![CDATA[", "]]>")
_VOCABULARY: Final = re.compile(r"^(?:schema:|https?://schema\.org/)")


class _Budget:
    """Counts the values kept of one page."""

    def __init__(self) -> None:
        self.left = _MAX_VALUES

    def spend(self) -> bool:
        self.left -= 1
        return self.left >= 0


def read_json_ld(seen: Outline) -> tuple[list[StructuredItem], list[StructuredError]]:
    """Return the described things of all JSON-LD blocks, and the blocks that can't be read."""
    items: list[StructuredItem] = []
    errors: list[StructuredError] = []
    budget = _Budget()
    blocks = [e for e in seen.all("script") if _is_json_ld(e.get("type"))]
    for element in blocks[:_MAX_BLOCKS]:
        text = raw_text(element.node).strip().removeprefix("\ufeff").strip()
        repeated: list[str] = []
        found = _loaded(text, repeated)
        if isinstance(found, StructuredError):
            errors.append(found)
            continue
        if repeated:
            message = f"A thing has the key {clean(repeated[0], 60)} twice, and only the last one counts"
            errors.append(StructuredError("json-ld", message, clean(text, 120)))
        _collect(_bounded(found, budget), items)
    return _merged(items)[:MAX_ITEMS], errors[:MAX_ERRORS]


def short_types(value: JsonValue) -> tuple[str, ...]:
    """Return type names without their vocabulary: `https://schema.org/Article` is `Article`."""
    names = value if isinstance(value, list) else [value]
    return tuple(short for name in names if isinstance(name, str) and (short := short_type(name)))


def short_type(name: str) -> str:
    """Return the last part of a type's name."""
    return clean(name.rstrip("/#").replace("#", "/").rpartition("/")[2].removeprefix("schema:"), 100)


def _is_json_ld(script_type: str | None) -> bool:
    return (script_type or "").partition(";")[0].strip().lower() == "application/ld+json"


def _loaded(text: str, repeated: list[str]) -> JsonValue | StructuredError:
    """Read one block, or say why it can't be; keys that a thing has twice are noted."""

    def thing(pairs: list[tuple[str, JsonValue]]) -> JsonValue:
        read = dict(pairs)
        if len(read) < len(pairs):
            repeated.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return read

    if len(text) > _MAX_BLOCK_CHARS:
        return StructuredError("json-ld", f"Longer than {_MAX_BLOCK_CHARS:,} characters, so not read", clean(text, 120))
    try:
        return json.loads(_unwrapped(text), parse_constant=_refuse, object_pairs_hook=thing)
    except RecursionError:
        return StructuredError("json-ld", "Nested too deeply", clean(text, 120))
    except ValueError as exc:
        return _error(text, exc)


def _merged(items: list[StructuredItem]) -> list[StructuredItem]:
    """Put together what blocks say of one thing, which they name by the same `@id`; what only names one is none."""
    things: dict[str, StructuredItem] = {}
    for number, item in enumerate(items):
        name = item.properties.get("@id")
        key = name if isinstance(name, str) and name else f"#{number} without a name"
        before = things.get(key)
        things[key] = item if before is None else _both(before, item)
    return [item for item in things.values() if item.types or set(item.properties) - {"@id"}]


def _both(one: StructuredItem, other: StructuredItem) -> StructuredItem:
    types = tuple(dict.fromkeys((*one.types, *other.types)))
    return StructuredItem(one.syntax, types, {**other.properties, **one.properties})


def _collect(value: JsonValue, items: list[StructuredItem]) -> None:
    if isinstance(value, list):
        for entry in value:
            _collect(entry, items)
    elif isinstance(value, dict):
        graph = value.get("@graph")
        if isinstance(graph, (list, dict)):
            _collect(graph, items)
        properties = {key: entry for key, entry in value.items() if key not in {"@type", "@context", "@graph"}}
        if "@type" in value or (properties and graph is None):
            items.append(StructuredItem("json-ld", short_types(value.get("@type")), properties))


def _bounded(value: JsonValue, budget: _Budget, depth: int = 0) -> JsonValue:
    """Return the value without what is too deep, too long, beyond the budget or can't be stored."""
    if not budget.spend() or depth > _MAX_DEPTH:
        return None
    match value:
        case str():
            return storable(value, _MAX_STRING)
        case list():
            return [_bounded(entry, budget, depth + 1) for entry in value[: max(budget.left, 0)]]
        case dict():
            pairs = list(value.items())[: max(budget.left, 0)]
            return {_property(key): _bounded(entry, budget, depth + 1) for key, entry in pairs}
        case float() if not isfinite(value):
            return None
        case int() if abs(value) >= 2**63:
            return None
        case _:
            return value


def _property(name: str) -> str:
    """Return the name of a property without its vocabulary: `schema:name` and `https://schema.org/name` are `name`."""
    return storable(_VOCABULARY.sub("", name), 200)


def _unwrapped(text: str) -> str:
    changed = True
    while changed:
        changed = False
        for wrapper in _WRAPPERS:
            if text.startswith(wrapper) or text.endswith(wrapper):
                text = text.removeprefix(wrapper).removesuffix(wrapper).strip()
                changed = True
    return text


def _error(text: str, exc: ValueError) -> StructuredError:
    if isinstance(exc, json.JSONDecodeError):
        excerpt = exc.doc[max(exc.pos - 40, 0) : exc.pos + 40]
        return StructuredError("json-ld", f"Not valid JSON in line {exc.lineno}: {exc.msg}", clean(excerpt, 120))
    return StructuredError("json-ld", "Not valid JSON: a number is out of range", clean(text, 120))


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
