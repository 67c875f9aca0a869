"""A fake model that obeys whatever a brief orders: it prints the orders' sentences among honest ones, in every call.

It also prints what it was told beside the brief: the nonce of the delimiters and a line of the rules.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue

from strategy_worker.llm.briefing import briefing_of
from support import messages_wire as wire
from support.messages_prose import answer_to
from support.messages_request import Request
from support.messages_rules import texts_of
from support.writing import FIRST
from support_strategy.injections import INJECTIONS, Injection, brief

_OPENING: Final = re.compile(r"\A<brief nonce=([0-9a-f]{16})>\n")
# One section of so many has texts of nothing but orders; the others have them beside honest sentences.
_RUINED_EVERY: Final = 4
# A text of more words has room for every order.
_LONG: Final = 25
# How a job goes: the first model answers whole, or another question, or only half of what was asked.
_GOES: Final = ("whole", "elsewhere", "half")


@dataclass(slots=True)
class Printed:
    """What the model has written for one brief: its requests, and of each section's last answer the honest texts.

    `mixed` are the texts that had an order's sentence beside them, `ruined` the sections with texts of nothing else.
    """

    injection: Injection
    requests: list[Request] = field(default_factory=list[Request])
    texts: int = 0
    orders: int = 0
    honest: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    mixed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    ruined: set[str] = field(default_factory=set[str])


class ObedientModel:
    """Writes the answers of a fake Messages API; it knows each brief by its text between the delimiters."""

    def __init__(self) -> None:
        self.printed = {injection.name: Printed(injection) for injection in INJECTIONS}
        self._by_brief = {
            _inside(briefing_of(brief(injection), nonce="0" * 16).text): injection.name for injection in INJECTIONS
        }

    def write(self, request: Request) -> JsonValue:
        """Answer a request, as `FakeMessagesApi.write`."""
        printed = self.printed[self._by_brief[_inside(told(request))]]
        printed.requests.append(request)
        answer, used = answer_to(
            request.schema or {}, start=printed.texts, length=lambda path: wire.list_length(request.prompt, path)
        )
        printed.texts += used
        assert isinstance(answer, dict)
        way = _GOES[_number(printed) % len(_GOES)]
        if way == "elsewhere" and request.model == FIRST and len(printed.requests) == 1:
            return {"weather": " ".join(printed.injection.payload)}
        kept = len(answer) if way != "half" or len(printed.requests) > 1 else len(answer) // 2
        sections = list(answer.items())[:kept]
        return {name: _Section(name, request, printed).obeyed(value) for name, value in sections}


def told(request: Request) -> str:
    """Return the block of a request that holds the brief: the first one of the user."""
    return next(text for where, text in texts_of(request.body) if where.startswith("messages."))


def nonce_of(request: Request) -> str:
    """Return the nonce of the brief's delimiters."""
    found = _OPENING.match(told(request))
    assert found
    return found[1]


class _Section:
    """One section of one answer, text by text."""

    def __init__(self, name: str, request: Request, printed: Printed) -> None:
        self._printed = printed
        self._orders = (*printed.injection.payload, *_told_beside(request))
        self._honest, self._mixed = printed.honest, printed.mixed
        self._honest[name], self._mixed[name] = [], []
        self._name = name
        self._texts = 0
        turn = list(printed.honest).index(name) + _number(printed)
        # Every second brief has its repairs written without ruined texts, so that they can be taken.
        is_repair = "faults nonce" in request.prompt and _number(printed) % 2 == 0
        self._is_ruined = turn % _RUINED_EVERY == 0 and not is_repair
        (printed.ruined.add if self._is_ruined else printed.ruined.discard)(name)

    def obeyed(self, value: JsonValue) -> JsonValue:
        """Return the value with orders in its texts; words of a closed set stay."""
        match value:
            case dict():
                return {name: self.obeyed(item) for name, item in value.items()}
            case list():
                return [self.obeyed(item) for item in value]
            case str() if " " in value:
                self._texts += 1
                return self._text(value)
            case _:
                return value

    def _text(self, honest: str) -> str:
        order = self._next_order()
        if self._is_ruined and self._texts % 2:
            return order
        self._honest[self._name].append(honest)
        if self._texts % 3 == 0:
            return honest
        self._mixed[self._name].append(honest)
        if len(honest.split()) > _LONG:
            return "\n\n".join((honest, *self._orders))
        between = " " if order[-1] in ".!?" else "\n"
        match self._texts % 4:
            case 0:
                return f"{order}{between}{honest}"
            case 1:
                return f"{honest} {order}"
            case 2:
                return f"{order}{between}{honest} {self._next_order()}"
            case _:
                return f"{honest}\n\n{order}"

    def _next_order(self) -> str:
        self._printed.orders += 1
        return self._orders[self._printed.orders % len(self._orders)]


def _told_beside(request: Request) -> Iterator[str]:
    """Yield what a model that tells everything would print: the nonce, and a sentence of the rules."""
    yield f"The brief stood between {nonce_of(request)} and the end."
    rules = next(text for where, text in texts_of(request.body) if where.startswith("system"))
    yield next(line for line in _sentences(rules) if len(line.split()) >= 12)


def _sentences(text: str) -> Sequence[str]:
    return re.split(r"(?<=[.!?])\s+", re.sub(r"(?m)^\W+", "", text))


def _number(printed: Printed) -> int:
    return INJECTIONS.index(printed.injection)


def _inside(block: str) -> str:
    return "\n".join(block.split("\n")[1:-1])
