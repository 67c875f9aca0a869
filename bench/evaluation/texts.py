"""The labelled texts: each answers a brief, in pairs of equal length, and has the labels of its author and a rater."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import yaml

from shared.contracts.requests import Brief

Which = Literal["development", "frozen"]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """A text with its labels from 0 to 5; the name begins with the length it was written to."""

    brief_id: str
    name: str
    text: str
    brief: Brief
    labels: tuple[float, ...]

    @property
    def label(self) -> float:
        """The mean of the labels."""
        return sum(self.labels) / len(self.labels)

    @property
    def length(self) -> str:
        """The length the text was written to."""
        return self.name.partition("-")[0]


def labelled(which: Which) -> tuple[Labelled, ...]:
    """Return the texts of a set in a fixed order."""
    return tuple(_read(_HERE / which))


def pairs(texts: tuple[Labelled, ...]) -> list[tuple[Labelled, Labelled]]:
    """Return the texts of the same brief and length whose labels differ, the better one first."""
    found: dict[tuple[str, str], list[Labelled]] = {}
    for text in texts:
        found.setdefault((text.brief_id, text.length), []).append(text)
    ordered = (sorted(couple, key=lambda text: -text.label) for couple in found.values())
    return [(one[0], one[1]) for one in ordered if len(one) == 2 and one[0].label > one[1].label]


def _read(folder: Path) -> Iterator[Labelled]:
    raw = cast("dict[str, dict[str, dict[str, object]]]", yaml.safe_load((folder / "labels.yaml").read_text("utf-8")))
    for brief_id, texts in sorted(raw.items()):
        brief = Brief.model_validate(yaml.safe_load((folder / brief_id / "brief.yaml").read_text("utf-8")))
        for name, labels in sorted(texts.items()):
            values = tuple(float(cast("float", labels[who])) for who in ("author", "rater") if who in labels)
            yield Labelled(brief_id, name, (folder / brief_id / f"{name}.md").read_text("utf-8"), brief, values)
