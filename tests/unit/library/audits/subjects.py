"""Stored audits made up for comparisons: any states, scores and caps that a scorer could have left."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from library.audits.model import AuditHead
from library.audits.site import ORPHANS_UNKNOWN
from library.audits.stored import StoredAudit, Subject

_CHECKS: Final = {"technical": ("T01", "T02", "T03"), "topical": ("C01", "C02", "C03"), "authority": ("A01", "A02")}
_STATES: Final = ("good", "warning", "critical", "not_measured", "not_applicable", "unknown_to_these_rules")
_CENT: Final = Decimal("0.01")
_SCORED: Final = frozenset({"good", "warning", "critical"})


def head(**changes: Any) -> AuditHead:
    """The head of an audit of one page."""
    sound = {
        "id": UUID("01900000-0000-7000-8000-000000000001"),
        "scored_at": "2026-11-25T09:00:00Z",
        "domain": "example.com",
        "final_url": "https://example.com/",
        "primary_keyword": "crm",
        "overall_score": 50,
        "coverage": 0.8,
        "ruleset_version": "1",
    }
    return AuditHead.model_validate({**sound, **changes})


def metric(name: str, status: str = "good", **changes: Any) -> dict[str, Any]:
    """A check as a worker stores it."""
    return {"id": name, "title": name, "status": status, "score": 100.0, "contribution": 10.0, "value": 1, **changes}


def subject(*metrics: dict[str, Any], absent: tuple[str, ...] = (), caps: tuple[int, ...] = (), **of: Any) -> Subject:
    """An audit of technical checks whose overall score follows from them."""
    total = sum((Decimal(str(m["contribution"])) for m in metrics if m.get("contribution") is not None), Decimal(0))
    result = {
        "uncappedScore": float(total.quantize(_CENT, ROUND_HALF_EVEN)),
        "cappedBy": [{"checkId": "T02", "cap": cap} for cap in caps],
        "technical": {
            "score": 50.0,
            "metrics": metrics,
            "notApplicable": [{"id": n, "reason": "None."} for n in absent],
        },
    }
    overall = int(min(total, *map(Decimal, caps), Decimal(100)).quantize(Decimal(1), ROUND_HALF_EVEN))
    return Subject(head(**{"overall_score": overall, **of}), StoredAudit.model_validate(result))


@st.composite
def subjects(draw: DrawFn) -> Subject:
    """Any audit of one page, now and then without an overall score."""
    pillars = {pillar: _pillar(draw, names) for pillar, names in _CHECKS.items()}
    is_scored = draw(st.integers(0, 9)) > 0
    total = Decimal(0)
    for pillar in pillars.values():
        for each in pillar["metrics"]:
            each["contribution"] = each["contribution"] if is_scored else None
            total += Decimal(str(each["contribution"] or 0))
    caps = draw(st.lists(st.sampled_from([30, 40, 60]), max_size=2))
    overall = int(min(total, *map(Decimal, caps), Decimal(100)).quantize(Decimal(1), ROUND_HALF_EVEN))
    result = {
        **pillars,
        "uncappedScore": float(total.quantize(_CENT, ROUND_HALF_EVEN)) if is_scored else None,
        "cappedBy": [{"checkId": "T02", "cap": cap} for cap in caps],
        "competitorBenchmarks": [{"competitor": "a.test"}] if draw(st.booleans()) else [],
        **_site(draw),
    }
    return Subject(_head(draw, overall if is_scored else None), StoredAudit.model_validate(result))


def _head(draw: DrawFn, overall: int | None) -> AuditHead:
    return head(
        id=draw(st.uuids()),
        scored_at=draw(st.sampled_from(["2026-11-25T09:00:00Z", "2026-11-26T09:00:00Z"])),
        final_url=draw(st.sampled_from(["https://example.com/", "https://www.example.com/"])),
        primary_keyword=draw(st.sampled_from(["crm", "CRM", "other"])),
        overall_score=overall,
        coverage=draw(st.sampled_from([0.5, 0.8])),
        ruleset_version=draw(st.sampled_from(["1", "2"])),
    )


def _site(draw: DrawFn) -> dict[str, Any]:
    urls = draw(st.lists(st.sampled_from(["/", "/a", "/b"]), min_size=1, unique=True))
    if draw(st.booleans()):
        return {"pages": [{"url": urls[0]}]}
    cases = draw(st.dictionaries(st.sampled_from(["S01", "S03", "S05"]), st.integers(1, 3)))
    unknown = "S05" not in cases and draw(st.booleans())
    return {
        "pages": [{"url": url, "inlinks": 1} for url in urls],
        "recommendations": [finding(name, number) for name, number in cases.items()],
        "notes": [f"{ORPHANS_UNKNOWN}, because no sitemap could be read."] if unknown else [],
    }


def finding(name: str, cases: int, *evidence: str) -> dict[str, Any]:
    """A finding about the site as a worker stores it."""
    return {"id": name, "title": name, "severity": "warning", "cases": cases, "evidence": evidence}


def _pillar(draw: DrawFn, names: tuple[str, ...]) -> dict[str, Any]:
    states = {name: draw(st.sampled_from(_STATES)) for name in names}
    return {
        "score": draw(st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)),
        "metrics": [
            _metric(draw, name, state) for name, state in states.items() if state in {*_SCORED, "not_measured"}
        ],
        "notApplicable": [
            {"id": name, "title": name, "reason": draw(st.sampled_from(["No images.", "No links."]))}
            for name, state in states.items()
            if state == "not_applicable"
        ],
    }


def _metric(draw: DrawFn, name: str, state: str) -> dict[str, Any]:
    is_scored = state in _SCORED
    return metric(
        name,
        state,
        score=draw(st.integers(0, 1000)) / 10 if is_scored else None,
        # Eight checks of at most twelve points: never above 100.
        contribution=draw(st.integers(0, 120_000)) / 10_000 if is_scored else None,
        value=draw(st.none() | st.integers(0, 3) | st.text(max_size=3)),
        evidence=draw(st.lists(st.text(max_size=4), max_size=2)),
    )
