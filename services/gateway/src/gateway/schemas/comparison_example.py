"""The example of a comparison of two audits, for the OpenAPI document, as it goes over the wire."""

from typing import Final

from pydantic import JsonValue

from gateway.schemas.examples import CREATED_AT

_HEAD: Final[dict[str, JsonValue]] = {
    "domain": "northwind.example",
    "finalUrl": "https://northwind.example/",
    "primaryKeyword": "month-end close software",
    "coverage": 0.71,
    "rulesetVersion": "2026.11.2+0a1b2c3d4e5f",
}
_CHECK: Final[dict[str, JsonValue]] = {
    "id": "T10",
    "pillar": "technical",
    "title": "Page has one title",
    "change": "fixed",
    "stateBefore": "problem",
    "stateAfter": "ok",
    "scoreBefore": 0.0,
    "scoreAfter": 100.0,
    "valueBefore": 0,
    "valueAfter": 1,
    "points": 3.4132,
    "evidence": {"before": [], "after": ["“Close the month in two days”"]},
}
_SITE_FINDING: Final[dict[str, JsonValue]] = {
    "id": "S03",
    "title": "Mend links that lead nowhere",
    "severity": "critical",
    "change": "fixed",
    "casesBefore": 1,
    "casesAfter": 0,
    "evidence": {
        "before": ["404 https://northwind.example/tour, linked from https://northwind.example/"],
        "after": [],
    },
}
COMPARISON_EXAMPLE: Final[dict[str, JsonValue]] = {
    "from": {
        "id": "019abf30-11aa-7e52-8f0b-9b1f6f2f60aa",
        "scoredAt": "2026-11-18T09:30:00.101Z",
        "overallScore": 61,
        **_HEAD,
    },
    "to": {
        "id": "019ae33d-2c5e-7d11-9b2a-6d3c1f0e8a77",
        "scoredAt": CREATED_AT,
        "overallScore": 64,
        **_HEAD,
    },
    "scoreChange": {
        "overall": {"before": 61.0, "after": 64.0, "change": 3.0},
        "technical": {"before": 72.1, "after": 80.6, "change": 8.5},
        "topical": {"before": 53.0, "after": 53.0, "change": 0.0},
        "authority": {"before": None, "after": None, "change": None},
    },
    "parts": {"checks": 3.4132, "caps": 0.0, "rounding": -0.4132},
    "counts": {"new": 0, "worse": 0, "fixed": 1, "better": 0, "notComparable": 0, "unchanged": 0},
    "checks": [_CHECK],
    "site": {"pagesBefore": 20, "pagesAfter": 20, "pagesInBoth": 19, "findings": [_SITE_FINDING]},
    "caveats": [
        {
            "code": "crawl_changed",
            "message": "The first audit visited 20 addresses of the site and the second 20, 19 of them in both; a"
            " finding may have come or gone because other pages were seen.",
        }
    ],
}
