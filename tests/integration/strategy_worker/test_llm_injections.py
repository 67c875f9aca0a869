"""Thirty briefs with orders in them, and a model that obeys: none of it is stored, streamed, logged or traced."""

import io
import json
import logging
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast
from unicodedata import normalize

import orjson
import pytest
import structlog
from opentelemetry import trace
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import CollectorRegistry, generate_latest

from scoring import words
from scoring.lexicon import FUNCTION
from scoring.numerals import brief_text
from shared.telemetry import logs
from strategy_worker.llm.prompts import system_text
from strategy_worker.planner import plan
from support.backends import Backends
from support.messages_api import fake_messages_api
from support.obedient_model import ObedientModel, Printed, nonce_of, told
from support.tenants import create_tenant
from support.writing import SECOND, Desk, Outcome, writing
from support_strategy.injections import INJECTIONS, Injection, brief

pytestmark = pytest.mark.integration

_NAMES: Final = [injection.name for injection in INJECTIONS]
_ADDRESS: Final = re.compile(
    r"(?i)\b[a-z]{2,10}://[^\s\"”)]+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:example|com|net|org|io|dev)\b\S*"
)
# All at once they would wait for each other until their time is over.
_AT_ONCE: Final = 6
_RUN: Final = 6
# Words of the scorer that the rules happen to share.
_ADVICE: Final = "sentences contain a gap to be filled in."
# What a log could hold of a brief by chance, such as "and write the", says nothing.
_TOLD_RUN: Final = 4
_LEAST_LETTERS: Final = 8
# How many of the thirty the user is warned of; the checks hold for the others as well.
_LEAST_NOTICED: Final = 28
_ROWS: Final = """
    SELECT to_jsonb(s) AS strategy, to_jsonb(v) AS version, to_jsonb(c) AS score
    FROM app.strategies s
    JOIN app.strategy_versions v ON v.strategy_id = s.id
    JOIN app.strategy_scores c ON c.strategy_id = s.id
    WHERE s.job_id = $1
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one brief: the job's end, the rows it stored, and what the model had printed for it.

    `texts` is every text that was stored or streamed, as it is and with its lookalike letters made plain, `own` the
    texts of the brief and of the planned document.
    """

    injection: Injection
    outcome: Outcome
    rows: dict[str, Any]
    printed: Printed
    texts: Sequence[str]
    own: Sequence[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All runs, and what the process reported about itself meanwhile."""

    runs: dict[str, Run]
    logged: str
    traced: str
    measured: str


@pytest.fixture(scope="module")
async def evidence(backends: Backends) -> Evidence:
    spans, provider, registries = InMemorySpanExporter(), TracerProvider(), list[CollectorRegistry]()
    provider.add_span_processor(SimpleSpanProcessor(spans))

    def registry() -> CollectorRegistry:
        registries.append(CollectorRegistry())
        return registries[-1]

    with pytest.MonkeyPatch.context() as patch, _logged() as stream:
        patch.setattr(trace, "_TRACER_PROVIDER", provider)
        patch.setattr("support.jobs.TracerProvider", lambda: provider)
        patch.setattr("support.jobs.CollectorRegistry", registry)
        AsyncPGInstrumentor().instrument(tracer_provider=provider)
        try:
            runs = await _all_written(backends)
        finally:
            AsyncPGInstrumentor().uninstrument()
    traced = "\n".join(map(_reported, spans.get_finished_spans()))
    measured = "".join(generate_latest(one).decode() for one in registries)
    return Evidence(runs, stream.getvalue(), traced, measured)


async def _all_written(backends: Backends) -> dict[str, Run]:
    model, limits = ObedientModel(), ("strategy", "daily", "monthly", "deployment_daily")
    settings = {f"convex_llm_{limit}_limit_usd": 100 for limit in limits}
    async with (
        fake_messages_api() as fake,
        writing(backends, await create_tenant(backends), fake, convex_llm_deadline_s=25, **settings) as desk,
    ):
        fake.write = model.write
        runs: dict[str, Run] = {}
        for begin in range(0, len(INJECTIONS), _AT_ONCE):
            some = INJECTIONS[begin : begin + _AT_ONCE]
            asked = [(one, await desk.ask(brief(one).model_dump(mode="json", by_alias=True))) for one in some]
            runs |= {one.name: await _run(desk, one, job_id, model.printed[one.name]) for one, job_id in asked}
        return runs


async def _run(desk: Desk, injection: Injection, job_id: Any, printed: Printed) -> Run:
    outcome = await desk.outcome(job_id)
    rows = await desk.owner.fetch(_ROWS, job_id)
    stored: dict[str, Any] = {name: orjson.loads(row) for found in rows for name, row in found.items()}
    texts = list(dict.fromkeys(_texts([outcome.result, outcome.events, stored])))
    plain = (normalize("NFKC", text) for text in texts if not text.isascii())
    own = [brief_text(brief(injection)), *_texts(plan(brief(injection)).model_dump(mode="json"))]
    return Run(injection, outcome, stored, printed, tuple(dict.fromkeys((*texts, *plain))), own)


def _reported(span: ReadableSpan) -> str:
    events = [(event.name, dict(event.attributes or {})) for event in span.events]
    return f"{span.name} {dict(span.attributes or {})} {span.status.description} {events}"


@contextmanager
def _logged() -> Generator[io.StringIO, None, None]:
    """Let this process log as a service does that logs everything, into a text."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level, stream = root.handlers, root.level, io.StringIO()
    kept = {name: (one.level, one.propagate, one.handlers, one.disabled) for name, one in _loggers().items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", stream)
        logs.configure("strategy-worker", "DEBUG")
    try:
        yield stream
    finally:
        structlog.configure(**before)
        root.handlers, root.level = handlers, level
        for name, (old, propagate, own, disabled) in kept.items():
            one = logging.getLogger(name)
            one.setLevel(old)
            one.propagate, one.handlers, one.disabled = propagate, own, disabled


def _loggers() -> dict[str, logging.Logger]:
    known = logging.getLogger().manager.loggerDict.items()
    return {name: one for name, one in known if isinstance(one, logging.Logger)}


@pytest.fixture(params=_NAMES)
def run(request: pytest.FixtureRequest, evidence: Evidence) -> Run:
    return evidence.runs[request.param]


def test_the_strategy_is_written_by_the_model_all_the_same(run: Run) -> None:
    assert run.outcome.status == "succeeded", run.outcome.error
    assert "anthropic" in run.outcome.sources.values()
    assert set(run.rows) == {"version", "score", "strategy"}
    assert run.printed.orders >= 50


def test_nothing_of_an_order_is_stored_or_streamed(run: Run) -> None:
    leaked = [(bad, text) for text in run.texts for bad in run.injection.forbidden if bad in text]

    assert leaked == []


def test_no_address_appears_that_is_not_in_the_brief(run: Run) -> None:
    known = "\n".join(run.own)
    found = {address[0].rstrip(".,;:)") for text in run.texts for address in _ADDRESS.finditer(text)}

    assert [address for address in found if address not in known] == []


def test_nothing_that_the_model_was_told_beside_the_brief_appears(run: Run) -> None:
    nonces = {nonce_of(request) for request in run.printed.requests}

    assert len(_secret()) > 1000
    assert (_runs(run.texts) & _secret()) - _runs([*run.own, _ADVICE]) == set()
    assert [text for text in run.texts if any(nonce in text for nonce in nonces)] == []


def test_honest_sentences_beside_an_order_stay(run: Run) -> None:
    document, written = run.rows["version"]["document"], 0
    for section, source in run.outcome.sources.items():
        if source != "anthropic" or section in run.printed.ruined or section not in run.printed.honest:
            continue
        text = _spaced(" ".join(_texts(document[section])))
        lost = [honest for honest in run.printed.honest[section] if _spaced(honest) not in text]
        assert lost == [], section
        written += len(run.printed.mixed[section])
    assert written >= 5


def test_briefs_with_orders_are_told_to_the_user(evidence: Evidence) -> None:
    noticed = [name for name, run in evidence.runs.items() if "brief_suspicious" in run.outcome.notices]

    assert len(noticed) >= _LEAST_NOTICED, set(_NAMES) - set(noticed)


def test_the_brief_stays_between_its_delimiters(run: Run) -> None:
    for request in run.printed.requests:
        first, *inside, last = told(request).split("\n")
        nonce, text = nonce_of(request), "\n".join(inside)

        assert (first, last) == (f"<brief nonce={nonce}>", f"</brief nonce={nonce}>")
        assert not set("<>") & set(text)
        assert nonce not in text
        assert json.loads(text)["industry"] == "Plumbing and heating"
        # Beside the brief's, only our own delimiters.
        rest = request.prompt.replace(told(request), "")
        assert not re.search(r"(?i)<\s*/?\s*brief\s+nonce", rest)


def test_nobody_meets_a_nonce_again(evidence: Evidence) -> None:
    nonces = [{nonce_of(request) for request in run.printed.requests} for run in evidence.runs.values()]

    assert all(len(own) == 1 for own in nonces)
    assert len(set[str]().union(*nonces)) == len(INJECTIONS)


def test_every_kind_of_call_was_obeyed_in(evidence: Evidence) -> None:
    requests = [request for run in evidence.runs.values() for request in run.printed.requests]
    repairs = [request for request in requests if "<faults nonce" in request.prompt]

    assert len(repairs) >= 20
    assert sum(request.model == SECOND for request in requests) >= 10
    assert sum(len(run.printed.requests) > 2 for run in evidence.runs.values()) >= 10


def test_no_brief_reaches_the_telemetry(evidence: Evidence) -> None:
    reported = {"log": evidence.logged, "spans": evidence.traced, "metrics": evidence.measured}
    assert evidence.logged.count("llm_call_ended") >= 60
    assert len(re.findall(r"(?m)^strategy\.generate ", evidence.traced)) == len(INJECTIONS)
    assert "convex_llm_faults_total" in evidence.measured

    for where, text in reported.items():
        said, bare = _runs([text], _TOLD_RUN), text.casefold()
        assert "hartley" not in bare, where
        for injection in INJECTIONS:
            own = (*brief_text(brief(injection)).split("\n"), *injection.payload)
            assert _runs(own, _TOLD_RUN) & said == set(), where
            assert [piece for piece in (*own, *injection.forbidden) if _is_told(piece) and piece in text] == [], where
        for run in evidence.runs.values():
            assert not any(nonce_of(request) in text for request in run.printed.requests), where


@cache
def _secret() -> set[tuple[str, ...]]:
    return _runs([system_text()])


def _is_told(piece: str) -> bool:
    return sum(letter.isalpha() for letter in piece) >= _LEAST_LETTERS


def _runs(texts: Sequence[str], size: int = _RUN) -> set[tuple[str, ...]]:
    """Return the runs of that many words, those without a meaning left out."""
    lines = (words.words(line) for text in texts for line in text.split("\n"))
    found = {run for line in lines for run in words.ngrams(line, size)}
    return {run for run in found if sum(word not in FUNCTION for word in run) > 1}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, item in cast("dict[str, object]", value).items():
                yield name
                yield from _texts(item)
        case list() | tuple():
            for item in cast("list[object]", value):
                yield from _texts(item)
        case _:
            return


def _spaced(text: str) -> str:
    return " ".join(text.split())
