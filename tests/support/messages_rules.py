"""What the Messages API refuses before a model sees it: the SDK's own request types, then rules of model and schema."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from anthropic.types.message_count_tokens_params import MessageCountTokensParams
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming, MessageCreateParamsStreaming
from pydantic import JsonValue, TypeAdapter, ValidationError

from support.messages_models import ModelRow

API_VERSION: Final = "2026-10-21"
_STREAMING: Final = TypeAdapter[object](MessageCreateParamsStreaming)
_PLAIN: Final = TypeAdapter[object](MessageCreateParamsNonStreaming)
_COUNTING: Final = TypeAdapter[object](MessageCountTokensParams)
_KNOWN: Final = frozenset(MessageCreateParamsStreaming.__annotations__)
_NOT_IN_SCHEMAS: Final = frozenset({
    "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
    "maxItems", "uniqueItems", "minProperties", "maxProperties", "patternProperties", "prefixItems", "not", "if",
})  # fmt: skip
_FORMAT: Final = "output_config.format.schema"
_MOST_OPTIONAL, _MOST_UNIONS = 24, 16


@dataclass(frozen=True, slots=True)
class Refused:
    """An error the API answers with."""

    status: int
    type: str
    message: str


def check_headers(headers: Mapping[str, str], keys: frozenset[str] | None) -> Refused | None:
    """Return what is wrong with a request's headers; any key will do when `keys` is None."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme != "Bearer" or not key:
        return Refused(401, "authentication_error", "authorization: a Bearer key is required")
    if keys is not None and key not in keys:
        return Refused(401, "authentication_error", "invalid bearer token")
    if headers.get("anthropic-version") != API_VERSION:
        return _invalid(f"anthropic-version: {API_VERSION} is required")
    return None


def check_body(body: JsonValue, models: Mapping[str, ModelRow], *, counting: bool = False) -> Refused | None:
    """Return what is wrong with the body of a request for a message, or for a count of tokens."""
    if not isinstance(body, dict):
        return _invalid("The request body is not an object")
    if unknown := sorted(body.keys() - _KNOWN):
        return _invalid(f"{unknown[0]}: Extra inputs are not permitted")
    adapter = _COUNTING if counting else _STREAMING if body.get("stream") else _PLAIN
    try:
        _force(adapter.validate_python(body))
    except ValidationError as error:
        first = error.errors()[0]
        return _invalid(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    model = models.get(str(body["model"]))
    if model is None or model.lifecycle == "retired":
        return Refused(404, "not_found_error", f"model: {body['model']}")
    return next(_faults(body, model), None)


def _force(value: object) -> None:
    """Let pydantic validate what it left for later: an iterable's items are validated when they are taken."""
    match value:
        case dict():
            for part in cast("dict[object, object]", value).values():
                _force(part)
        case list() | tuple() | Iterator():
            for part in cast("Iterable[object]", value):
                _force(part)
        case _:
            pass


def _faults(body: Mapping[str, JsonValue], model: ModelRow) -> Iterator[Refused]:
    yield from _message_faults(body)
    limit = body.get("max_tokens", 0)
    if isinstance(limit, int) and not 0 <= limit <= model.max_tokens:
        yield _invalid(f"max_tokens: {limit} > {model.max_tokens}, which is the maximum allowed for {model.id}")
    config = body.get("output_config")
    config = config if isinstance(config, dict) else {}
    effort = config.get("effort")
    if effort is not None and effort not in model.efforts:
        yield _invalid(f"output_config.effort: {effort} is not supported by {model.id}")
    yield from _thinking_faults(body.get("thinking"), effort, model)
    match config.get("format"):
        case {"schema": dict() as schema}:
            if not model.has_structured_outputs:
                yield _invalid(f"output_config.format: structured outputs are not supported by {model.id}")
            yield from _schema_faults(schema)
        case _:
            pass


def _message_faults(body: Mapping[str, JsonValue]) -> Iterator[Refused]:
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        yield _invalid("messages: at least one message is required")
        return
    last = messages[-1]
    if isinstance(last, dict) and last.get("role") != "user":
        yield _invalid(
            "This model does not support assistant message prefill. The conversation must end with a user message."
        )
    for where, text in texts_of(body):
        if not text.strip():
            yield _invalid(f"{where}: text content blocks must contain non-whitespace text")


def texts_of(body: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    """Yield where a text of the prompt stands and the text, in the order in which the model reads them."""
    yield from _texts("system", body.get("system"))
    messages = body.get("messages")
    for position, message in enumerate(messages if isinstance(messages, list) else []):
        if isinstance(message, dict):
            yield from _texts(f"messages.{position}.content", message.get("content"))


def _texts(where: str, content: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(content, str):
        yield where, content
    for position, block in enumerate(content if isinstance(content, list) else []):
        if isinstance(block, dict) and isinstance(text := block.get("text"), str):
            yield f"{where}.{position}", text


def _thinking_faults(thinking: JsonValue, effort: JsonValue, model: ModelRow) -> Iterator[Refused]:
    kind = thinking.get("type") if isinstance(thinking, dict) else None
    if kind is None:
        return
    if kind not in model.thinking:
        yield _invalid(f'thinking.type: "{kind}" is not supported by {model.id}')
    if kind in {"disabled", "between_tools"} and effort and effort not in model.efforts_without_thinking:
        yield _invalid(f"output_config.effort: {effort} needs thinking on {model.id}")


def _schema_faults(schema: Mapping[str, JsonValue]) -> Iterator[Refused]:
    optional = unions = 0
    for part in _parts(dict(schema)):
        if found := sorted(_NOT_IN_SCHEMAS & part.keys()):
            yield _invalid(f"{_FORMAT}: property '{found[0]}' is not supported")
        if part.get("minItems") not in {None, 0, 1}:
            yield _invalid(f"{_FORMAT}: For 'array' type, 'minItems' values other than 0 or 1 are not supported")
        unions += "anyOf" in part or isinstance(part.get("type"), list)
        if part.get("type") == "object":
            if part.get("additionalProperties") is not False:
                yield _invalid(f"{_FORMAT}: For 'object' type, 'additionalProperties' must be explicitly set to false")
            properties, required = part.get("properties"), part.get("required")
            optional += len(properties) if isinstance(properties, dict) else 0
            optional -= len(required) if isinstance(required, list) else 0
    if optional > _MOST_OPTIONAL or unions > _MOST_UNIONS:
        yield _invalid(f"{_FORMAT}: Schema is too complex for compilation.")


def _parts(schema: JsonValue) -> Iterator[dict[str, JsonValue]]:
    """Yield a schema and all schemas in it."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "$defs"):
        match schema.get(key):
            case dict() as named:
                for part in named.values():
                    yield from _parts(part)
            case _:
                pass
    for key in ("anyOf", "oneOf", "allOf"):
        match schema.get(key):
            case list() as listed:
                for part in listed:
                    yield from _parts(part)
            case _:
                pass
    yield from _parts(schema.get("items"))


def _invalid(message: str) -> Refused:
    return Refused(400, "invalid_request_error", message)
