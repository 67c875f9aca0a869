"""The JSON Schema of a strategy document."""

from pydantic import JsonValue, TypeAdapter

from documents.model import StrategyDocument


def json_schema() -> dict[str, JsonValue]:
    """Return the schema of all five frameworks on the wire's names, told apart by `framework`."""
    adapter: TypeAdapter[StrategyDocument] = TypeAdapter(StrategyDocument)
    return adapter.json_schema(by_alias=True, mode="serialization")
