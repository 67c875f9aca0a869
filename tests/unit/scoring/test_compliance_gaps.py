import pytest

from documents.model import parse
from scoring.assess import assess, found_in
from scoring.compliance import verdict
from scoring.material import read
from scoring.model import Breach
from shared.contracts.requests import Brief
from support_documents import common, strong

_BRIEF = common.brief()
_CLINIC = _BRIEF.model_copy(update={"industry": "Dental clinic"})
_SUMMARY = strong.positioning().executive_summary


def _breaches(sentence: str, brief: Brief = _BRIEF) -> list[Breach]:
    return list(found_in(read(strong.positioning(executiveSummary=sentence), brief)).breaches)


def test_a_regulated_field_needs_somebody_who_reviews() -> None:
    missing = [breach.rule for breach in _breaches("The bank is connected in the call.", _CLINIC)]
    named = _breaches("A lawyer checks each claim on the bank page.", _CLINIC)
    assert (missing, named) == (["compliance.regulated-advice"], [])


@pytest.mark.parametrize(
    ("capacity", "quotes"),
    [
        ("The newsletter goes to every owner.", ["newsletter"]),
        ("The newsletter goes to every owner who gave consent.", []),
    ],
)
def test_consent_has_to_be_mentioned_once_messages_are_sent(capacity: str, quotes: list[str]) -> None:
    document = strong.document("competitor_model").model_dump(by_alias=True)
    document["plan"] = {"actions": [], "capacity": capacity}
    document["objections"] = {"items": []}
    found = found_in(read(parse(document), common.brief("competitor_model"))).breaches
    assert [(breach.rule, breach.evidence.quote) for breach in found] == [
        ("compliance.consent", quote) for quote in quotes
    ]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The ledger lifts the margin to 37 %.", "37 %"),
        ("Agencies lose $4,500 on each revision.", "4,500"),
        ("The bank screen has 73 fields.", "73"),
    ],
)
def test_a_number_that_rests_on_nothing_needs_revision(sentence: str, number: str) -> None:
    assert [(b.rule, b.verdict, b.evidence.quote) for b in _breaches(sentence)] == [
        ("compliance.number-without-basis", "needs_revision", number)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The site has 8,000 visits and 320 trials.",
        "At a connection rate of 50% the bank step carries the plan.",
        "The trial ends after 14 days, the plan after week 26.",
        "There are 3 refusals and 2 moves for the bank step.",
        "Register entries from 2024 are enough for the bank check.",
        "The budget of EUR 12000 covers the bank call.",
        "See challenge 2 and step 14 of the bank plan.",
    ],
)
def test_a_number_of_the_brief_a_quantity_a_date_or_a_count_is_explained(sentence: str) -> None:
    assert _breaches(sentence) == []


@pytest.mark.parametrize("items", [[], ["Results may vary.", "Review before use."], ["Made by the offline engine."]])
def test_standard_limitations_need_revision(items: list[str]) -> None:
    found = found_in(read(strong.positioning(limitations={"items": items}), _BRIEF)).breaches
    assert [(breach.rule, breach.verdict) for breach in found] == [("compliance.limitations", "needs_revision")]


@pytest.mark.parametrize("gap", ["[insert bank name]", "{{audience}}", "TBD", "XX%", "lorem ipsum"])
def test_a_gap_needs_revision(gap: str) -> None:
    found = _breaches(f"The call about {gap} comes first.")
    assert [(breach.rule, breach.evidence.quote) for breach in found] == [("compliance.placeholder", gap)]


def test_an_absolute_claim_about_a_rival_needs_a_check() -> None:
    found = _breaches("Lexware never answers questions about the bank connection.")
    assert [(breach.rule, breach.verdict) for breach in found] == [("compliance.rival-fact", "needs_revision")]


def test_a_rival_described_without_a_way_to_check_needs_revision() -> None:
    document = strong.document("competitor_model").model_dump(by_alias=True)
    document["rivals"]["items"][0]["evidenceToCollect"] = ""
    found = found_in(read(parse(document), common.brief("competitor_model"))).breaches
    assert [breach.evidence.path for breach in found] == ["rivals.items[0].sells"]


@pytest.mark.parametrize(
    ("overall", "verdicts", "expected"),
    [
        (80, [], "pass"),
        (79, [], "needs_revision"),
        (60, [], "needs_revision"),
        (59, [], "fail"),
        (95, ["needs_revision"], "needs_revision"),
        (95, ["needs_revision", "fail"], "fail"),
        (40, ["needs_revision"], "fail"),
    ],
)
def test_safety_only_makes_the_status_worse(overall: int, verdicts: list[str], expected: str) -> None:
    place = read(strong.positioning(), _BRIEF).quote("executiveSummary")
    found = [Breach("rule", "fail" if name == "fail" else "needs_revision", place, "", "") for name in verdicts]
    assert verdict.verdict(overall, found) == expected


def test_a_failed_document_is_capped_and_says_what_the_repair_brings() -> None:
    clean = assess(strong.positioning(executiveSummary=_SUMMARY), _BRIEF)
    failed = assess(strong.positioning(executiveSummary=f"{_SUMMARY} 95% of our customers see a margin."), _BRIEF)
    finding = failed.findings[0]
    assert (failed.compliance, failed.score.overall) == ("fail", 25)
    assert (finding.rule, finding.severity) == ("compliance.sourceless-statistic", "critical")
    assert abs(25 + finding.points - clean.score.overall) <= 1.5


@pytest.mark.parametrize(
    ("industry", "is_regulated"),
    [
        ("Nonprofit food bank", False),
        ("Retail banking", True),
        ("Lawn care", False),
        ("Law firm", True),
        ("SaaS", False),
    ],
)
def test_regulated_fields_are_told_by_the_industry(industry: str, is_regulated: bool) -> None:
    brief = _BRIEF.model_copy(update={"industry": industry})
    rules = [breach.rule for breach in _breaches("The bank is connected in the call.", brief)]
    assert rules == (["compliance.regulated-advice"] if is_regulated else [])
