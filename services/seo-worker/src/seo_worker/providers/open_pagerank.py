"""Open PageRank: where a domain stands by the links of the public web.

`GET …/getPageRank?domains[]=example.org` with the key in the header API-OPR. An unknown domain is a row with a
status of its own, not an HTTP error.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field, SecretStr

from seo_worker.providers.answers import DomainRank, Question, SourceName
from seo_worker.providers.failures import SourceFailureError, failure_of
from seo_worker.providers.http import SourceClient, Wire, read_answer
from seo_worker.providers.source import SourceLimits

_OK: Final = 200
_MAX_EDITION: Final = 40


class _Row(Wire):
    status_code: int
    domain: str = ""
    # The service writes an empty text or null where it has no number.
    page_rank_decimal: Decimal | str | None = None
    rank: Annotated[int, Field(ge=1)] | str | None = None


class _Answer(Wire):
    status_code: int
    response: tuple[_Row, ...] = ()
    last_updated: str | None = None


@dataclass(frozen=True, slots=True)
class OpenPageRank:
    """The source of A08."""

    client: SourceClient
    url: str
    key: SecretStr
    limits: SourceLimits = field(default=SourceLimits(timeout_s=5, max_bytes=100_000, at_once=4))
    name: SourceName = "open_pagerank"
    needs: str = "CONVEX_OPENPAGERANK_API_KEY"
    is_about_domain: bool = True

    def server(self, _question: Question, /) -> str:
        """Return nothing: there is one server for all."""
        return ""

    async def find(self, question: Question) -> DomainRank:
        """Return the domain's place; see `Source.find`."""
        content = await self.client.get(
            self.url,
            query={"domains[]": question.domain},
            headers={"API-OPR": self.key.get_secret_value()},
            max_bytes=self.limits.max_bytes,
        )
        return _rank(read_answer(_Answer, content), question.domain)


def _rank(answer: _Answer, domain: str) -> DomainRank:
    failure = failure_of(answer.status_code)
    if failure is not None:
        raise failure
    row = next((row for row in answer.response if row.domain.lower() == domain), None)
    if row is None:
        raise SourceFailureError("unreadable")
    if row.status_code != _OK or row.rank in (None, ""):
        raise SourceFailureError("no_data", detail=f"it does not list {domain}")
    page_rank = _number(row.page_rank_decimal)
    position = _number(row.rank)
    if position < 1 or position % 1 or not 0 <= page_rank <= 10:
        raise SourceFailureError("unreadable")
    edition = (answer.last_updated or "")[:_MAX_EDITION] or None
    return DomainRank(int(position), page_rank, edition)


def _number(value: Decimal | int | str | None) -> Decimal:
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        raise SourceFailureError("unreadable") from None
    if not number.is_finite():
        raise SourceFailureError("unreadable")
    return number
