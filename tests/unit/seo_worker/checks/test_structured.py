"""T20: types that schema.org has, and what rich results of a type need."""

import pytest
from pydantic import JsonValue

from seo_evidence import checked, on_page
from seo_worker.checks.outcome import CheckResult
from seo_worker.checks.schema_types import requirements, unknown_types, written_otherwise
from seo_worker.checks.vocabulary import load_vocabulary
from seo_worker.evidence import StructuredItem


def t20(*types: str, **properties: JsonValue) -> CheckResult:
    return checked(on_page(structured=(StructuredItem("json-ld", types, properties),)))["T20"]


OFFER: JsonValue = {"@type": "Offer", "price": 3}
RATING: JsonValue = {"@type": "AggregateRating", "ratingValue": 4}


@pytest.mark.parametrize(
    ("kind", "properties", "lacks"),
    [
        ("Article", {}, None),
        ("Organization", {}, None),
        ("NewsArticle", {}, None),
        ("Product", {"name": "Loaf", "offers": OFFER}, None),
        ("Product", {"name": "Loaf", "aggregateRating": RATING}, None),
        ("Product", {"name": "Loaf"}, "review or aggregateRating or offers"),
        ("Product", {"offers": OFFER}, "name"),
        ("Product", {"name": "", "offers": []}, "name, review or aggregateRating or offers"),
        ("Car", {"name": "Bug"}, "review or aggregateRating or offers"),
        ("FAQPage", {"mainEntity": [{"@type": "Question"}]}, None),
        ("FAQPage", {}, "mainEntity"),
        ("BreadcrumbList", {}, "itemListElement"),
        ("LocalBusiness", {"name": "Ada"}, "address"),
        ("Dentist", {"name": "Ada"}, "address"),
        ("FastFoodRestaurant", {"name": "Ada", "address": "Main St"}, None),
        ("Event", {"name": "Run"}, "location, startDate"),
        ("MusicEvent", {"name": "Song", "startDate": "2026-12-01"}, "location"),
        ("Recipe", {"name": "Bread"}, "image"),
        ("VideoObject", {"name": "Bread", "uploadDate": "2026-12-01"}, "thumbnailUrl"),
        (
            "JobPosting",
            {"title": "Baker", "description": "Bake", "datePosted": "2026-12-01", "hiringOrganization": "Ada"},
            "jobLocation or jobLocationType",
        ),
        ("Review", {"reviewRating": RATING, "author": "Ada"}, "itemReviewed"),
        ("CriticReview", {"itemReviewed": "Loaf", "author": "Ada"}, "reviewRating"),
        ("SoftwareApplication", {"name": "App", "offers": OFFER}, "review or aggregateRating"),
        ("MobileApplication", {"name": "App", "aggregateRating": RATING}, "offers"),
        ("WebPage", {}, None),
        ("ImageObject", {}, None),
        ("SearchAction", {}, None),
        ("Airport", {}, None),
    ],
)
def test_t20_asks_for_what_the_rich_result_of_a_type_needs(
    kind: str, properties: dict[str, JsonValue], lacks: str | None
) -> None:
    found = t20(kind, **properties)
    assert float(found.score or 0) == (0 if lacks else 1)
    assert (f"{kind} (json-ld) lacks {lacks}." in found.evidence) is (lacks is not None)


def test_t20_an_unknown_type_is_doubted_and_never_scores_nothing() -> None:
    found = t20("Sourdough", name="Loaf")
    assert float(found.score or 0) == 0.8
    assert "json-ld: the type “Sourdough” is not one we know from schema.org." in found.evidence
    assert t20("Sourdough", "Product", name="Loaf", offers=OFFER).status == "ok"


@pytest.mark.parametrize(("written", "right"), [("article", "Article"), ("Localbusiness", "LocalBusiness")])
def test_t20_capitals_of_a_type_count(written: str, right: str) -> None:
    found = t20(written, name="Ada", address="Main St")
    assert found.score == 0
    assert f"json-ld: the type “{written}” is written {right}." in found.evidence


def test_the_list_of_types_is_whole_and_every_requirement_is_of_one_of_them() -> None:
    known = ("Thing", "3DModel", "Text", "LocalBusiness", "VacationRental", "HowToStep", "ProductGroup", "Pharmacy")
    assert unknown_types((*known, "Nonsense")) == ("Nonsense",)
    assert unknown_types(load_vocabulary().required_fields) == ()
    assert written_otherwise("Product") is None
    assert requirements(("Product", "Dentist")) == {"name", "review|aggregateRating|offers", "address"}
