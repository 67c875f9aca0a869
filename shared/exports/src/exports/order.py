"""What is asked of whoever makes documents: a strategy, an audit or a roadmap, in one format."""

from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter

from exports.audit import Audit
from exports.roadmap import Roadmap
from exports.strategy import Format, Strategy


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be handed over and the format it is wanted in."""

    format: Format
    subject: Strategy | Audit | Roadmap


ORDER: Final = TypeAdapter(Order)
