"""The bytes of the Messages API: events, bodies, usage, and how an answer is cut into pieces."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from support.messages_script import Place, Sections

CHARACTERS_PER_OUTPUT_TOKEN: Final = 3
CHARACTERS_PER_INPUT_TOKEN: Final = 4


@dataclass(frozen=True, slots=True)
class PromptUsage:
    """The tokens of a prompt: `input_tokens` excludes what the cache took or gave."""

    input_tokens: int
    cache_write_5m: int = 0
    cache_write_1h: int = 0
    cache_read: int = 0

    def wire(self, output_tokens: int, thinking_tokens: int = 0) -> dict[str, JsonValue]:
        """Return `message.usage`."""
        written: dict[str, JsonValue] = {
            "ephemeral_5m_input_tokens": self.cache_write_5m,
            "ephemeral_1h_input_tokens": self.cache_write_1h,
        }
        return {
            **self.totals(output_tokens, thinking_tokens),
            "cache_creation": written,
            "service_tier": "standard",
            "inference_geo": "not_available",
            "speed": "standard",
            "server_tool_use": None,
        }

    def totals(self, output_tokens: int, thinking_tokens: int = 0) -> dict[str, JsonValue]:
        """Return the usage of `message_delta`."""
        return {
            "input_tokens": self.input_tokens,
            "cache_creation_input_tokens": self.cache_write_5m + self.cache_write_1h,
            "cache_read_input_tokens": self.cache_read,
            "output_tokens": output_tokens,
            "output_tokens_details": {"thinking_tokens": thinking_tokens},
        }


def output_tokens(characters: int) -> int:
    """Return what so many characters of an answer are billed as."""
    return -(-characters // CHARACTERS_PER_OUTPUT_TOKEN)


def input_tokens(characters: int) -> int:
    """Return what so many characters of a prompt are billed as."""
    return -(-characters // CHARACTERS_PER_INPUT_TOKEN)


def message(identity: str, model: str, usage: JsonValue, **more: JsonValue) -> dict[str, JsonValue]:
    """Return a message; without more, the empty one that a stream starts with."""
    empty: dict[str, JsonValue] = {
        "id": identity,
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "stop_details": None,
        "container": None,
        "diagnostics": None,
        "usage": usage,
    }
    return empty | more


def text_block(text: str) -> dict[str, JsonValue]:
    """Return a content block of text."""
    return {"type": "text", "text": text, "citations": None}


def error(type_: str, text: str, request_id: str, error_code: str | None = None) -> dict[str, JsonValue]:
    """Return the body of an error, which is also the data of an error event."""
    body: dict[str, JsonValue] = {"type": type_, "message": text}
    if error_code is not None:
        body["details"] = {"error_code": error_code}
    return {"type": "error", "error": body, "request_id": request_id}


def event(data: Mapping[str, JsonValue]) -> bytes:
    """Return a server-sent event named after its type."""
    return f"event: {data['type']}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def writes(encoded: bytes, number: int) -> tuple[bytes, ...]:
    """Return an event as one or two writes: cut inside its first multi-byte character, else sometimes anywhere."""
    cut = next((position + 1 for position, byte in enumerate(encoded) if byte >= 0xC0), None)
    if cut is None and number % 3 == 0:
        cut = 1 + number * 7 % (len(encoded) - 1)
    return (encoded,) if cut is None else (encoded[:cut], encoded[cut:])


def pieces(text: str, size: int) -> Iterator[str]:
    r"""Yield the text in pieces of about this size, cut inside escapes near by, such as `\u00` and `e9`."""
    begin = 0
    while begin < len(text):
        end = begin + size
        escape = text.find("\\", max(begin, end - size // 2), end + size // 2)
        if escape >= begin:
            end = escape + (4 if text[escape + 1 : escape + 2] == "u" else 1)
        yield text[begin:end]
        begin = end


def position(text: str, place: Place) -> int:
    """Return how many characters of an answer are sent before a place."""
    match place:
        case "headers" | "start":
            return 0
        case int():
            return min(place, len(text))
        case Sections(closed=0):
            ends = section_ends(text)
            return (ends[0] if ends else len(text)) // 2
        case Sections(closed=closed):
            ends = section_ends(text)
            return min(ends[min(closed, len(ends)) - 1] + 5, len(text) - 1) if ends else len(text) // 2


def section_ends(text: str) -> list[int]:
    """Return where the properties of an answer end; nothing when it is not an object."""
    decoder = json.JSONDecoder()
    ends: list[int] = []
    at = text.find('"')
    try:
        while at >= 0:
            _, end = decoder.raw_decode(text, at)
            value = text.index(":", end) + 1
            value += len(text[value:]) - len(text[value:].lstrip())
            _, end = decoder.raw_decode(text, value)
            ends.append(end)
            at = text.find('"', end)
    except ValueError:
        return ends
    return ends


def list_length(prompt: str, path: Sequence[str]) -> int | None:
    """Return the length of the list that the JSON in a prompt has at this path, wherever in it the path begins."""
    decoder = json.JSONDecoder()
    at = prompt.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(prompt, at)
        except ValueError:
            end = at + 1
        else:
            if (found := _list_at(value, path)) is not None:
                return len(found)
        at = prompt.find("{", end)
    return None


def _list_at(value: JsonValue, path: Sequence[str]) -> list[JsonValue] | None:
    here = value
    for name in path:
        here = here.get(name) if isinstance(here, dict) else None
    if isinstance(here, list):
        return here
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((found for part in parts if (found := _list_at(part, path)) is not None), None)
