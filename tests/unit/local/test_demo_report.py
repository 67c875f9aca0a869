"""The demo prints what the API answered, the worst first, and never a number of its own."""

from deploy.local.demo_client import Finished
from deploy.local.demo_report import WIDTH, audit, strategy, wrapped


def finding(rule: str, points: float, quote: str | None = None) -> dict[str, object]:
    evidence = {"quote": quote} if quote else None
    return {"rule": rule, "dimension": "proof", "points": points, "evidence": evidence, "fix": f"repair {rule}"}


SCORE = {
    "overall": 71,
    "clarity": 80,
    "specificity": 70,
    "outcomeFocus": 60,
    "proof": 50,
    "objectionHandling": 40,
    "riskRemoval": 0,
}


def test_long_lines_are_broken_and_lists_hang() -> None:
    lines = wrapped("- " + "word " * 40).splitlines()
    assert len(lines) == 3
    assert all(len(line) <= WIDTH for line in lines)
    assert lines[0].startswith("- word")
    assert lines[1].startswith("  word")


def test_tables_and_short_lines_are_left_alone() -> None:
    table = "| " + "cell | " * 30
    assert wrapped(f"# Title\n\n{table}") == f"# Title\n\n{table}"


def test_a_strategy_shows_its_score_and_the_costliest_findings_with_their_quotes() -> None:
    findings = [finding("cheap", 0.5), finding("dear", 3.25, "We are the best.")]
    result = {
        "engine": "offline:1",
        "strategy": "# Plan",
        "score": SCORE,
        "compliance": "pass",
        "findings": findings,
    }
    text = "\n".join(strategy(Finished(result, 0.1234)))
    assert "123 ms from POST to result" in text
    assert "71 of 100, compliance: pass" in text
    assert text.index("−3.2  dear (proof)") < text.index("−0.5  cheap (proof)")
    assert "“We are the best.”" in text
    assert "→ repair dear" in text


def test_no_findings_is_said() -> None:
    none: list[dict[str, object]] = []
    result = {"engine": "offline", "strategy": "# Plan", "score": SCORE, "compliance": "pass", "findings": none}
    assert "No rule found anything" in "\n".join(strategy(Finished(result, 0.1)))


def metric(status: str, score: float | None, **more: object) -> dict[str, object]:
    return {"title": f"Check {status}", "status": status, "score": score, "value": None, "unit": None} | more


def repair(number: int, *, points: float | None = 2.6, places: int = 1) -> dict[str, object]:
    return {
        "title": f"Mend {number}",
        "why": f"Because of {number}.",
        "evidence": [f"place {place} of {number}" for place in range(1, places + 1)],
        "action": f"Do {number}.",
        "points": points,
        "effort": "low",
    }


def audited(**more: object) -> str:
    metrics = [
        metric("good", 100, value=200, unit="HTTP status"),
        metric("critical", 0, fix="Add a title."),
        metric("not_measured", None),
    ]
    absent = [{"title": "Check of images", "reason": "There are none."}]
    part: dict[str, object] = {"score": None, "metrics": []}
    result: dict[str, object] = {
        "finalUrl": "http://x/",
        "primaryKeyword": "tea",
        "overallScore": 64,
        "coverage": 0.69,
        "range": {"low": 50.2, "high": 78.0},
        "technical": {"score": 64.4, "metrics": metrics, "notApplicable": absent},
        "topical": part,
        "authority": part,
        "recommendations": [],
    }
    return "\n".join(audit(Finished(result | more, 0.2)))


def test_an_audit_shows_how_sure_its_score_is_and_each_check_in_its_state() -> None:
    text = audited()
    assert "64 of 100; between 50 and 78, because 31% of the weight could not be measured" in text
    assert "✓  100  Check good: 200 HTTP status" in text
    assert "✗    0  Check critical: critical" in text
    assert "?    –  Check not_measured: not measured" in text
    assert "does not apply here: Check of images" in text
    assert "authority: –" in text
    assert "Do this first" not in text


def test_an_audit_without_a_range_says_how_much_was_measured() -> None:
    assert "64 of 100, 69% of the weight could be measured" in audited(range=None)


def test_the_first_repairs_say_why_where_what_to_do_and_what_it_brings() -> None:
    text = audited(recommendations=[repair(1, places=6), repair(2, points=0.2), repair(3, points=None), repair(4)])
    assert "Do this first (3 of 4 repairs;" in text
    assert (
        "  1. Mend 1\n"
        "     why     Because of 1.\n"
        "     where   place 1 of 1\n"
        "             place 2 of 1\n"
        "             place 3 of 1\n"
        "             place 4 of 1\n"
        "             and 2 more\n"
        "     do      Do 1.\n"
        "     brings  about 3 points, for little effort\n"
    ) in text
    assert "     brings  less than a point, for little effort\n" in text
    assert "     brings  for little effort\n" in text
    assert "Mend 4" not in text


def test_a_cap_is_said_before_the_repairs() -> None:
    text = audited(cappedBy=[{"title": "Nobody may index it", "cap": 30}])
    assert "  Nobody may index it: until that is mended, the page can't score more than 30." in text
