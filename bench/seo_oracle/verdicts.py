"""What our checks say to each question of Lighthouse, in Lighthouse's own terms: pass, fail or not applicable.

Lighthouse knows no partial success, so a check passes when it finds nothing to blame, and what a check judges beyond
Lighthouse's question (the length of a description, the page's own hreflang) is left out here and nowhere else.
"""

from collections.abc import Callable, Mapping
from typing import Final, Literal, get_args

from seo_worker.checks.outcome import CheckResult

Verdict = Literal["pass", "fail", "not_applicable", "not_measured"]
Verdicts = Mapping[str, Verdict]
Results = Mapping[str, CheckResult]

VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)


def verdicts_of(results: Results) -> dict[str, Verdict]:
    """Return our verdict for each audit."""
    return {audit: verdict(results) for audit, verdict in AUDITS.items()}


def _crawlable(results: Results) -> Verdict:
    # T03 gives half a point to a page that Google may fetch and others may not: Google is let in.
    if "fail" in {results["T02"].status, results["T03"].status}:
        return "fail"
    return "not_measured" if _unknown(results["T02"]) or _unknown(results["T03"]) else "pass"


def _status(results: Results) -> Verdict:
    # A page that robots.txt keeps from us fails T01 because there is no answer at all, so no status to compare.
    return "not_measured" if results["T01"].value is None else _faultless(results["T01"])


def _title(results: Results) -> Verdict:
    return _faultless(results["T10"])


def _description(results: Results) -> Verdict:
    found = results["T12"]
    return "not_measured" if _unknown(found) else "pass" if found.value else "fail"


def _link_text(results: Results) -> Verdict:
    return _always_applicable(_faultless(results["T17"]))


def _anchors(results: Results) -> Verdict:
    return _always_applicable(_faultless(results["T16"]))


def _robots_txt(results: Results) -> Verdict:
    # A robots.txt that answers with an error of the server is found by the check that asks what it allows.
    return "fail" if results["T03"].value == "unavailable" else _faultless(results["T04"])


def _image_alt(results: Results) -> Verdict:
    return _faultless(results["T18"])


def _hreflang(results: Results) -> Verdict:
    found = results["T08"]
    if found.status == "not_applicable" or _unknown(found):
        return _always_applicable(_faultless(found))
    return "pass" if found.value == 1 else "fail"


def _canonical(results: Results) -> Verdict:
    return _faultless(results["T07"])


def _faultless(found: CheckResult) -> Verdict:
    if found.status == "not_applicable":
        return "not_applicable"
    if found.score is None:
        return "not_measured"
    return "pass" if found.score == 1 else "fail"


def _always_applicable(verdict: Verdict) -> Verdict:
    """Return the verdict for an audit that Lighthouse passes when there is nothing to look at."""
    return "pass" if verdict == "not_applicable" else verdict


def _unknown(found: CheckResult) -> bool:
    return found.status in {"not_measured", "error"}


AUDITS: Final[Mapping[str, Callable[[Results], Verdict]]] = {
    "is-crawlable": _crawlable,
    "document-title": _title,
    "meta-description": _description,
    "http-status-code": _status,
    "link-text": _link_text,
    "crawlable-anchors": _anchors,
    "robots-txt": _robots_txt,
    "image-alt": _image_alt,
    "hreflang": _hreflang,
    "canonical": _canonical,
}
# Which of our checks answer each audit, for the reader of the report.
CHECKS: Final[Mapping[str, str]] = {
    "is-crawlable": "T02, T03",
    "document-title": "T10",
    "meta-description": "T12",
    "http-status-code": "T01",
    "link-text": "T17",
    "crawlable-anchors": "T16",
    "robots-txt": "T04, T03",
    "image-alt": "T18",
    "hreflang": "T08",
    "canonical": "T07",
}
