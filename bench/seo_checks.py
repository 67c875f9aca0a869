"""Writes docs/guide/seo-checks.md from the file that the audit itself reads, so that no figure stands in two places."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from seo_worker.checks.rules import Curve, Pillar, Rule, Ruleset, load_ruleset
from seo_worker.site.advice import ADVICE

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "guide" / "seo-checks.md"
_INTRODUCTIONS: Final[dict[Pillar, str]] = {
    "technical": "Can search engines fetch, understand and show the page?",
    "topical": "Is the page about the keyword, and does it cover the topic well?",
    "authority": "Does the page show whom one deals with? Called on-page trust signals, because that is all it can be"
    " as long as no data source is connected.",
}


def written(ruleset: Ruleset) -> str:
    """Return the guide as Markdown."""
    lines = [*_opening(ruleset), *_scoring(ruleset), *_gates(ruleset), *_efforts(ruleset)]
    for pillar in ruleset.pillars:
        lines += _pillar(pillar, ruleset)
    lines += _site()
    return "\n".join(lines) + "\n"


def _opening(ruleset: Ruleset) -> Iterator[str]:
    counts = (f"{sum(r.pillar == name for r in ruleset.rules.values())} {name}" for name in ruleset.pillars)
    yield "# The checks of an SEO audit"
    yield ""
    yield f"Rule set {ruleset.version}: {len(ruleset.rules)} checks, {', '.join(counts)}."
    yield "Written by `make examples` from `services/seo-worker/src/seo_worker/checks/rules.yaml`; change that file,"
    yield "not this one. Weights are expert defaults: nothing here shows that any of them predicts a ranking."
    yield ""
    yield "Each check ends in one of three states that are shown apart:"
    yield ""
    yield "- **measured**, with a score between 0 and 1: good, or a problem with its evidence and what to do about it;"
    yield "- **not applicable**, with the reason: it leaves the score without a trace;"
    yield "- **not measured**, with the reason: it leaves the score and lowers the coverage that is shown beside it."
    yield "  A check that failed on a page counts as not measured."
    yield ""


def _scoring(ruleset: Ruleset) -> Iterator[str]:
    limits = ruleset.thresholds
    weights = " + ".join(f"{_plain(weight)} {name}" for name, weight in ruleset.pillars.items())
    yield "## From checks to the score"
    yield ""
    yield f"- A check is good from a score of {_plain(limits.good)}."
    yield "- A pillar is the mean of its measured checks by their weights, in points of 100."
    yield f"- A pillar has a score when {_percent(limits.minimum_coverage)} of its applicable weight are measured, by"
    yield f"  {limits.minimum_checks} checks or more;"
    yield f"  the page when {_percent(limits.minimum_overall_coverage)} of all are."
    yield f"- The page is the mean of the pillars that have a score: {weights}."
    yield "- What the checks contribute adds up to the score before caps."
    yield "- The range counts all that is unknown as worthless and as perfect; a later score stays in it."
    yield "- What a fix would bring is the score worked out again with that check at 1, caps included, minus the score."
    yield ""


def _gates(ruleset: Ruleset) -> Iterator[str]:
    yield "## Gates"
    yield ""
    yield "A page that does not answer with success (T01) has no score at all. These keep the score down, whatever else"
    yield "is right:"
    yield ""
    yield "| found by | gate | at most |"
    yield "|---|---|---|"
    for cap in ruleset.caps.values():
        yield f"| {cap.check} | {cap.title} | {cap.cap} |"
    yield ""


def _efforts(ruleset: Ruleset) -> Iterator[str]:
    yield "## What to do first"
    yield ""
    yield "Repairs come in the order of the points they bring, divided by the weight of their effort; what shuts a gate"
    yield "comes before all others, and what is worth the same in the order of ids. Hours are assumed, not measured."
    yield ""
    yield "| effort | hours, assumed | weight |"
    yield "|---|---|---|"
    for name, span in ruleset.efforts.items():
        yield f"| {name} | {span.hours[0]}-{span.hours[1]} | {_plain(span.weight)} |"
    yield ""


def _pillar(pillar: Pillar, ruleset: Ruleset) -> Iterator[str]:
    rules = [rule for _, rule in sorted(ruleset.rules.items()) if rule.pillar == pillar]
    total = sum((rule.weight for rule in rules), Decimal(0))
    yield f"## {pillar.capitalize()}, {_plain(ruleset.pillars[pillar])} of 100"
    yield ""
    yield _INTRODUCTIONS[pillar]
    yield f"The weights of its checks add up to {_plain(total)}."
    yield ""
    yield "| id | check | weight | judged by | effort |"
    yield "|---|---|---|---|---|"
    for rule in rules:
        yield f"| {rule.id} | {rule.title} | {_plain(rule.weight)} | {_cell(rule.threshold)} | {rule.effort} |"
    yield ""
    for rule in rules:
        yield from _details(rule)


def _details(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id} {rule.title}"
    yield ""
    yield f"{_sentence(rule.why)} {_sentence(rule.fix)}"
    yield ""
    yield f"- Read from: {rule.source}"
    if rule.curve:
        yield f"- Score by {rule.unit or 'value'}: {_points(rule.curve)}, straight lines between"
    if rule.limits:
        yield f"- Figures: {_figures(rule)}"
    if rule.needs_text:
        yield "- Not measured on a page that a script builds in the browser"
    yield f"- A failure is shown as: {rule.worst}"
    yield ""


def _site() -> Iterator[str]:
    yield "## Findings about the site"
    yield ""
    yield "With `maxPages` above 1 these are looked for in the pages that were visited. They gain no points, because"
    yield "the score is that of the audited page, and nothing is claimed about a page that was not visited."
    yield ""
    yield "| id | what to do | severity | effort |"
    yield "|---|---|---|---|"
    for name, advice in sorted(ADVICE.items()):
        yield f"| {name} | {advice.title} | {advice.severity} | {advice.effort} |"
    yield ""
    for name, advice in sorted(ADVICE.items()):
        yield f"### {name} {advice.title}"
        yield ""
        yield f"{advice.why} {advice.fix}"
        yield ""


def _points(curve: Curve) -> str:
    return ", ".join(f"{_plain(x)} → {_plain(y)}" for x, y in curve)


def _figures(rule: Rule) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {_plain(value)}" for name, value in rule.limits.items())


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _percent(share: Decimal) -> str:
    return f"{_plain(share * 100)} %"


def _sentence(text: str) -> str:
    return _cell(text).replace('"{keyword}"', "the keyword").replace("<", "\\<")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the guide."""
    PAGE.write_text(written(load_ruleset()), encoding="utf-8")
    print(f"{PAGE.relative_to(PAGE.parents[2])}: {len(load_ruleset().rules)} checks")


if __name__ == "__main__":
    main()
