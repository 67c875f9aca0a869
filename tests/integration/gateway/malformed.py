"""Requests that must not be believed, each with the field that has to be named; "" where no field can be."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from integration.gateway.serving import ROADMAP, SEO, STRATEGY

_STRATEGY, _SEO, _ROADMAP = "/generate-strategy", "/score-seo", "/generate-roadmap"
_ABSENT: Any = object()
_BAD_TEXTS: dict[str, Any] = {
    "absent": _ABSENT,
    "null": None,
    "empty": "",
    "blank": " \t\n ",
    "number": 1,
    "boolean": True,
    "list": ["x"],
    "object": {"x": "y"},
    "nul": "a\x00b",
    "escape": "a\x1bb",
    "surrogate": "a\ud800b",
}
_BAD_SITES: dict[str, Any] = {
    "scheme": "ftp://example.com",
    "script": "javascript:alert(1)",
    "user": "https://user:secret@example.com",
    "space": "exa mple.com",
    "nohost": "http://",
    "port": "example.com:99999",
    "number": 5,
    "list": ["example.com"],
    "long": "x" * 2049,
}
_QUANTITY = {"value": 1, "unit": "x"}
_BAD_MAPS: dict[str, Any] = {"list": [], "text": "x", "many": {f"m{n}": _QUANTITY for n in range(31)}}
_BAD_IDS: dict[str, Any] = {"text": "x", "number": 7, "unknown": str(uuid4()), "object": {}}


@dataclass(frozen=True, slots=True)
class Malformed:
    """One request; its name is the test's."""

    name: str
    path: str
    body: bytes
    field: str


def malformed_requests() -> Iterator[Malformed]:
    """Return all of them."""
    yield from _strategies()
    yield from _audits()
    yield from _roadmaps()
    yield from _bodies()


def _with(path: str, base: dict[str, Any], name: str, patch: dict[str, Any], field: str | None = None) -> Malformed:
    values = {key: value for key, value in (base | patch).items() if value is not _ABSENT}
    # ASCII with escapes, so that a lone surrogate can be sent at all.
    return Malformed(f"{path} {name}", path, json.dumps(values).encode(), next(iter(patch)) if field is None else field)


def _texts(path: str, base: dict[str, Any], field: str, max_length: int) -> Iterator[Malformed]:
    for name, value in (_BAD_TEXTS | {"long": "x" * (max_length + 1)}).items():
        yield _with(path, base, f"{field} {name}", {field: value})


def _each(path: str, base: dict[str, Any], field: str, values: dict[str, Any]) -> Iterator[Malformed]:
    for name, value in values.items():
        yield _with(path, base, f"{field} {name}", {field: value})


def _lists_of_texts(path: str, base: dict[str, Any], field: str, most: int, longest: int) -> Iterator[Malformed]:
    yield from _each(path, base, field, {"text": "x", "object": {"a": "b"}, "number": 1, "many": ["x"] * (most + 1)})
    for name, item in {"empty": "", "number": 1, "null": None, "list": ["x"], "long": "x" * (longest + 1)}.items():
        yield _with(path, base, f"{field} item {name}", {field: ["fine", item]}, f"{field}[1]")


def _strategies() -> Iterator[Malformed]:
    for field, longest in {
        "businessName": 200,
        "industry": 200,
        "targetAudience": 1000,
        "desiredOutcome": 1000,
    }.items():
        yield from _texts(_STRATEGY, STRATEGY, field, longest)
    frameworks = {"absent": _ABSENT, "null": None, "empty": "", "unknown": "x", "capitals": "SEO_PATTERNS", "number": 3}
    yield from _each(_STRATEGY, STRATEGY, "framework", frameworks)
    yield from _lists_of_texts(_STRATEGY, STRATEGY, "currentChallenges", 12, 400)
    yield from _lists_of_texts(_STRATEGY, STRATEGY, "existingCompetitors", 12, 120)
    yield from _each(_STRATEGY, STRATEGY, "domain", _BAD_SITES)
    yield from _each(_STRATEGY, STRATEGY, "primaryKeyword", {"empty": "", "number": 1, "long": "x" * 121})
    yield from _each(
        _STRATEGY, STRATEGY, "horizonWeeks", {"zero": 0, "many": 261, "half": 1.5, "text": "4", "bool": True}
    )
    yield from _each(_STRATEGY, STRATEGY, "locale", {"long": "english", "capitals": "EN", "number": 1})
    yield from _each(_STRATEGY, STRATEGY, "engine", {"unknown": "gpt", "number": 1, "no key": "anthropic"})
    yield from _each(_STRATEGY, STRATEGY, "baselines", _BAD_MAPS)
    yield from _nested(_STRATEGY, STRATEGY, "baselines", {"m": _QUANTITY}, _BAD_BASELINES)
    yield from _nested(_STRATEGY, STRATEGY, "budget", {"amount": 1, "currency": "EUR"}, _BAD_BUDGETS)
    for name in ("unknown", "business_nam", "__proto__", "workspaceId", "Businessname", "a" * 300):
        yield _with(_STRATEGY, STRATEGY, f"unknown field {name[:20]}", {name: 1}, name[:200])


_BAD_BASELINES: dict[str, tuple[dict[str, Any], str]] = {
    "number": ({"m": 1}, "baselines.m"),
    "value text": ({"m": {"value": "1", "unit": "x"}}, "baselines.m.value"),
    "value boolean": ({"m": {"value": True, "unit": "x"}}, "baselines.m.value"),
    "value huge": ({"m": {"value": 1e16, "unit": "x"}}, "baselines.m.value"),
    "value absent": ({"m": {"unit": "x"}}, "baselines.m.value"),
    "unit absent": ({"m": {"value": 1}}, "baselines.m.unit"),
    "unit empty": ({"m": {"value": 1, "unit": ""}}, "baselines.m.unit"),
    "unknown": ({"m": {"value": 1, "unit": "x", "more": 1}}, "baselines.m.more"),
}
_BAD_BUDGETS: dict[str, tuple[dict[str, Any], str]] = {
    "zero": ({"amount": 0}, "budget.amount"),
    "negative": ({"amount": -1}, "budget.amount"),
    "text": ({"amount": "much"}, "budget.amount"),
    "boolean": ({"amount": True}, "budget.amount"),
    "huge": ({"amount": 1e13}, "budget.amount"),
    "thousandths": ({"amount": 1.234}, "budget.amount"),
    "small letters": ({"currency": "eur"}, "budget.currency"),
    "four letters": ({"currency": "EURO"}, "budget.currency"),
    "no currency": ({"currency": _ABSENT}, "budget.currency"),
    "unknown": ({"more": 1}, "budget.more"),
}


def _nested(
    path: str, base: dict[str, Any], field: str, inner: dict[str, Any], bad: dict[str, tuple[dict[str, Any], str]]
) -> Iterator[Malformed]:
    for name, (patch, wrong) in bad.items():
        values = {key: value for key, value in (inner | patch).items() if value is not _ABSENT}
        yield _with(path, base, f"{field} {name}", {field: values}, wrong)


def _audits() -> Iterator[Malformed]:
    yield from _each(_SEO, SEO, "domain", _BAD_SITES | {"absent": _ABSENT, "null": None, "empty": ""})
    yield from _texts(_SEO, SEO, "primaryKeyword", 120)
    yield from _each(_SEO, SEO, "competitors", {"text": "x", "many": ["example.com"] * 6})
    for name, value in _BAD_SITES.items():
        yield _with(_SEO, SEO, f"competitors item {name}", {"competitors": [value]}, "competitors[0]")
    yield from _each(
        _SEO, SEO, "maxPages", {"zero": 0, "many": 51, "text": "1", "half": 1.5, "bool": True, "null": None}
    )
    yield from _each(_SEO, SEO, "strategyId", _BAD_IDS)
    yield _with(_SEO, SEO, "field of another request", {"businessName": "x"})


def _roadmaps() -> Iterator[Malformed]:
    types = {"absent": _ABSENT, "null": None, "empty": "", "unknown": "x", "number": 3, "list": ["seo_plan"]}
    yield from _each(_ROADMAP, ROADMAP, "templateType", types)
    yield from _each(
        _ROADMAP, ROADMAP, "templateId", {"empty": "", "unknown": "nope", "number": 1, "other type": "lp-1"}
    )
    for field in ("strategyId", "auditId"):
        yield from _each(_ROADMAP, ROADMAP, field, _BAD_IDS)
    many = {f"v{n}": 1 for n in range(41)}
    yield from _each(_ROADMAP, ROADMAP, "variables", {"list": [], "text": "x", "many": many})
    values: dict[str, Any] = {"object": {}, "list": [], "null": None, "long": "x" * 2001}
    for name, value in values.items():
        yield _with(_ROADMAP, ROADMAP, f"variable {name}", {"variables": {"v": value}}, "variables.v")
    for field in ("startDate", "deadline"):
        dates: dict[str, Any] = {
            "text": "soon",
            "month": "2026-13-01",
            "old": "1999-12-31",
            "far": "2101-01-01",
            "list": [],
        }
        yield from _each(_ROADMAP, ROADMAP, field, dates)
    late = {"startDate": "2026-12-02", "deadline": "2026-12-01"}
    yield _with(_ROADMAP, ROADMAP, "deadline before start", late, "deadline")
    hours: dict[str, Any] = {"zero": 0, "many": 169, "text": "x", "bool": True, "list": []}
    yield from _each(_ROADMAP, ROADMAP, "hoursPerWeek", hours)
    yield from _each(_ROADMAP, ROADMAP, "holidays", {"text": "x", "many": ["2026-12-25"] * 367})
    yield _with(_ROADMAP, ROADMAP, "holidays item", {"holidays": ["2026-12-25", "x"]}, "holidays[1]")
    member = {"name": "Ana", "hoursPerWeek": 8}
    yield from _each(_ROADMAP, ROADMAP, "team", {"text": "x", "many": [member] * 51})
    for name, patch in {"name": "", "hoursPerWeek": 0, "role": 5, "skills": "x", "timeOff": "x", "more": 1}.items():
        yield _with(_ROADMAP, ROADMAP, f"team {name}", {"team": [member | {name: patch}]}, f"team[0].{name}")


def _bodies() -> Iterator[Malformed]:
    text = json.dumps(STRATEGY)
    no_field: dict[str, bytes] = {
        "empty": b"",
        "blank": b"  ",
        "null": b"null",
        "list": b"[]",
        "text": b'"x"',
        "number": b"1",
        "cut": text[:-1].encode(),
        "more": text.encode() + b"x",
        "twice": text.encode() * 2,
        "single quotes": text.replace('"', "'").encode(),
        "comment": b"/* x */" + text.encode(),
        "trailing comma": text[:-1].encode() + b",}",
        "bad UTF-8": text.replace("SaaS", "\udc80").encode("utf-8", "surrogateescape"),
        "UTF-16": text.encode("utf-16"),
        "byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "raw control character": text.replace("SaaS", "Sa\x01S").encode(),
        "bad escape": text.replace("SaaS", "\\x").encode(),
        "form": b"businessName=x",
        "XML": b"<businessName/>",
        "many digits": b'{"horizonWeeks": ' + b"1" * 5000 + b"}",
    }
    for name, body in no_field.items():
        yield Malformed(f"body {name}", _STRATEGY, body, "")
    deep = 100
    named: dict[str, tuple[str, str]] = {
        "NaN": ('"horizonWeeks": NaN', "horizonWeeks"),
        "Infinity": ('"horizonWeeks": Infinity', "horizonWeeks"),
        "minus Infinity": ('"budget": {"amount": -Infinity}', "budget.amount"),
        "overflow": ('"horizonWeeks": 1e999', "horizonWeeks"),
        "long number": ('"horizonWeeks": ' + "9" * 400, "horizonWeeks"),
        "given twice": ('"industry": "Retail"', "industry"),
        "given twice inside": ('"budget": {"amount": 1, "amount": 2}', "budget.amount"),
        "given twice in a list": ('"currentChallenges": [{"a": 1, "a": 2}]', "currentChallenges[0].a"),
        "deep lists": ('"currentChallenges": ' + "[" * deep + "]" * deep, "currentChallenges"),
        "deep objects": ('"baselines": ' + '{"a":' * deep + "1" + "}" * deep, "baselines"),
        "very deep": ('"baselines": ' + "[" * 100_000, "baselines"),
    }
    for name, (member, field) in named.items():
        yield Malformed(f"body {name}", _STRATEGY, f"{text[:-1]}, {member}}}".encode(), field)
