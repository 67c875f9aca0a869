"""What a stored audit says of the subject of a page, of what it lacks, and of the search."""

from datetime import date
from typing import Annotated

from pydantic import Field

from exports.audits.lenient import Stored


class GapTerm(Stored):
    """A term that the page lacks."""

    term: str = ""


class GapExample(Stored):
    """How a competitor words it, word for word, and the heading it stands under."""

    competitor: str = ""
    heading: str = ""
    quote: str = ""


class Gap(Stored):
    """A section, question or term that competitors share and the page lacks."""

    kind: str = "term"
    term: str = ""
    competitors: int | None = None
    competitors_read: int | None = None
    uses: int | None = None
    confidence: str = ""
    intent: str = ""
    words: int | None = None
    terms: tuple[GapTerm, ...] = ()
    examples: tuple[GapExample, ...] = ()
    action: str = ""


class Phrase(Stored):
    """A phrase, how often the page uses it, and whose pages it was found on."""

    term: str = ""
    count: int | None = None
    source: str = "page"


class Question(Stored):
    """A question as it stands on the page or on a competitor's."""

    question: str = ""


class Marker(Stored):
    """A word that speaks for an intent."""

    marker: str = ""


class Cluster(Stored):
    """Phrases that belong together, and what somebody who searches for them wants."""

    label: str = ""
    intent: str = ""
    intent_markers: tuple[Marker, ...] = ()
    keywords: tuple[Phrase, ...] = ()
    questions: tuple[Question, ...] = ()
    related_to_keyword: bool | None = None


class Days(Stored):
    """The days that figures are about, the last one included."""

    first: Annotated[date | None, Field(alias="from")] = None
    last: Annotated[date | None, Field(alias="to")] = None


class Ranked(Stored):
    """Where the page or the keyword stood by the owner's own figures; `ctr` is a share of 1."""

    position: float | None = None
    impressions: int | None = None
    clicks: int | None = None
    ctr: float | None = None
    period: Days | None = None
    filters: tuple[str, ...] = ()


class Better(Stored):
    """How other queries of the site were clicked at better positions, or why that can't be said."""

    positions: str = ""
    ctr: float | None = None
    more_clicks: int | None = None
    reason: str = ""


class Ranking(Stored):
    """What an import of search data says, and what is computed from it under assumptions."""

    keyword: Ranked | None = None
    page: Ranked | None = None
    better: tuple[Better, ...] = ()
    assumptions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
