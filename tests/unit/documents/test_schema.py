from typing import cast

from pydantic import JsonValue

from documents.schema import json_schema


def test_the_schema_tells_five_frameworks_apart_on_the_wire_names() -> None:
    schema = json_schema()
    discriminator = cast("dict[str, JsonValue]", schema["discriminator"])
    assert discriminator["propertyName"] == "framework"
    assert sorted(cast("dict[str, str]", discriminator["mapping"])) == [
        "brand_positioning", "competitor_model", "funnel_design", "offer_architecture", "seo_patterns",
    ]  # fmt: skip
    definitions = cast("dict[str, dict[str, dict[str, JsonValue]]]", schema["$defs"])
    assert "costToUs" in definitions["RiskReversal"]["properties"]
    assert definitions["Choice"]["properties"]["refusals"] == {
        "items": {"$ref": "#/$defs/Refusal"},
        "minItems": 3,
        "title": "Refusals",
        "type": "array",
    }
