"""The comparison itself: what counts as agreement, and what a declaration excuses."""

import json
from pathlib import Path

import pytest
from bench.seo_oracle.comparison import Comparison, Difference, compare
from bench.seo_oracle.verdicts import AUDITS, Verdict

ROOT = Path(__file__).resolve().parents[3]
PAGES = tuple(f"page-{number}" for number in range(100))


def verdicts(**changes: Verdict) -> dict[str, dict[str, Verdict]]:
    """Return passes for a hundred pages and all audits; a change is that of `canonical` on the page of that number."""
    table: dict[str, dict[str, Verdict]] = {page: dict.fromkeys(AUDITS, "pass") for page in PAGES}
    for name, verdict in changes.items():
        table[name.replace("_", "-")]["canonical"] = verdict
    return table


def declared(*pages: str, ours: Verdict) -> Difference:
    return Difference(reason="Meant so, for the sake of this test.", ours=ours, audits=("canonical",), pages=pages)


def canonical_of(found: Comparison) -> tuple[int, int, int, int, int]:
    tally = next(tally for tally in found.tallies if tally.audit == "canonical")
    return tally.equal, tally.both_fail, tally.declared, tally.unread, tally.undeclared


def test_equal_verdicts_agree_and_common_faults_are_counted() -> None:
    found = compare(verdicts(page_1="fail"), verdicts(page_1="fail"), ())
    assert canonical_of(found) == (100, 1, 0, 0, 0)
    assert found.is_good


def test_an_audit_may_differ_on_two_pages_of_a_hundred_and_not_on_three() -> None:
    two = compare(verdicts(page_1="fail", page_2="fail"), verdicts(), ())
    assert (canonical_of(two)[-1], two.is_good) == (2, True)
    three = compare(verdicts(page_1="fail", page_2="fail", page_3="fail"), verdicts(), ())
    # Over ten audits together this would be 997 of 1,000.
    assert (canonical_of(three)[-1], three.total.agreement, three.is_good) == (3, 0.997, False)
    assert [(d.page, d.audit) for d in three.disagreements] == [(f"page-{n}", "canonical") for n in (1, 2, 3)]


def test_a_declared_difference_is_left_out_of_the_agreement_and_not_of_the_raw_figure() -> None:
    found = compare(verdicts(page_1="fail"), verdicts(), (declared("page-1", ours="fail"),))
    assert canonical_of(found) == (99, 0, 1, 0, 0)
    assert (found.total.agreement, found.total.raw_agreement) == (1.0, 0.999)


def test_a_page_that_we_do_not_read_is_counted_apart() -> None:
    found = compare(verdicts(page_1="not_measured"), verdicts(), (declared("page-1", ours="not_measured"),))
    assert canonical_of(found) == (99, 0, 0, 1, 0)


def test_a_declaration_excuses_the_verdict_it_names_and_no_other() -> None:
    found = compare(verdicts(page_1="not_applicable"), verdicts(), (declared("page-1", ours="fail"),))
    assert canonical_of(found) == (99, 0, 0, 0, 1)


@pytest.mark.parametrize("ours", ["pass", "fail"])
def test_a_declared_difference_that_does_not_occur_fails(ours: Verdict) -> None:
    found = compare(verdicts(), verdicts(), (declared("page-1", ours=ours),))
    assert found.unused == ("page-1: canonical",)
    assert not found.is_good


def test_a_part_of_the_pages_can_be_compared_alone() -> None:
    some = {"page-1": verdicts()["page-1"]}
    found = compare(some, verdicts(), (declared("page-2", ours="fail"),))
    assert (found.total.equal, found.unused) == (10, ())


def test_the_lock_pins_what_is_asked_for_and_names_no_registry() -> None:
    manifest, lock = (
        json.loads((ROOT / "bench" / "seo_oracle" / name).read_text()) for name in ("package.json", "package-lock.json")
    )
    packages = {name.removeprefix("node_modules/"): package for name, package in lock["packages"].items() if name}
    assert {name: packages[name]["version"] for name in manifest["dependencies"]} == manifest["dependencies"]
    assert [name for name, package in packages.items() if "resolved" in package or "integrity" not in package] == []
