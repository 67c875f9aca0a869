"""The demo's results as text for a terminal: pure functions from the API's answers to lines."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from deploy.local.demo_client import Answer, Finished

WIDTH: Final = 98
_DIMENSIONS: Final = {
    "clarity": "clarity",
    "specificity": "specificity",
    "outcomeFocus": "outcome focus",
    "proof": "proof",
    "objectionHandling": "objection handling",
    "riskRemoval": "risk removal",
}
_EFFORTS: Final = {"low": "for little effort", "medium": "for some effort", "high": "for much effort"}
_REPAIRS: Final = 3
_PLACES: Final = 4
_MARKS: Final = {"good": "✓", "warning": "!", "critical": "✗", "not_measured": "?"}


def title(text: str) -> str:
    """Return a headline."""
    return f"\n{'═' * WIDTH}\n{text}\n{'═' * WIDTH}"


def wrapped(markdown: str) -> str:
    """Return Markdown with long lines broken, lists hanging and tables left alone."""
    return "\n".join(line for source in markdown.splitlines() for line in _wrap_line(source))


def _wrap_line(line: str) -> list[str]:
    if len(line) <= WIDTH or line.lstrip().startswith("|"):
        return [line]
    indent = len(line) - len(line.lstrip())
    bullet = line.lstrip()[:2] in {"- ", "* ", "> "} or line.lstrip()[:3].rstrip(" ").endswith(".")
    # Hanging under the text of a list item, so that the item's start is seen.
    hanging = " " * (indent + (2 if bullet else 0))
    return textwrap.wrap(line, WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)


def strategy(done: Finished) -> Iterator[str]:
    """Yield the strategy, its score and what the score rests on."""
    result = done.result
    yield title(f"STRATEGY   {took(done)}   engine: {result['engine']}")
    yield wrapped(result["strategy"])
    yield title(f"ITS SCORE   {result['score']['overall']} of 100, compliance: {result['compliance']}")
    for name, label in _DIMENSIONS.items():
        value = int(result["score"][name])
        yield f"  {label:20} {value:3}  {'█' * (value // 4)}"
    yield from _findings(result["findings"])


def _findings(findings: Sequence[Answer]) -> Iterator[str]:
    if not findings:
        yield "\nNo rule found anything to hold against it."
        return
    yield f"\nWhat cost points ({min(8, len(findings))} of {len(findings)} findings):"
    for finding in sorted(findings, key=lambda item: float(item["points"]), reverse=True)[:8]:
        dimension = _DIMENSIONS.get(finding["dimension"], finding["dimension"])
        yield f"  −{abs(float(finding['points'])):.1f}  {finding['rule']} ({dimension})"
        evidence: Answer = finding.get("evidence") or {}
        if quote := evidence.get("quote"):
            yield _indented(f"“{quote}”", 8)
        yield _indented(f"→ {finding['fix']}", 8)


def audit(done: Finished) -> Iterator[str]:
    """Yield the audit: its score, what to do first and why, and every check with its value."""
    result = done.result
    yield title(f"SEO AUDIT   {took(done)}   {result['finalUrl']} for “{result['primaryKeyword']}”\n{_verdict(result)}")
    caps: Sequence[Answer] = result.get("cappedBy") or []
    for cap in caps:
        yield _indented(f"{cap['title']}: until that is mended, the page can't score more than {cap['cap']}.", 2)
    repairs = result["recommendations"]
    if repairs:
        shown = f"{min(_REPAIRS, len(repairs))} of {len(repairs)} repairs"
        yield f"\nDo this first ({shown}; what brings most for its effort comes first):"
    for number, repair in enumerate(repairs[:_REPAIRS], start=1):
        yield from _repair(number, repair)
    for part in ("technical", "topical", "authority"):
        yield f"\n{part}: {_score(result[part]['score'])}"
        yield from (line for metric in result[part]["metrics"] for line in _metric(metric))
        if absent := result[part].get("notApplicable"):
            yield _indented(f"does not apply here: {', '.join(each['title'] for each in absent)}", 2)


def _verdict(result: Answer) -> str:
    unknown = 1 - float(result["coverage"])
    said = f"{_score(result['overallScore'])} of 100"
    found: Answer | None = result.get("range")
    if found and round(unknown, 2):
        said += f"; between {_score(found['low'])} and {_score(found['high'])}, because"
        return f"{said} {unknown:.0%} of the weight could not be measured"
    return f"{said}, {1 - unknown:.0%} of the weight could be measured"


def _repair(number: int, repair: Answer) -> Iterator[str]:
    """Yield what to do with why, where on the page, how, and what it brings."""
    points = repair.get("points")
    gain = "" if points is None else f"about {float(points):.0f} points, " if points >= 1 else "less than a point, "
    yield f"\n  {number}. {repair['title']}"
    yield labelled("why", repair["why"])
    evidence: Sequence[object] = repair.get("evidence") or []
    for place, seen in enumerate(evidence[:_PLACES]):
        yield labelled("" if place else "where", _shown(seen))
    if len(evidence) > _PLACES:
        yield labelled("", f"and {len(evidence) - _PLACES} more")
    yield labelled("do", repair.get("action") or "")
    yield labelled("brings", f"{gain}{_EFFORTS.get(repair['effort'], repair['effort'])}")


def labelled(label: str, text: str) -> str:
    """Return a text that hangs beside its label."""
    return textwrap.fill(text, WIDTH, initial_indent=f"     {label:7} ", subsequent_indent=" " * 13)


def _metric(metric: Answer) -> Iterator[str]:
    value = _value(metric) or metric["status"].replace("_", " ")
    line = f"  {_MARKS[metric['status']]} {_score(metric['score']):>4}  {metric['title']}: {value}"
    yield line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _value(metric: Answer) -> str:
    value, unit = metric.get("value"), str(metric.get("unit") or "")
    if value is None:
        return ""
    if unit.startswith("share"):
        return f"{float(value):.0%} {unit.removeprefix('share').strip()}"
    return f"{value} {unit}".strip()


def _shown(evidence: object) -> str:
    text = evidence if isinstance(evidence, str) else json.dumps(evidence, ensure_ascii=False)
    return textwrap.shorten(text, 120, placeholder=" …")


def what_now(url: str) -> Iterator[str]:
    """Yield the seven lines of what one can do next."""
    yield title("WHAT YOU CAN DO NOW")
    yield f"  the dashboard   {url}/dashboard/convex (sign in with what make -s token prints)"
    yield f"  the contract    {url}/openapi.json (for Swagger UI, Postman or a client generator)"
    yield "  be somebody     TOKEN=$(make -s token)     another: make token WORKSPACE=Acme USER=ann@example.com"
    yield f'  ask             curl -s -H "Authorization: Bearer $TOKEN" {url}/api/convex/list'
    yield "  look inside     make status, make logs SERVICE=strategy-worker, make follow"
    yield f"  health          curl -s {url}/health/ready; figures for Prometheus: {url}/metrics"
    yield "  end             make down (data stays), make reset (data goes)"


def took(done: Finished) -> str:
    """Return how long a job took."""
    return f"{done.seconds * 1000:.0f} ms from POST to result"


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def _indented(text: str, by: int) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=" " * by, subsequent_indent=" " * (by + 2))
