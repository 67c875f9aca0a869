"""The document of one job as the model writes it: each text is checked before anybody sees it, each section merged."""

import asyncio
from collections.abc import Container, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from pydantic import JsonValue
from pydantic.alias_generators import to_snake

from documents.model import StrategyDocument
from documents.section import Section
from documents.sections import sections
from shared.contracts.requests import Brief
from shared.jobs.model import JobControl
from strategy_worker.llm.assembling import Closed, Text
from strategy_worker.llm.checks.grounds import Grounds
from strategy_worker.llm.checks.sections import checked_part
from strategy_worker.llm.checks.texts import checked_text
from strategy_worker.llm.checks.whole import whole_document_faults
from strategy_worker.llm.merging import PartError, merged
from strategy_worker.llm.model import Fault
from strategy_worker.llm.parts import Part
from strategy_worker.llm.telemetry import EngineMetrics

_BEGUN: Final = 40
_DONE: Final = 70


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
    accepted: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    faults: dict[str, tuple[Fault, ...]] = field(default_factory=dict[str, tuple[Fault, ...]])

    def __post_init__(self) -> None:
        self.document = self.planned

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that have not been answered."""
        return tuple(part for name, part in self.parts.items() if name not in self.accepted and name not in self.faults)

    @property
    def offline(self) -> tuple[str, ...]:
        """The sections whose text is still the offline engine's."""
        return tuple(name for name in self.parts if name not in self.accepted)

    async def text(self, found: Text) -> None:
        """Pass a complete text on to the watchers, as far as it may be seen; a repair is shown when it is done."""
        part = self.parts.get(found.section)
        if part is None or found.section in self.faults:
            return
        role = to_snake(found.path.rpartition(".")[2].partition("[")[0]) if found.path else to_snake(found.section)
        clean, _ = checked_text(found.value, role, self.grounds)
        if clean:
            await self.control.section_delta(part.section, part.title, clean)

    async def closed(self, found: Closed) -> bool:
        """Check and merge a section that is complete, and say whether it stays."""
        part = self.parts.get(found.section)
        if part is None:
            return False
        faults = await asyncio.to_thread(self._merge, part, found.value)
        if faults:
            self.faults[part.section] = faults
            return False
        self.faults.pop(part.section, None)
        await self.tell({part.section})
        written = len(self.accepted) / len(self.parts)
        await self.control.progress("writing", _BEGUN + int((_DONE - _BEGUN) * written))
        return True

    async def tell(self, names: Set[str]) -> None:
        """Tell the watchers of sections as they are now."""
        for section in await asyncio.to_thread(sections, self.document):
            if section.id in names:
                await self.control.section_completed(wire(section))

    async def tell_all_but(self, names: Container[str]) -> None:
        """Tell the watchers of every section but those named."""
        for section in await asyncio.to_thread(sections, self.document):
            if section.id not in names:
                await self.control.section_completed(wire(section))

    async def judge(self) -> None:
        """Look at the document as a whole, and note what its parts have to be asked for again for."""
        found = await asyncio.to_thread(whole_document_faults, self.document, self.brief)
        for name, faults in found.items():
            if name in self.accepted:
                self.metrics.found(faults)
                self.faults[name] = faults

    def withdraw(self) -> tuple[str, ...]:
        """Put the planned text back where the model's can't stay, and name those sections."""
        names = tuple(name for name in self.faults if name in self.accepted)
        for name in names:
            field = to_snake(name)
            self.document = self.document.model_copy(update={field: getattr(self.planned, field)})
            del self.accepted[name]
        return names

    def _merge(self, part: Part, value: JsonValue) -> tuple[Fault, ...]:
        checked = checked_part(part, value, self.grounds)
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
