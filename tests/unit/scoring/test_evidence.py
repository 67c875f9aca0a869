import re
from typing import cast

import pytest

from documents.model import StrategyDocument
from scoring.assess import assess
from shared.contracts.requests import Framework
from support_documents import common, rewritten, strong

_FRAMEWORKS: tuple[Framework, ...] = (
    "brand_positioning", "funnel_design", "seo_patterns", "competitor_model", "offer_architecture",
)  # fmt: skip
_RULE = r"(clarity|specificity|outcome|proof|objections|risk|overall|compliance)\.[a-z-]+"
_HOSTILE = (
    "  Only 5 spots left | “Lexware is a scam”, says Bob. \n\n 95% of customers see <script> 😀 in 12 days, i̇ 37 %. "
)


def _at(document: StrategyDocument, path: str) -> object:
    value: object = document.model_dump(mode="json", by_alias=True)
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        try:
            value = cast("dict[str, object]", value)[name] if name else cast("list[object]", value)[int(index)]
        except (IndexError, KeyError):
            return None
    return value


def _check(document: StrategyDocument, framework: Framework) -> int:
    quoted = 0
    for finding in assess(document, common.brief(framework)).findings:
        place = finding.evidence
        text = _at(document, place.path)
        if place.quote:
            assert isinstance(text, str), finding
            assert text[place.start : place.end] == place.quote, finding
            quoted += 1
        else:
            assert (place.start, place.end) == (0, 0)
    return quoted


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_every_quotation_stands_in_its_field_where_it_says(framework: Framework) -> None:
    assert _check(strong.document(framework), framework) >= 2
    assert _check(rewritten.fluent(framework), framework) >= 10
    assert _check(rewritten.rewritten(strong.document(framework), lambda text: text + _HOSTILE), framework) >= 10


def test_an_empty_document_is_quoted_nowhere() -> None:
    assert _check(rewritten.bare(), "offer_architecture") <= 1


@pytest.mark.parametrize("framework", _FRAMEWORKS)
def test_findings_explain_themselves_and_come_with_a_repair(framework: Framework) -> None:
    for finding in assess(rewritten.fluent(framework), common.brief(framework)).findings:
        assert re.fullmatch(
            r"(clarity|specificity|outcome|proof|objections|risk|overall|compliance)\.[a-z-]+", finding.rule
        )
        assert finding.explanation.strip()
        assert finding.fix.strip()
        assert 0 <= finding.points <= 100


def test_findings_of_the_score_come_dearest_first() -> None:
    points = [f.points for f in assess(rewritten.fluent(), common.brief()).findings if f.dimension != "compliance"]
    assert points == sorted(points, reverse=True)
