"""What the model is told: frozen texts first, the same bytes for everybody, then what belongs to one strategy.

The system texts are the prefix that the API caches, so nothing in them depends on a brief, a day or a user. All that
somebody else wrote stands between delimiters with the briefing's nonce; the task after it is ours alone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Final, get_args

from pydantic import JsonValue

from documents.model import StrategyDocument
from shared.contracts.requests import Framework
from strategy_worker.llm.briefing import Briefing, enclosed
from strategy_worker.llm.fields import Part
from strategy_worker.llm.model import Fault
from strategy_worker.llm.parts import parts_of
from strategy_worker.llm.planned import counts_of, facts_of
from strategy_worker.llm.schemas import schema_of

_FRAMEWORKS: Final[tuple[Framework, ...]] = get_args(Framework)
_TASK: Final = "Write these sections of the strategy, in this order:"
_COUNTS: Final = "Write one entry for each item under `items` in the plan, in the same order:"
_SPINE: Final = "The sections between the `written` tags are finished. Agree with them and do not repeat them."
_REPAIR: Final = (
    "An earlier attempt at these sections could not be used. Between the `faults` tags stand, for each section, the "
    "places, the words in question and what would be right. Write the whole of each section anew, free of these faults."
)
_LANGUAGE: Final = "Language of all texts: {language}. Names of moves, metrics and items stay as the plan spells them."
_TODAY: Final = "Today is {today}."
_LANGUAGES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def system_of(framework: Framework) -> tuple[str, str]:
    """Return the rules, the same for all, and the guide of a framework, the same for all with this framework."""
    return _read("rules"), _read(framework)


def task_of(  # noqa: PLR0913 - the setting is two words, named where they are given
    parts: Sequence[Part],
    document: StrategyDocument,
    briefing: Briefing,
    *,
    locale: str,
    today: str,
    spine: Mapping[str, JsonValue] | None = None,
) -> tuple[str, ...]:
    """Return the user's blocks: brief, plan, what is finished already, and the task.

    `today` is a date in ISO form; `spine` are accepted answers by section.
    """
    written = dict(spine or {})
    data = _data(parts, document, briefing, written)
    return (*data, _lines(_task(parts, document), _SPINE if written else "", *_setting(locale, today)))


def repair_of(  # noqa: PLR0913 - the setting is two words, named where they are given
    parts: Sequence[Part],
    document: StrategyDocument,
    briefing: Briefing,
    faults: Mapping[str, Sequence[Fault]],
    *,
    locale: str,
    today: str,
) -> tuple[str, ...]:
    """Return the user's blocks that ask once more for sections, with what was wrong with each."""
    written = _choice(parts, document)
    named: dict[str, JsonValue] = {
        section: [dict[str, JsonValue](asdict(fault)) for fault in found] for section, found in faults.items()
    }
    data = (*_data(parts, document, briefing, written), enclosed("faults", named, briefing.nonce))
    return (*data, _lines(_task(parts, document), _REPAIR, _SPINE if written else "", *_setting(locale, today)))


@cache
def system_text() -> str:
    """Return every text of ours that the model is told and that may never appear in an answer."""
    return "\n\n".join((*_frozen(), _TASK, _COUNTS, _SPINE, _REPAIR))


def _data(
    parts: Sequence[Part], document: StrategyDocument, briefing: Briefing, written: Mapping[str, JsonValue]
) -> tuple[str, ...]:
    plan = enclosed("plan", facts_of(parts, document), briefing.nonce)
    finished = (enclosed("written", dict(written), briefing.nonce),) if written else ()
    return (briefing.text, plan, *finished)


def _choice(parts: Sequence[Part], document: StrategyDocument) -> dict[str, JsonValue]:
    """Return the choice for texts that have to agree with it, unless it is itself to be written anew."""
    if any(part.section == "choice" for part in parts):
        return {}
    refusals: list[JsonValue] = [refusal.model_dump(mode="json") for refusal in document.choice.refusals]
    return {"choice": {"policy": document.choice.policy, "refusals": refusals}}


def _task(parts: Sequence[Part], document: StrategyDocument) -> str:
    titles = [f"- {part.section}: {part.title}" for part in parts]
    counts = [f"- {path}: {count}" for path, count in counts_of(parts, document).items()]
    return _lines(_TASK, *titles, *((_COUNTS, *counts) if counts else ()))


def _setting(locale: str, today: str) -> tuple[str, str]:
    return _LANGUAGE.format(language=_language(locale)), _TODAY.format(today=today)


def _language(locale: str) -> str:
    code, _, region = locale.partition("-")
    if code == "en":
        return "English with American spelling" if region == "US" else "English with British spelling"
    name = _LANGUAGES.get(code, f"the one with the code {code}")
    return f"{name} as written in {region}" if region else name


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


@cache
def _read(name: str) -> str:
    return files("strategy_worker.llm").joinpath("guides", f"{name}.md").read_text(encoding="utf-8")


def _frozen() -> tuple[str, ...]:
    return _read("rules"), *(_read(framework) for framework in _FRAMEWORKS)


def _version() -> str:
    """Name everything frozen that an answer depends on: the texts and the schemas with their descriptions."""
    schemas = (json.dumps(schema_of(parts_of(framework))) for framework in _FRAMEWORKS)
    texts = (*_frozen(), _TASK, _COUNTS, _SPINE, _REPAIR, _LANGUAGE, _TODAY, *schemas)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


PROMPT_VERSION: Final = _version()
