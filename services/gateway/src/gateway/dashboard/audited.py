"""What the page of an audit shows of it, in the order of a screen; the templates have the words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from exports import blocks
from exports.audits.actions import Gain, about_page, about_site, first_steps, gain
from exports.audits.checks import by_state, found_by, numbered, reason
from exports.audits.document import parts_of
from exports.audits.stored import Benchmark, Cap, Check, FirstSteps, Pillar, Recommendation, Result
from exports.audits.stored_subjects import Cluster, Gap
from exports.audits.subjects import INTENTS
from exports.audits.summary import States, between, lacks, states, taken_by_caps, unmeasured
from exports.cleaning import line
from exports.model import Block, Run
from gateway.dashboard.charts.donut import Arc
from gateway.dashboard.charts.gauge import gauge
from gateway.dashboard.marking import N_

# Sections that the screen shows as the document has them; all others it draws itself.
_WRITTEN: Final = (
    ("pages", N_("Pages visited")),
    ("ranking", N_("What search data say")),
    ("method", N_("How it was measured")),
    ("limits", N_("What to keep in mind")),
)
_PILLARS: Final = ("technical", "topical", "authority")


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check with everything that is known of it; `repair` is its place among what is to be done."""

    id: str
    title: str
    found: str
    threshold: str
    evidence: tuple[str, ...]
    why: str
    fix: str
    repair: int | None


@dataclass(frozen=True, slots=True)
class PillarView:
    """A pillar and its checks, which are folded by the state they ended in."""

    key: str
    score: float | None
    range: str
    coverage: float
    weight: float | None
    groups: tuple[tuple[str, tuple[CheckView, ...]], ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something to do; one about the site has a severity and cases, one about the page a gain in points."""

    id: str
    title: str
    why: str
    where: tuple[str, ...]
    action: str
    effort: str
    gain: Gain
    points: float | None
    pillar: str
    severity: str
    cases: int | None


@dataclass(frozen=True, slots=True)
class RivalView:
    """A competitor; `page` is an address that may be followed when it has one."""

    page: Run
    score: float | None
    technical: float | None
    topical: float | None
    authority: float | None
    coverage: float | None
    words: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section in the words of the document."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    """Everything on the page of an audit but its history; `lacks` is why there is no score."""

    page: Run
    keyword: str
    score: int | None
    range: str
    coverage: float
    unmeasured: float
    lacks: str
    status: int | None
    states: States
    ring: tuple[Arc, ...]
    caps: tuple[Cap, ...]
    uncapped: float | None
    taken: float | None
    pillars: tuple[PillarView, ...]
    first: FirstSteps | None
    actions: tuple[ActionView, ...]
    site: tuple[ActionView, ...]
    own_score: float | None
    rivals: tuple[RivalView, ...]
    gaps: tuple[Gap, ...]
    intents: tuple[tuple[str, tuple[Cluster, ...]], ...]
    sections: tuple[Section, ...]
    rules: str


def audited(result: Result) -> AuditView:
    """Work out what is shown of a stored audit, also of one from before its rules knew everything."""
    score = result.overall_score
    low, high = (result.range.low, result.range.high) if result.range else (0.0, 0.0)
    return AuditView(
        page=_address(result.final_url or result.domain),
        keyword=line(result.primary_keyword),
        score=score,
        range=between(result.range),
        coverage=result.coverage,
        unmeasured=unmeasured(result),
        lacks=lacks(result) if score is None else "",
        status=result.fetch.status,
        states=states(result),
        ring=() if score is None else gauge(score, low, high),
        caps=result.capped_by,
        uncapped=result.uncapped_score,
        taken=taken_by_caps(result),
        pillars=tuple(_pillar(key, found, result) for key, (_, found) in zip(_PILLARS, result.pillars, strict=True)),
        first=first_steps(result),
        actions=tuple(_action(each, result) for each in about_page(result)),
        site=tuple(_action(each, result) for each in about_site(result)),
        own_score=next((row.your_score for row in result.competitor_benchmarks), None),
        rivals=tuple(map(_rival, result.competitor_benchmarks)),
        gaps=result.content_gaps,
        intents=_by_intent(result.semantic_clusters),
        sections=tuple(_sections(result)),
        rules=line(result.ruleset_version),
    )


def _pillar(key: str, found: Pillar, result: Result) -> PillarView:
    numbers = numbered(result)
    whys = {each.id: each.why for each in result.recommendations}
    problems, good, unknown = by_state(found, numbers)
    absent = tuple(
        CheckView(line(c.id), line(c.title), "", "", (), line(c.reason), "", None) for c in found.not_applicable
    )
    groups = (
        ("problem", tuple(_check(check, numbers, whys) for check in problems)),
        ("good", tuple(_check(check, numbers, whys) for check in good)),
        ("unknown", tuple(_unknown(check) for check in unknown)),
        ("absent", absent),
    )
    score_range = between(found.range)
    shown = tuple((state, checks) for state, checks in groups if checks)
    return PillarView(key, found.score, score_range if "–" in score_range else "", found.coverage, found.weight, shown)


def _check(check: Check, numbers: Mapping[str, int], whys: Mapping[str, str]) -> CheckView:
    return CheckView(
        line(check.id),
        line(check.title),
        line(found_by(check)),
        line(check.threshold),
        _evidence(check.evidence),
        line(whys.get(check.id, "")),
        line(check.fix),
        numbers.get(check.id),
    )


def _unknown(check: Check) -> CheckView:
    return CheckView(line(check.id), line(check.title), "", line(check.threshold), (), line(reason(check)), "", None)


def _action(each: Recommendation, result: Result) -> ActionView:
    return ActionView(
        id=line(each.id),
        title=line(each.title),
        why=line(each.why),
        where=_evidence(each.evidence),
        action=line(each.action),
        effort=each.effort,
        gain=gain(each, result),
        points=each.points,
        pillar=each.pillar,
        severity=each.severity,
        cases=each.cases,
    )


def _evidence(pieces: Sequence[object]) -> tuple[str, ...]:
    found = (blocks.runs(blocks.words(piece))[0].text for piece in pieces)  # pyright: ignore[reportArgumentType]
    return tuple(filter(None, found))


def _rival(row: Benchmark) -> RivalView:
    page = _address(row.final_url or row.competitor)
    return RivalView(page, row.overall_score, row.technical, row.topical, row.authority, row.coverage, row.word_count)


def _address(url: str) -> Run:
    return blocks.address(url)[0]


def _by_intent(clusters: Sequence[Cluster]) -> tuple[tuple[str, tuple[Cluster, ...]], ...]:
    groups: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        groups.setdefault(cluster.intent, []).append(cluster)
    order = [*INTENTS]
    ranked = sorted(groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order))
    return tuple((line(intent), tuple(found)) for intent, found in ranked)


def _sections(result: Result) -> Iterator[Section]:
    parts = {part.id: part for part in parts_of(result)}
    for key, title in _WRITTEN:
        if key in parts:
            yield Section(key, title, parts[key].blocks)
