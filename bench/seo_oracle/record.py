"""What Lighthouse said in a run, as it is kept: `recorded.json`, which the unit tests compare our checks with."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from bench.seo_oracle.pages.model import OraclePage
from bench.seo_oracle.verdicts import AUDITS, Verdict

RECORD: Final = Path(__file__).with_name("recorded.json")
_LETTERS: Final[Mapping[str, Verdict]] = {"P": "pass", "F": "fail", "n": "not_applicable", "?": "not_measured"}


class Recorded(BaseModel):
    """Lighthouse's verdicts: per page one letter for each audit, in the order of `audits`.

    `fingerprint` is that of the pages it saw: when they change, the record tells nothing of them any more.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    lighthouse: str
    chromium: str
    measured_on: date
    seconds: Annotated[int, Field(ge=0)]
    fingerprint: str
    audits: tuple[str, ...]
    pages: dict[str, str]

    def verdicts(self) -> dict[str, dict[str, Verdict]]:
        """Return the verdicts by page and audit."""
        return {
            name: {audit: _LETTERS[letter] for audit, letter in zip(self.audits, letters, strict=True)}
            for name, letters in self.pages.items()
        }


def load_record() -> Recorded:
    """Read what the last recorded run found."""
    return Recorded.model_validate_json(RECORD.read_bytes())


def keep_record(record: Recorded) -> None:
    """Put a run in the place of the last one."""
    RECORD.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")


def fingerprint(pages: Sequence[OraclePage]) -> str:
    """Return a key that changes with anything that is served."""
    return hashlib.sha256(repr(tuple(pages)).encode()).hexdigest()


def in_letters(verdicts: Mapping[str, Verdict], audits: Iterable[str] = AUDITS) -> str:
    """Return the verdicts on one page in the form in which they are kept."""
    letters = {verdict: letter for letter, verdict in _LETTERS.items()}
    return "".join(letters[verdicts[audit]] for audit in audits)
