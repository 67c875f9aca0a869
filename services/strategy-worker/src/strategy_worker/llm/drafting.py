"""The document of one job as the model writes it: each text is checked before anybody sees it, each section merged."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue
from pydantic.alias_generators import to_snake

from documents.blocks import Source
from documents.model import StrategyDocument
from documents.section import Section
from documents.sections import sections
from shared.contracts.requests import Brief
from shared.jobs.model import JobControl
from strategy_worker.llm.assembling import Closed, Text
from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.sections import CheckedPart, checked_part
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.llm.checks.whole import whole_document_faults
from strategy_worker.llm.fields import Code, Field, Group, ItemList, Part, PlannedList
from strategy_worker.llm.merging import PartError, labelled, merged
from strategy_worker.llm.model import Fault
from strategy_worker.llm.telemetry import EngineMetrics
from strategy_worker.stages import SCORING, WRITING

# A reader appends what comes of a section; its texts are lines, or one would run into the next.
_BETWEEN: Final = "\n"
_STEP: Final = re.compile(r"[^.\[\]]+")


@dataclass(slots=True)
class Draft:
    """What has been written, what has been answered but can't stay, and what the offline engine `planned`."""

    planned: StrategyDocument
    brief: Brief
    parts: Mapping[str, Part]
    grounds: Grounds
    control: JobControl
    metrics: EngineMetrics
    document: StrategyDocument = field(init=False)
    # The sections of which the answers under way have shown something.
    shown: set[str] = field(default_factory=set[str])
    accepted: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    faults: dict[str, tuple[Fault, ...]] = field(default_factory=dict[str, tuple[Fault, ...]])
    # Which model wrote each of the accepted sections.
    writers: dict[str, str] = field(default_factory=dict[str, str])
    # The guiding policy as soon as it is known: what every other section has to agree with.
    policy: str = ""
    policy_known: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.document = self.planned

    @property
    def spine(self) -> Mapping[str, JsonValue] | None:
        """The choice as far as it is known, for those who write what follows from it."""
        if "choice" in self.accepted:
            return {"choice": self.accepted["choice"]}
        return {"choice": {"policy": self.policy}} if self.policy else None

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that have not been answered."""
        return tuple(part for name, part in self.parts.items() if name not in self.accepted and name not in self.faults)

    @property
    def offline(self) -> tuple[str, ...]:
        """The sections whose text is still the offline engine's."""
        return tuple(name for name in self.parts if name not in self.accepted)

    @property
    def models(self) -> tuple[str, ...]:
        """The models whose text stays; the one that wrote most sections comes first."""
        return tuple(model for model, _ in Counter(self.writers.values()).most_common())

    def begin(self, parts: Sequence[Part], byline: str) -> None:
        """Expect an answer with these sections, whose watchers read the byline above the summary.

        What is shown of the sections replaces what a broken answer had shown.
        """
        self.shown -= {part.section for part in parts}
        self.document = self.document.model_copy(update={"engine_note": byline})

    async def text(self, found: Text) -> None:
        """Pass a complete text on to the watchers, as far as it may be seen; a repair is shown when it is done."""
        part = self.parts.get(found.section)
        name = found.path.rpartition(".")[2].partition("[")[0]
        if part is None or found.section in self.faults or name in _codes(part.fields):
            return
        role = to_snake(name or found.section)
        clean, _ = await asyncio.to_thread(checked_text, found.value, role, self.grounds)
        if not clean:
            return
        if (part.section, name) == ("choice", "policy"):
            self.policy = clean
            self.policy_known.set()
        begins = part.section not in self.shown
        self.shown.add(part.section)
        shown = clean if begins else _BETWEEN + clean
        await self.control.section_delta(part.section, part.title, shown, again=begins)

    async def closed(self, found: Closed, model: str) -> None:
        """Check a section that a model has completed, and merge it if it can stay."""
        part = self.parts.get(found.section)
        if part is None:
            return
        checked = await asyncio.to_thread(checked_part, part, found.value, self.grounds)
        # Merged here and not in the thread: other answers merge too, and a thread would outlive the end of the time.
        faults = self._merge(part, checked)
        if faults:
            self.faults[part.section] = faults
            return
        # Before anything is awaited: at the end of the time no section may be without its writer.
        self.writers[part.section] = model
        self.faults.pop(part.section, None)
        await tell(self.control, self.document, lambda section: section == part.section)
        written = len(self.accepted) / len(self.parts)
        stage, begun = WRITING
        await self.control.progress(stage, begun + int((SCORING[1] - begun) * written))

    async def judge(self) -> None:
        """Look at the document as a whole, and note what its parts have to be asked for again for."""
        found = await asyncio.to_thread(self._whole_faults, self.document)
        for name in self.accepted:
            if faults := found.get(name):
                self.metrics.found(faults)
                self.faults[name] = faults
            else:
                # What was wrong with it may have been mended elsewhere.
                self.faults.pop(name, None)

    def withdraw(self) -> tuple[str, ...]:
        """Put the planned text back where the model's can't stay, and name those sections."""
        names = tuple(name for name in self.faults if name in self.accepted)
        for name in names:
            field = to_snake(name)
            self.document = self.document.model_copy(update={field: getattr(self.planned, field)})
            del self.accepted[name], self.writers[name]
        return names

    def _whole_faults(self, document: StrategyDocument) -> Mapping[str, tuple[Fault, ...]]:
        """Return the faults of texts that the model wrote: asking again or taking back changes no planned one."""
        found = whole_document_faults(document, self.brief)
        now, planned = (one.model_dump(mode="json", by_alias=True) for one in (document, self.planned))
        return {
            name: tuple(fault for fault in faults if not _is_same(now[name], planned[name], fault.path))
            for name, faults in found.items()
            if name in self.parts
        }

    def _merge(self, part: Part, checked: CheckedPart) -> tuple[Fault, ...]:
        self.metrics.found((*checked.mended, *checked.faults))
        if checked.faults:
            return checked.faults
        try:
            self.document = merged(self.document, part, checked.value)
        except PartError as error:
            self.metrics.found(error.faults)
            return error.faults
        self.accepted[part.section] = checked.value
        return ()


def wire(section: Section) -> Mapping[str, JsonValue]:
    """Return a section as events and results word it."""
    return {"id": section.id, "title": section.title, "body": section.body, "source": section.source}


async def tell(control: JobControl, document: StrategyDocument, is_wanted: Callable[[str], bool]) -> None:
    """Tell the watchers of the sections that are wanted by their ids, as they are now."""
    for section in await asyncio.to_thread(sections, document):
        if is_wanted(section.id):
            await control.section_completed(wire(section))


def with_computed(document: StrategyDocument, written: Container[str]) -> StrategyDocument:
    """Label every section that no model writes as computed; the others are the offline engine's until one does."""
    computed: dict[str, Source] = {part.id: "deterministic" for part in sections(document) if part.id not in written}
    return labelled(document, computed)


def _codes(fields: Sequence[Field]) -> Iterator[str]:
    """Yield the names of the fields that hold a code, which is no text to be read."""
    for one in fields:
        match one:
            case Code():
                yield one.name
            case ItemList() | PlannedList() | Group():
                yield from _codes(one.fields)
            case _:
                pass


def _is_same(one: JsonValue, other: JsonValue, path: str) -> bool:
    """Tell whether the same stands at a path of two forms of a section; what can't be found is not the same."""
    found = _at(one, path)
    return found is not None and found == _at(other, path)


def _at(value: JsonValue, path: str) -> JsonValue:
    """Return what stands at a path of a section, None when nothing does."""
    for step in _STEP.findall(path):
        match value:
            case dict():
                value = value.get(step)
            case list():
                value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
            case _:
                return None
    return value
