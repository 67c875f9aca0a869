"""A request to the fake Messages API, as its journal keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from support import messages_wire as wire
from support.messages_rules import texts_of
from support.messages_script import FINE, Fault


@dataclass(slots=True)
class Request:
    """One request as it arrived, what it met, and the status it was answered with; 0 while it has no answer."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, JsonValue]
    request_id: str
    at: float
    fault: Fault = FINE
    status: int = 0

    @property
    def model(self) -> str:
        return str(self.body.get("model", self.path.rpartition("/")[2]))

    @property
    def prompt(self) -> str:
        """All texts that the model was given, system texts first."""
        return "\n\n".join(text for _, text in texts_of(self.body))

    @property
    def schema(self) -> Mapping[str, JsonValue] | None:
        """The JSON Schema of the answer, if one was asked for."""
        match self.body.get("output_config"):
            case {"format": {"schema": dict() as schema}}:
                return schema
            case _:
                return None

    @property
    def prompt_tokens(self) -> int:
        """What texts and schema are billed as; the format is a hidden text of the prompt."""
        schema = 0 if self.schema is None else len(json.dumps(self.schema))
        return wire.input_tokens(sum(len(text) for _, text in texts_of(self.body)) + schema)

    def cached_prefix(self) -> tuple[str, str | None]:
        """Return the system text up to its last block with a mark, and how long the mark says it is kept."""
        blocks = self.body.get("system")
        seen: list[str] = []
        prefix, life = "", None
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, dict):
                continue
            seen.append(str(block.get("text", "")))
            if isinstance(mark := block.get("cache_control"), dict):
                prefix, life = "\0".join(seen), str(mark.get("ttl") or "5m")
        return prefix, life
