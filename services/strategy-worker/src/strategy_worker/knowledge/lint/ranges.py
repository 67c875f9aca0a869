"""The benchmarks: each says what was counted, among whom and when, and where it can be read or that it cannot."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from strategy_worker.knowledge.load import KnowledgeBase
from strategy_worker.knowledge.schema import Range

_OWN_ASSUMPTION: Final = "planning assumption of this knowledge base"
_ADDRESS: Final = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?")
# Nobody has counted a later year yet; it rises with the first entry that needs it.
_LATEST: Final = 2026
_LONGEST_DAYS: Final = 730
_LEAST_PER_INDUSTRY: Final = 2


def problems(base: KnowledgeBase) -> Iterator[str]:
    """Yield what is wrong with any benchmark, and the industries that have too few."""
    for benchmark in base.benchmarks.values():
        yield from (f"benchmarks {benchmark.id}: {fault}" for fault in _faults(benchmark))
    bound = Counter(industry for benchmark in base.benchmarks.values() for industry in benchmark.industries)
    for industry in base.industries:
        if bound[industry] < _LEAST_PER_INDUSTRY:
            yield f"industries {industry}: {bound[industry]} of at least {_LEAST_PER_INDUSTRY} benchmarks"


def _faults(benchmark: Range) -> Iterator[str]:
    yield from _numbers(benchmark)
    yield from _addresses(benchmark)
    if not benchmark.url:
        yield from _of_our_own(benchmark)
    for text in (benchmark.population, benchmark.note, benchmark.source):
        if text.endswith((".", ",", ";", ":")) or set("{}[]|") & set(text):
            yield f"it is copied as it stands, without slots and without a mark at its end ({text})"


def _numbers(benchmark: Range) -> Iterator[str]:
    if not benchmark.low < benchmark.high:
        yield "low is not below high"
    if benchmark.high > (100 if benchmark.unit == "%" else _LONGEST_DAYS):
        yield f"{benchmark.high:g} {benchmark.unit} is out of bounds"
    if benchmark.year > _LATEST:
        yield f"nobody has counted {benchmark.year} yet"
    if not set(benchmark.steps) <= set(benchmark.industries):
        yield "it counts a step of an industry it is not meant for"
    if benchmark.steps and benchmark.unit != "%":
        yield "a step is counted as a share"


def _addresses(benchmark: Range) -> Iterator[str]:
    first = (benchmark.url,) if benchmark.url else ()
    yield from (f"{address} is no address" for address in (*first, *benchmark.also) if not _ADDRESS.fullmatch(address))


def _of_our_own(benchmark: Range) -> Iterator[str]:
    if not benchmark.source.startswith(_OWN_ASSUMPTION):
        yield f"without an address it has to say that it is a {_OWN_ASSUMPTION}"
    if benchmark.confidence != "low":
        yield "what nobody can look up has low confidence"
    if benchmark.also:
        yield "it names further addresses and no first one"
