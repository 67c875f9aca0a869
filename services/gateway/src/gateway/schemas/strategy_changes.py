"""What may be changed of a strategy by hand."""

from typing import Annotated, Final, Self

from pydantic import Discriminator, Field, JsonValue, Tag, model_validator

from gateway.schemas.strategies import Status
from shared.contracts.wire import Text, WireModel

MOST_CHARACTERS_OF_TITLE: Final = 300
MOST_CHARACTERS_OF_TEXT: Final = 6000
MOST_CHARACTERS_OF_SUMMARY: Final = 300
_MOST_ITEMS: Final = 60
_MOST_TEXTS: Final = 400


def _kind(given: object) -> str:
    return "list" if isinstance(given, list | tuple) else "text"


Words = Annotated[Text, Field(max_length=MOST_CHARACTERS_OF_TEXT)]
# By what was given, so that an error is about one of the two.
WordsOrList = Annotated[
    Annotated[Words, Tag("text")] | Annotated[tuple[Words, ...], Field(max_length=_MOST_ITEMS), Tag("list")],
    Discriminator(_kind),
]
_TEXTS: Final = (
    "New texts by their path in the document, as in the evidence of a finding, such as `statement.benefit`; a list of"
    " texts by the list's path, or one of them by `[index]`. What rules computed can't be changed: quantities, the"
    " arithmetic of `path`, what an audit measured, and names by which parts refer to each other."
)


class StrategyChange(WireModel):
    """What to change; what is left out stays as it is. Title and texts make a new version, the status does not."""

    title: Annotated[Text, Field(min_length=1, max_length=MOST_CHARACTERS_OF_TITLE)] | None = None
    status: Status | None = None
    texts: Annotated[
        dict[
            Annotated[Text, Field(min_length=1, max_length=200)],
            WordsOrList,
        ],
        Field(max_length=_MOST_TEXTS, description=_TEXTS),
    ] = Field(default_factory=dict)
    change_summary: Annotated[
        Annotated[Text, Field(min_length=1, max_length=MOST_CHARACTERS_OF_SUMMARY)] | None,
        Field(description="What changed, for the list of versions; without it the server names what did."),
    ] = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set - {"change_summary"}:
            raise ValueError("must change something: title, status or texts")
        for name in ("title", "status"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"{name} must not be null; leave it out to keep it as it is")
        return self


STRATEGY_CHANGE_EXAMPLES: Final[dict[str, JsonValue]] = {
    "texts": {
        "texts": {
            "statement.benefit": "closes the month in two working days",
            "messageHouse.pillars": ["Two days, not two weeks", "No second spreadsheet"],
        },
        "changeSummary": "Benefit in the words of the sales team",
    },
    "title": {"title": "Positioning for the spring campaign"},
    "status": {"status": "archived"},
}
